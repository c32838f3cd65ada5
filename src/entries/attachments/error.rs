//! What can go wrong with attachments.

use std::io;

use entity::Timestamp;

use crate::{
    db,
    editions::Closed,
    entries::{error::EntryError, views::Storage},
    files::{FileRefusal, ReceiveError},
};

/// Why a file was not taken, changed or sent.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// The entry is not there, not theirs, or not to be changed now.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The field has as many files as it takes.
    #[error("the field takes {0} files")]
    TooMany(u32),
    /// Files were added to the entry and removed again more often than anyone needs.
    #[error("an entry takes {0} uploads")]
    TooManyUploads(usize),
    /// Its description was changed in the meantime; what it is now.
    #[error("the description has changed")]
    DescriptionChanged(String),
    #[error("more than {limit_bytes} bytes within a day")]
    DailyLimit {
        /// The limit that is reached.
        limit_bytes: u64,
        /// When there is room again.
        free_at: Timestamp,
        /// When it was asked.
        now: Timestamp,
    },
    /// As much as is kept for one organisation.
    #[error("{} of {} bytes are kept for the organisation", .0.used_bytes, .0.limit_bytes)]
    StorageFull(Storage),
    #[error(transparent)]
    Receive(#[from] ReceiveError),
    #[error(transparent)]
    Refused(#[from] FileRefusal),
    /// It is no picture, or one that cannot be shown.
    #[error("no preview")]
    NoPreview,
    /// It may name its maker, and cannot be freed of that.
    #[error("no clean copy")]
    NotClean,
    /// The file store does not give or take it.
    #[error("the file store failed")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<Closed> for AttachmentError {
    fn from(closed: Closed) -> Self {
        Self::Entry(closed.into())
    }
}
