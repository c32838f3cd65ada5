//! Room on the disk of the data directory.

use std::{io, path::Path};

/// How much room a file system has, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    pub free_bytes: u64,
    pub total_bytes: u64,
}

impl Space {
    /// Of the file system that holds this path.
    pub fn of(path: &Path) -> io::Result<Self> {
        let facts = rustix::fs::statvfs(path)?;
        // `f_bavail`: without what only root may still use.
        Ok(Self {
            free_bytes: facts.f_bavail.saturating_mul(facts.f_frsize),
            total_bytes: facts.f_blocks.saturating_mul(facts.f_frsize),
        })
    }
}

/// Whether a write failed because no room is left.
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
