//! Files on disk, each under the SHA-256 of its content; no name a client sent ever gets there.
//!
//! ```text
//! <dir>/incoming/<random>              while it arrives
//! <dir>/ab/cd/abcd…64 hexadecimal      once it is kept
//! ```
//!
//! A file is durable before [`Storage::keep`] returns, so a row written after that never
//! points to nothing. A file no row points to is swept later (UP-5, UP-6).

mod copies;
mod receive;
mod sweep;
#[cfg(test)]
mod tests;

use std::{
    fs::DirBuilder,
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use entity::ids::UserId;
use tokio::{fs, sync::RwLock};

pub use copies::{CopyError, StoredPictures};
pub use receive::{ReceiveError, Received};
pub use sweep::Swept;

use super::{
    FileHash,
    turns::{MyTurn, Turns},
};
use crate::disk::Space;

/// The folder of arriving files, in the same file system as the kept ones:
/// a rename across devices would be a copy that can be cut off.
const INCOMING: &str = "incoming";

/// The file store of one data directory. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Storage {
    dir: PathBuf,
    /// What uploads leave free on the disk: a text can still be saved when no file can.
    reserve_bytes: u64,
    /// Held to write by a sweep that removes: a file kept again at that moment stays.
    removing: Arc<RwLock<()>>,
    turns: Arc<Turns>,
    worker: Arc<OnceLock<PathBuf>>,
}

/// A file that is durably in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub hash: FileHash,
    pub size_bytes: u64,
}

#[derive(Debug)]
pub struct OpenedFile {
    pub file: fs::File,
    pub size_bytes: u64,
}

impl Storage {
    /// The store in this directory; makes it if it is not there.
    pub fn new(dir: impl Into<PathBuf>, reserve_bytes: u64) -> io::Result<Self> {
        let dir = dir.into();
        make_dir(&dir.join(INCOMING))?;
        Ok(Self {
            dir,
            reserve_bytes,
            removing: Arc::default(),
            turns: Arc::default(),
            worker: Arc::default(),
        })
    }

    /// Whether a file of this length leaves the reserve of the disk alone.
    pub fn has_room_for(&self, size_bytes: u64) -> io::Result<bool> {
        let free_bytes = Space::of(&self.dir)?.free_bytes;
        Ok(free_bytes >= self.reserve_bytes.saturating_add(size_bytes))
    }

    /// Waits until an account may have files worked on: one work at a time, and no more in all
    /// than there are cores.
    pub async fn turn(&self, account: UserId) -> MyTurn {
        self.turns.wait(account.0).await
    }

    /// Lets this program clean files in a process of its own, as `serve` does; until then, and
    /// in commands that make files themselves, they are cleaned in this one.
    pub fn clean_by(&self, program: PathBuf) {
        // Named once, at start.
        let _ = self.worker.set(program);
    }

    /// Makes a received file durable under its hash. The same content is stored once.
    pub async fn keep(&self, received: Received) -> io::Result<StoredFile> {
        let _no_removal = self.removing.read().await;
        let stored = received.stored_file();
        let target = self.path(&stored.hash);
        tokio::task::spawn_blocking(move || {
            let folder = target.parent().unwrap_or(&target);
            make_dir(folder)?;
            // Also when it is there already: the new time keeps a sweep away.
            std::fs::rename(received.path(), &target)?;
            sync_dirs(folder)?;
            Ok(stored)
        })
        .await?
    }

    /// Opens a stored file.
    pub async fn open(&self, hash: &FileHash) -> io::Result<OpenedFile> {
        let file = fs::File::open(self.path(hash)).await?;
        let size_bytes = file.metadata().await?.len();
        Ok(OpenedFile { file, size_bytes })
    }

    /// The names of all kept files.
    pub fn all(&self) -> io::Result<Vec<FileHash>> {
        let mut found = Vec::new();
        let mut open = vec![self.dir.clone()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    open.push(entry.path());
                } else {
                    found.extend(entry.file_name().to_str().and_then(|name| name.parse::<FileHash>().ok()));
                }
            }
        }
        Ok(found)
    }

    /// Where a stored file lies, for work on a blocking thread.
    #[must_use]
    pub fn path(&self, hash: &FileHash) -> PathBuf {
        self.dir.join(Self::place(hash))
    }

    #[must_use]
    pub fn place(hash: &FileHash) -> PathBuf {
        let name = hash.to_string();
        let [first, second] = [0..2, 2..4].map(|part| name.get(part).unwrap_or_default());
        [first, second, &name].iter().collect()
    }
}

fn make_dir(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// A rename, and the folders made for it, last through a power cut only when each folder
/// on the way has been synced.
fn sync_dirs(folder: &Path) -> io::Result<()> {
    for dir in folder.ancestors().take(3) {
        std::fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}
