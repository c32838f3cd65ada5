//! `palmares restore DIR`, into an empty place.

use std::path::Path;

use anyhow::{Context as _, ensure};

use super::{clear, copy, is_free, manifest::Manifest};
use crate::{
    config::Config,
    data_dir::DataDir,
    db::{self, SQLITE_FILE, copy::Engine},
};

/// Brings a backup back into an empty data directory and, with PostgreSQL, an empty schema.
///
/// # Errors
/// The place is not empty; the backup is damaged, of a newer version or of the other database.
pub async fn restore(config: Config, dir: &Path) -> anyhow::Result<()> {
    let manifest = Manifest::read(dir)?;
    ensure_fits(&config, &manifest)?;
    ensure!(
        is_free(&config.data),
        "{} is not empty; restore into an empty directory, named with --data",
        config.data.display()
    );
    manifest.verify(dir).context("the backup is damaged, nothing was restored")?;
    let alone = DataDir::claim(&config.data)?;
    if let Err(error) = bring_back(&config, dir, &manifest).await {
        clear(&config.data);
        return Err(error);
    }
    drop(alone);
    println!("{}: {}, verified", config.data.display(), manifest.summary());
    Ok(())
}

fn ensure_fits(config: &Config, manifest: &Manifest) -> anyhow::Result<()> {
    ensure!(
        db::known_steps().starts_with(&manifest.steps),
        "the backup was made by a newer version of palmares ({}); restore it with that version or a later one",
        manifest.program
    );
    let (wanted, told) = match manifest.database {
        Engine::Sqlite => (config.database.url.is_empty(), "of SQLite; leave `database.url` empty"),
        Engine::Postgresql => (!config.database.url.is_empty(), "of PostgreSQL; name one in `database.url`"),
    };
    ensure!(wanted, "the backup is {told}");
    Ok(())
}

async fn bring_back(config: &Config, dir: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let is_table = |path: &str| path == SQLITE_FILE || path.starts_with("tables/");
    // The database last: without it nothing starts here, so nothing half restored is served.
    let (database, others): (Vec<_>, Vec<_>) =
        manifest.files.iter().partition(|(path, _)| is_table(path.as_str()));
    let tables_stay = manifest.database == Engine::Postgresql;
    for (path, wanted) in others.into_iter().chain(database.into_iter().filter(|_| !tables_stay)) {
        let copied = copy::copy(&dir.join(path), &config.data.join(path));
        let copied = copied.with_context(|| format!("cannot restore {path}"))?;
        ensure!(copied == *wanted, "{path} changed while it was restored");
    }
    db::copy::restore(config, dir, &manifest.steps, &manifest.rows).await
}
