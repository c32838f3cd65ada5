//! `palmares backup DIR`, also while the program serves.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context as _, ensure};

use super::{clear, copy, is_free, manifest::Manifest};
use crate::{
    clock::Clock,
    config::Config,
    context::App,
    data_dir,
    db::{self, copy::Snapshot},
    entries::attachments,
    files::{FileHash, Storage},
    operation::BACKUP_NOTE,
    privacy::{LIST_FILE, list_in_json},
    secret::KEY_FILE,
};

/// Copies everything into an empty folder and reads it again. Exit code 1 when the copy is
/// whole, but something in it was damaged or missing before.
pub async fn backup(config: Config, dir: &Path) -> anyhow::Result<ExitCode> {
    ensure!(is_free(dir), "{} is not empty; a backup never overwrites", dir.display());
    let app = crate::open_to_read(config, Clock::System).await?;
    data_dir::make(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    let made = make(&app, dir).await.inspect_err(|_| clear(dir));
    let (manifest, faults) = app.close(made).await?;
    println!("{}: {}, verified", dir.display(), manifest.summary());
    if faults.is_empty() {
        // For the page of administrators; without the note the backup is as good.
        let _ = std::fs::write(app.config.data.join(BACKUP_NOTE), app.clock.now().to_string());
    }
    for fault in &faults {
        eprintln!("palmares: {fault}");
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn make(app: &Arc<App>, dir: &Path) -> anyhow::Result<(Manifest, Vec<String>)> {
    let (manifest, faults) = copy_all(app, dir).await?;
    let (manifest, faults) = if faults.is_empty() {
        (manifest, faults)
    } else {
        // An entry may have been deleted after the database was copied, and its files with it.
        clear(dir);
        copy_all(app, dir).await?
    };
    manifest.write(dir)?;
    Manifest::read(dir)?.verify(dir)?;
    Ok((manifest, faults))
}

async fn copy_all(app: &Arc<App>, dir: &Path) -> anyhow::Result<(Manifest, Vec<String>)> {
    let now = app.clock.now().to_string();
    let mut manifest = Manifest::new(now, app.db.engine(), db::steps(&app.db).await?);
    // The database first: a file is on the disk before any row names it.
    let snapshot = Snapshot::take(&app.db, dir).await.context("cannot copy the database")?;
    let named = match &snapshot {
        Snapshot::File(copy) => attachments::hashes(copy).await?,
        Snapshot::Transaction(tx) => attachments::hashes(tx).await?,
    };
    manifest.rows = snapshot.finish(dir).await.context("cannot copy the database")?;
    data_dir::write_whole(&dir.join(LIST_FILE), list_in_json(app.db.read()).await?.as_bytes())?;
    for path in written(dir, Path::new(""))? {
        manifest.files.insert(path.clone(), copy::facts(&dir.join(path))?);
    }
    let faults = copy_files(app, dir, named, &mut manifest)?;
    let key = copy::copy(&app.config.data.join(KEY_FILE), &dir.join(KEY_FILE));
    manifest.files.insert(KEY_FILE.to_owned(), key.context("cannot copy secret.key")?);
    Ok((manifest, faults))
}

/// The files below a folder, by their path in it.
fn written(dir: &Path, below: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            paths.extend(written(dir, &path)?);
        } else {
            paths.push(path.to_str().context("a path that is not UTF-8")?.to_owned());
        }
    }
    Ok(paths)
}

/// Copies the attachments that rows name; what is wrong with them.
fn copy_files(
    app: &App,
    dir: &Path,
    named: Vec<Option<String>>,
    manifest: &mut Manifest,
) -> anyhow::Result<Vec<String>> {
    let named: BTreeSet<FileHash> =
        named.into_iter().flatten().filter_map(|name| name.parse().ok()).collect();
    let mut faults = Vec::new();
    for hash in named {
        let from = app.storage.path(&hash);
        let path = PathBuf::from(data_dir::FILES).join(Storage::place(&hash));
        match copy::copy(&from, &dir.join(&path)) {
            Ok(facts) => {
                if facts.sha256 != hash.to_string() {
                    faults.push(format!(
                        "the attachment {} is damaged; the backup contains it unchanged",
                        from.display()
                    ));
                }
                let path = path.to_str().context("a path that is not UTF-8")?;
                manifest.files.insert(path.to_owned(), facts);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                faults.push(format!("the attachment {} is missing", from.display()));
            }
            Err(error) => return Err(error).with_context(|| format!("cannot copy {}", from.display())),
        }
    }
    Ok(faults)
}
