//! A file that is there whole before its first byte is sent. The server cannot take back the
//! status it has sent, and ends a body that fails like one that is complete; so whatever goes
//! wrong while a table is read is answered as a problem, and what goes wrong afterwards leaves
//! fewer bytes than were announced, which every client notices.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, Write},
    path::Path,
};

use futures::{Stream, stream};
use tempfile::{SpooledData, SpooledTempFile};

/// Up to here a file is kept in memory, then on disk, without a name.
const IN_MEMORY_BYTES: usize = 2 * 1_024 * 1_024;
/// How much is read at a time.
const PIECE_BYTES: usize = 256 * 1_024;

pub enum Spooled {
    /// Nothing can go wrong with it any more, so it may be compressed as it is sent.
    InMemory(Vec<u8>),
    OnDisk(OnDisk),
}

pub struct OnDisk {
    file: File,
    pub size_bytes: u64,
}

impl Spooled {
    /// What was written to the file, from its beginning.
    pub fn rewound(mut file: SpooledTempFile) -> io::Result<Self> {
        let size_bytes = file.stream_position()?;
        file.rewind()?;
        Ok(match file.into_inner() {
            SpooledData::InMemory(bytes) => Self::InMemory(bytes.into_inner()),
            SpooledData::OnDisk(file) => Self::OnDisk(OnDisk { file, size_bytes }),
        })
    }

    /// Writes all of it.
    pub fn write_to(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::InMemory(bytes) => out.write_all(&bytes)?,
            Self::OnDisk(mut on_disk) => {
                io::copy(&mut on_disk.file, out)?;
            }
        }
        out.flush()
    }
}

impl OnDisk {
    /// Its bytes, piece by piece; they end early when the disk fails.
    pub fn pieces(self) -> impl Stream<Item = Vec<u8>> + Send {
        stream::unfold(self.file, |mut file| async {
            let mut piece = vec![0; PIECE_BYTES];
            match file.read(&mut piece) {
                Ok(0) => None,
                Ok(read) => {
                    piece.truncate(read);
                    Some((piece, file))
                }
                Err(error) => {
                    tracing::error!(%error, "an export broke off");
                    None
                }
            }
        })
    }
}

/// An empty file in a directory with room for attachments.
pub fn empty_file(dir: &Path) -> SpooledTempFile {
    SpooledTempFile::new_in(IN_MEMORY_BYTES, dir)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use futures::StreamExt as _;

    use super::{IN_MEMORY_BYTES, Spooled, empty_file};

    #[rocket::async_test]
    async fn a_file_is_sent_as_it_was_made_whatever_its_length() {
        let dir = tempfile::tempdir().expect("a directory");
        for length in [0, 1, 300_000, 2 * IN_MEMORY_BYTES + 1] {
            let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).expect("small")).collect();
            let whole = || {
                let mut file = empty_file(dir.path());
                file.write_all(&bytes).expect("room");
                Spooled::rewound(file).expect("a file")
            };
            let sent = match whole() {
                Spooled::InMemory(sent) => sent,
                Spooled::OnDisk(on_disk) => {
                    assert!(length > IN_MEMORY_BYTES, "{length}");
                    assert_eq!(on_disk.size_bytes, u64::try_from(length).expect("a length"));
                    on_disk.pieces().collect::<Vec<_>>().await.concat()
                }
            };
            assert!(sent == bytes, "{length}");
            let mut written = Vec::new();
            whole().write_to(&mut written).expect("a copy");
            assert!(written == bytes, "{length}");
        }
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 0, "nothing is left");
    }
}
