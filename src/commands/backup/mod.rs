//! `palmares backup DIR` and `palmares restore DIR`: everything there is, in one folder.
//!
//! ```text
//! manifest.json            what belongs to the backup: written last, so no half one has it
//! palmares.sqlite          of SQLite; or tables/<name>.jsonl of PostgreSQL
//! files/ab/cd/abcd…        attachments
//! secret.key
//! erasures.json            who was erased, by number; for `restore --erasures` of an older backup
//! ```

mod copy;
mod make;
mod manifest;
mod restore;

use std::{fs, path::Path};

pub use make::backup;
pub use restore::restore;

/// Whether a folder holds nothing, or is not there.
fn is_free(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Takes back what was begun in a folder that was free before.
fn clear(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        // What went wrong before matters more than what is left.
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}
