//! A file that is there whole before its first byte is sent. The server cannot take back the
//! status it has sent, and ends a body that fails like one that is complete; so whatever goes
//! wrong while a table is read is answered as a problem, and what goes wrong afterwards leaves
//! fewer bytes than were announced, which every client notices.

use std::{
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
};

use futures::{Stream, StreamExt as _, TryStreamExt as _, stream};
use tempfile::SpooledTempFile;

use crate::exports::{Chunks, ExportError};

/// Up to here a file is kept in memory, then on disk, without a name.
const IN_MEMORY_BYTES: usize = 1_024 * 1_024;
/// How much is read at a time.
const PIECE_BYTES: usize = 256 * 1_024;

/// A whole file on its way out.
pub struct Spooled {
    file: SpooledTempFile,
    size_bytes: u64,
}

impl Spooled {
    /// Takes all chunks in.
    ///
    /// # Errors
    /// Those of the chunks; the disk is full.
    pub async fn of(mut chunks: Chunks, dir: &Path) -> Result<Self, ExportError> {
        let mut file = empty(dir);
        while let Some(chunk) = chunks.try_next().await? {
            file.write_all(&chunk)?;
        }
        Ok(Self::rewound(file)?)
    }

    /// What was written to the file, from its beginning.
    ///
    /// # Errors
    /// The disk.
    pub fn rewound(mut file: SpooledTempFile) -> io::Result<Self> {
        let size_bytes = file.stream_position()?;
        file.rewind()?;
        Ok(Self { file, size_bytes })
    }

    /// How long it is.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

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

    /// The same, for who takes chunks.
    pub fn chunks(self) -> Chunks {
        self.pieces().map(Ok).boxed()
    }
}

/// An empty file in a directory with room for attachments.
pub fn empty(dir: &Path) -> SpooledTempFile {
    SpooledTempFile::new_in(IN_MEMORY_BYTES, dir)
}

#[cfg(test)]
mod tests {
    use futures::{StreamExt as _, stream};

    use super::{ExportError, IN_MEMORY_BYTES, Spooled};
    use crate::db;

    #[rocket::async_test]
    async fn a_file_is_sent_as_it_was_made_whatever_its_length() {
        let dir = tempfile::tempdir().expect("a directory");
        for length in [0, 1, 300_000, 2 * IN_MEMORY_BYTES + 1] {
            let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).expect("small")).collect();
            let chunks = stream::iter(bytes.chunks(65_536).map(|part| Ok(part.to_vec())).collect::<Vec<_>>());
            let spooled = Spooled::of(chunks.boxed(), dir.path()).await.expect("a file");
            assert_eq!(spooled.size_bytes(), u64::try_from(length).expect("a length"));
            let sent: Vec<_> = spooled.pieces().collect().await;
            assert!(sent.concat() == bytes, "{length}");
        }
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 0, "nothing is left");
    }

    #[rocket::async_test]
    async fn a_table_that_breaks_off_is_an_error_and_no_file() {
        let broken = ExportError::Db(db::Error::Unique("any".into()));
        let chunks = stream::iter([Ok(b"a".to_vec()), Err(broken)]).boxed();
        assert!(Spooled::of(chunks, &std::env::temp_dir()).await.is_err());
    }
}
