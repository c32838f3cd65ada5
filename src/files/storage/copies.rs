//! Clean copies, kept beside the files they were made from.

use std::io::{self, BufReader, Cursor};

use tokio::io::AsyncRead;

use super::{OpenedFile, ReceiveError, Received, Storage, StoredFile};
use crate::files::{CleanError, FileHash, FileKind, FileRefusal, clean_document, clean_image, worker};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredPictures {
    pub display: StoredFile,
    pub thumbnail: StoredFile,
}

/// Why a stored file has no clean copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// It cannot be: the file is at fault.
    #[error(transparent)]
    Clean(#[from] CleanError),
    #[error("the copy could not be kept")]
    Disk(#[from] io::Error),
}

impl Storage {
    /// Makes a kept picture new and keeps both sizes, as [`clean_image`] does, by
    /// a worker if there is a program for it; let one run at a time.
    pub async fn clean_picture(&self, hash: &FileHash, kind: FileKind) -> Result<StoredPictures, CopyError> {
        let path = self.path(hash);
        if let Some(program) = self.worker.get() {
            return worker::picture(self, program, &path, kind).await;
        }
        let work = move || {
            let file = std::fs::File::open(path).map_err(FileRefusal::Unreadable)?;
            clean_image(BufReader::new(file), kind)
        };
        let clean = tokio::task::spawn_blocking(work).await.map_err(io::Error::from)??;
        Ok(StoredPictures {
            display: self.keep_bytes(clean.display.bytes).await?,
            thumbnail: self.keep_bytes(clean.thumbnail.bytes).await?,
        })
    }

    /// Makes a kept document new and keeps the copy, as [`clean_document`] does,
    /// by a worker if there is a program for it; let one run at a time.
    pub async fn clean_document(&self, hash: &FileHash, kind: FileKind) -> Result<StoredFile, CopyError> {
        let path = self.path(hash);
        if let Some(program) = self.worker.get() {
            return worker::document(self, program, &path, kind).await;
        }
        let work = move || {
            let bytes = std::fs::read(path).map_err(FileRefusal::Unreadable)?;
            clean_document(&bytes, kind)
        };
        let clean = tokio::task::spawn_blocking(work).await.map_err(io::Error::from)??;
        Ok(self.keep_bytes(clean).await?)
    }

    async fn keep_bytes(&self, bytes: Vec<u8>) -> io::Result<StoredFile> {
        let received = self.arrive(Cursor::new(bytes)).await?;
        self.keep(received).await
    }

    pub(in crate::files) async fn arrive(&self, bytes: impl AsyncRead + Unpin) -> io::Result<Received> {
        self.receive(bytes, u64::MAX, None).await.map_err(|error| match error {
            ReceiveError::Disk(error) | ReceiveError::Interrupted(error) => error,
            ReceiveError::TooLarge { .. }
            | ReceiveError::WrongLength { .. }
            | ReceiveError::NoRoom { .. } => io::Error::other(error),
        })
    }
}

impl OpenedFile {
    /// How a picture we made is encoded. It is PNG or JPEG, and only PNG begins
    /// with the byte 137 (ISO/IEC 15948, 5.2).
    pub async fn clean_kind(&mut self) -> io::Result<FileKind> {
        use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
        let first = self.file.read_u8().await?;
        self.file.rewind().await?;
        Ok(if first == 137 { FileKind::Png } else { FileKind::Jpg })
    }
}
