//! What a backup says about itself.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Component, Path},
};

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};

use super::copy;
use crate::{
    data_dir,
    db::copy::{Engine, Rows},
};

const FILE: &str = "manifest.json";
/// Of the layout of backups.
const FORMAT: u32 = 1;

/// The content of `manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When it was begun.
    pub made_at: String,
    /// Of which database it is.
    pub database: Engine,
    /// The steps of the schema it has.
    pub steps: Vec<String>,
    /// Rows of each table.
    pub rows: Rows,
    /// Every other file, by its path in the backup.
    pub files: BTreeMap<String, FileFacts>,
}

/// What a file must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFacts {
    /// Length.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Of a backup that is being made now.
    pub fn new(made_at: String, database: Engine, steps: Vec<String>) -> Self {
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            database,
            steps,
            rows: Rows::new(),
            files: BTreeMap::new(),
        }
    }

    /// Writes it durably, as the last file of the backup.
    pub fn write(&self, dir: &Path) -> anyhow::Result<()> {
        Ok(data_dir::write_whole(&dir.join(FILE), serde_json::to_string_pretty(self)?.as_bytes())?)
    }

    /// Reads the manifest of a backup.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        let path = dir.join(FILE);
        let shown = path.display();
        let text = fs::read_to_string(&path).with_context(|| {
            format!(
                "there is no complete backup: \
                {shown}"
            )
        })?;
        let manifest: Self = serde_json::from_str(&text).with_context(|| format!("{shown} is damaged"))?;
        ensure!(manifest.format == FORMAT, "{shown} is of another version of palmares");
        let is_inside = |path: &str| {
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) && !path.is_empty()
        };
        let outside = manifest.files.keys().find(|path| !is_inside(path));
        ensure!(outside.is_none(), "{shown} is damaged: it names a file outside the backup");
        Ok(manifest)
    }

    /// Reads every file again.
    pub fn verify(&self, dir: &Path) -> anyhow::Result<()> {
        for (path, wanted) in &self.files {
            let file = dir.join(path);
            let found = copy::facts(&file).map(Some).or_else(missing);
            let found = found.with_context(|| format!("cannot read {}", file.display()))?;
            ensure!(found.as_ref() == Some(wanted), "{} is damaged or missing", file.display());
        }
        Ok(())
    }

    /// How much there is, in words.
    pub fn summary(&self) -> String {
        let rows: u64 = self.rows.values().sum();
        let bytes: u64 = self.files.values().map(|file| file.bytes).sum();
        format!("{rows} rows, {} files, {} KiB", self.files.len(), bytes.div_ceil(1024))
    }
}

/// A missing file as none.
fn missing(error: io::Error) -> io::Result<Option<FileFacts>> {
    if error.kind() == io::ErrorKind::NotFound { Ok(None) } else { Err(error) }
}
