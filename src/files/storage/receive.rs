//! Taking a file in from the network.

use std::{
    io,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use entity::ids::UserId;
use sha2::{Digest, Sha256};
use tokio::{
    fs::OpenOptions,
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt, BufWriter},
};

use super::{INCOMING, Storage, StoredFile};
use crate::files::{FileHash, FileKind, FileRefusal, check};

/// How much is read and hashed at a time.
const PIECE_BYTES: usize = 64 * 1_024;

/// A file that has arrived whole and is durable, but not yet checked and kept. Dropping it removes it.
#[derive(Debug)]
pub struct Received {
    temporary: PathBuf,
    hash: FileHash,
    size_bytes: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// It is, or says it is, over the limit.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The most the field takes, in bytes.
        limit_bytes: u64,
    },
    /// Not as many bytes came as `Content-Length` said. Rocket may hand a cut-off body on
    /// as if it were whole (security bar M5).
    #[error("{received_bytes} of {expected_bytes} bytes arrived")]
    WrongLength {
        /// What was announced.
        expected_bytes: u64,
        /// What came.
        received_bytes: u64,
    },
    #[error("the upload was interrupted")]
    Interrupted(#[source] io::Error),
    /// It would use up what the disk keeps free.
    #[error("no room is left for {size_bytes} bytes")]
    NoRoom {
        /// How long it is.
        size_bytes: u64,
    },
    #[error("the file could not be written")]
    Disk(#[source] io::Error),
}

impl ReceiveError {
    /// The problem type of this error, without the leading `/problems/`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "files/too-large",
            Self::WrongLength { .. } | Self::Interrupted(_) => "files/interrupted",
            Self::NoRoom { .. } | Self::Disk(_) => "files/not-stored",
        }
    }
}

impl Storage {
    /// Streams a file to disk, hashing on the way, with flat memory.
    pub async fn receive(
        &self,
        mut stream: impl AsyncRead + Unpin,
        limit_bytes: u64,
        expected_bytes: Option<u64>,
    ) -> Result<Received, ReceiveError> {
        if expected_bytes.is_some_and(|expected| expected > limit_bytes) {
            return Err(ReceiveError::TooLarge { limit_bytes });
        }
        // What we make ourselves comes without a length: it is small and replaces a wait.
        if let Some(size_bytes) = expected_bytes
            && !self.has_room_for(size_bytes).map_err(ReceiveError::Disk)?
        {
            return Err(ReceiveError::NoRoom { size_bytes });
        }
        let temporary = self.dir.join(INCOMING).join(random_name().map_err(ReceiveError::Disk)?);
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(&temporary).await;
        let mut file = BufWriter::with_capacity(4 * PIECE_BYTES, file.map_err(ReceiveError::Disk)?);
        // From here on, dropping `received` removes what was written.
        let mut received = Received { temporary, hash: FileHash::new([0; 32]), size_bytes: 0 };

        let mut hasher = Sha256::new();
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let count = stream.read(&mut piece).await.map_err(ReceiveError::Interrupted)?;
            let Some(bytes) = piece.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
            received.size_bytes =
                u64::try_from(count).unwrap_or(u64::MAX).saturating_add(received.size_bytes);
            if received.size_bytes > limit_bytes {
                return Err(ReceiveError::TooLarge { limit_bytes });
            }
            hasher.update(bytes);
            file.write_all(bytes).await.map_err(ReceiveError::Disk)?;
        }
        if let Some(expected_bytes) = expected_bytes.filter(|&expected| expected != received.size_bytes) {
            return Err(ReceiveError::WrongLength { expected_bytes, received_bytes: received.size_bytes });
        }
        file.flush().await.map_err(ReceiveError::Disk)?;
        file.get_ref().sync_all().await.map_err(ReceiveError::Disk)?;
        received.hash = FileHash::new(hasher.finalize().into());
        Ok(received)
    }

    /// Says what kind of file an account sent, by [`check()`], on a blocking thread when it
    /// is the account's turn.
    pub async fn check(
        &self,
        received: &Received,
        account: UserId,
        accepted: &[FileKind],
        limit_bytes: u64,
    ) -> Result<FileKind, FileRefusal> {
        let turn = self.turn(account).await;
        let (path, accepted) = (received.temporary.clone(), accepted.to_vec());
        tokio::task::spawn_blocking(move || {
            // Until the work is over, also when nobody waits for it any more.
            let _turn = turn;
            let mut file = std::fs::File::open(path).map_err(FileRefusal::Unreadable)?;
            check(&mut file, &accepted, limit_bytes)
        })
        .await
        .map_err(|stopped| FileRefusal::Unreadable(stopped.into()))?
    }
}

impl Received {
    /// What it will be called and how long it is once kept.
    #[must_use]
    pub const fn stored_file(&self) -> StoredFile {
        StoredFile { hash: self.hash, size_bytes: self.size_bytes }
    }

    pub(super) fn path(&self) -> &Path {
        &self.temporary
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        // Gone already when it was kept; what cannot be removed now is swept later.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

fn random_name() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(HEXLOWER.encode(&bytes))
}
