//! Removing files nothing points to.

use std::{
    io,
    path::Path,
    time::{Duration, SystemTime},
};

use entity::Timestamp;
use tokio::fs;

use super::{INCOMING, Storage};
use crate::files::FileHash;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub files: u64,
    pub bytes: u64,
}

impl Storage {
    /// Of the folders whose name begins so, removes files last written before `older_than` that
    /// `wanted` does not want, and arrivals given up since then. The age leaves time between
    /// keeping a file and writing the row that points to it: a day is plenty (UP-5).
    pub async fn sweep(
        &self,
        begins: &str,
        wanted: impl Fn(&FileHash) -> bool,
        older_than: Timestamp,
    ) -> io::Result<Swept> {
        let mut swept = Swept::default();
        let mut firsts = fs::read_dir(&self.dir).await?;
        while let Some(first) = firsts.next_entry().await? {
            let name = first.file_name();
            if !name.to_string_lossy().starts_with(begins) || !first.file_type().await?.is_dir() {
                continue;
            }
            let given_up = |hash: Option<FileHash>| hash.is_none_or(|hash| !wanted(&hash));
            if name == INCOMING {
                self.sweep_folder(&first.path(), given_up, older_than, &mut swept).await?;
                continue;
            }
            let stray = |hash: Option<FileHash>| hash.is_some_and(|hash| !wanted(&hash));
            let mut seconds = fs::read_dir(first.path()).await?;
            while let Some(second) = seconds.next_entry().await? {
                if second.file_type().await?.is_dir() {
                    self.sweep_folder(&second.path(), stray, older_than, &mut swept).await?;
                }
            }
        }
        Ok(swept)
    }

    async fn sweep_folder(
        &self,
        folder: &Path,
        is_stray: impl Fn(Option<FileHash>) -> bool,
        older_than: Timestamp,
        swept: &mut Swept,
    ) -> io::Result<()> {
        let mut files = fs::read_dir(folder).await?;
        while let Some(file) = files.next_entry().await? {
            let hash = file.file_name().to_str().and_then(|name| name.parse().ok());
            if is_stray(hash) && file.file_type().await?.is_file() {
                self.remove(&file.path(), older_than, swept).await?;
            }
        }
        Ok(())
    }

    async fn remove(&self, path: &Path, older_than: Timestamp, swept: &mut Swept) -> io::Result<()> {
        let _no_keeping = self.removing.write().await;
        let metadata = match fs::metadata(path).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        let limit = Duration::from_millis(u64::try_from(older_than.0).unwrap_or_default());
        let written = metadata.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        if written < limit {
            fs::remove_file(path).await?;
            swept.files = swept.files.saturating_add(1);
            swept.bytes = swept.bytes.saturating_add(metadata.len());
        }
        Ok(())
    }
}
