//! A whole copy of the database as it was at one moment, made while others write.
//!
//! SQLite gives a database file; of PostgreSQL each table becomes a file of JSON lines
//! (docs/adr/0014-backup.md says why).

mod postgres;
mod sqlite;

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, ensure};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbBackend};
use serde::{Deserialize, Serialize};

pub(super) use postgres::tables;

use super::{Db, SQLITE_FILE};

pub type Rows = BTreeMap<String, u64>;

/// In a copy, the folder of the tables of a PostgreSQL.
const TABLES: &str = "tables";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Sqlite,
    Postgresql,
}

impl Db {
    pub fn engine(&self) -> Engine {
        match self.write.get_database_backend() {
            DbBackend::Postgres => Engine::Postgresql,
            _ => Engine::Sqlite,
        }
    }

    /// Everything that is wrong with the file of the database itself; PostgreSQL sees to its own.
    pub async fn faults(&self) -> anyhow::Result<Vec<String>> {
        match self.engine() {
            Engine::Sqlite => sqlite::faults(&self.read).await,
            Engine::Postgresql => Ok(Vec::new()),
        }
    }
}

pub enum Snapshot {
    File(DatabaseConnection),
    /// A transaction that sees nothing of what is written after its first query.
    Transaction(DatabaseTransaction),
}

impl Snapshot {
    /// Takes it; a copy of the file goes into this folder.
    pub async fn take(db: &Db, dir: &Path) -> anyhow::Result<Self> {
        match db.engine() {
            Engine::Sqlite => {
                let file = dir.join(SQLITE_FILE);
                sqlite::copy_into(&db.write, &file).await?;
                Ok(Self::File(sqlite::open_copy(&file).await?))
            }
            Engine::Postgresql => Ok(Self::Transaction(db.moment().await?)),
        }
    }

    /// Writes what is not in the folder yet; how many rows the copy has.
    pub async fn finish(self, dir: &Path) -> anyhow::Result<Rows> {
        match self {
            Self::File(copy) => {
                let rows = sqlite::whole_rows(&copy).await?;
                copy.close().await?;
                Ok(rows)
            }
            Self::Transaction(tx) => {
                let tables = dir.join(TABLES);
                fs::create_dir(&tables)?;
                postgres::write(&tx, &tables).await
            }
        }
    }
}

/// Brings the database of a copy back; the file of a SQLite lies in its place already.
/// Then brings its schema up to date.
pub async fn restore(
    config: &crate::config::Config,
    dir: &Path,
    steps: &[String],
    rows: &Rows,
) -> anyhow::Result<()> {
    if config.database.url.is_empty() {
        let copy = sqlite::open_copy(&config.data.join(SQLITE_FILE)).await?;
        let found = sqlite::whole_rows(&copy).await?;
        copy.close().await?;
        ensure!(found == *rows, "the restored database does not hold what the backup says");
    } else {
        let db = super::connect(config).await?;
        ensure!(tables(&db.write).await?.is_empty(), "the PostgreSQL schema is not empty");
        Migrator::up(&db.write, Some(u32::try_from(steps.len())?))
            .await
            .context("cannot create the tables")?;
        let found = postgres::read(&db.write, &dir.join(TABLES)).await?;
        ensure!(found == *rows, "the restored database does not hold what the backup says");
        db.close().await?;
    }
    let db = super::prepare(config).await?;
    db.analyze().await?;
    Ok(db.close().await?)
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
