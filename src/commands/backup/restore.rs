//! `palmares restore DIR`, into an empty place.

use std::path::Path;

use anyhow::{Context as _, ensure};

use super::{clear, copy, is_free, manifest::Manifest};
use crate::{
    clock::Clock,
    config::Config,
    context::Ctx,
    data_dir::DataDir,
    db::{self, SQLITE_FILE, copy::Engine},
    privacy::{self, LIST_FILE, Listed},
};

/// Brings a backup back into an empty data directory and, with PostgreSQL, an empty schema; then
/// erases again whom a newer list of erasures names.
pub async fn restore(config: Config, dir: &Path, erasures: Option<&Path>) -> anyhow::Result<()> {
    let listed = erasures.map(privacy::read_list).transpose()?.unwrap_or_default();
    let manifest = Manifest::read(dir)?;
    ensure_fits(&config, &manifest)?;
    ensure!(
        is_free(&config.data),
        "{} is not empty; restore into an empty directory, given with --data",
        config.data.display()
    );
    manifest.verify(dir).context("the backup is damaged, nothing was restored")?;
    let alone = DataDir::claim(&config.data)?;
    if let Err(error) = bring_back(&config, dir, &manifest).await {
        clear(&config.data);
        return Err(error);
    }
    drop(alone);
    let erased = erase_again(&config, listed).await.inspect_err(|_| clear(&config.data))?;
    if erased > 0 {
        println!("{erased} people who were erased since the backup were erased again");
    }
    println!("{}: {}, verified", config.data.display(), manifest.summary());
    Ok(())
}

/// Nobody is served before this is done: without it nothing restored stays.
async fn erase_again(config: &Config, listed: Vec<Listed>) -> anyhow::Result<usize> {
    if listed.is_empty() {
        return Ok(0);
    }
    let app = crate::open(config.clone(), Clock::System).await?;
    let erased = privacy::erase_again(&Ctx::system(&app), listed).await;
    app.close(erased.map_err(Into::into)).await.context("cannot erase the people on the list again")
}

fn ensure_fits(config: &Config, manifest: &Manifest) -> anyhow::Result<()> {
    ensure!(
        db::known_steps().starts_with(&manifest.steps),
        "the backup was made by a newer version of palmares ({}); restore it with that version or a later one",
        manifest.program
    );
    let (wanted, told) = match manifest.database {
        Engine::Sqlite => (config.database.url.is_empty(), "of SQLite; leave `database.url` empty"),
        Engine::Postgresql => (!config.database.url.is_empty(), "of PostgreSQL; set one in `database.url`"),
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
    let others = others.into_iter().filter(|(path, _)| path.as_str() != LIST_FILE);
    for (path, wanted) in others.chain(database.into_iter().filter(|_| !tables_stay)) {
        let copied = copy::copy(&dir.join(path), &config.data.join(path));
        let copied = copied.with_context(|| format!("cannot restore {path}"))?;
        ensure!(copied == *wanted, "{path} changed while it was restored");
    }
    db::copy::restore(config, dir, &manifest.steps, &manifest.rows).await
}
