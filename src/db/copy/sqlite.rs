//! Copies of SQLite.

use std::{fs::File, path::Path};

use anyhow::{Context as _, ensure};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};

use super::{Rows, quoted};

/// `VACUUM INTO` reads one state of the database, whatever is written in the meantime, and leaves
/// nothing in a write-ahead log.
pub(super) async fn copy_into(db: &DatabaseConnection, file: &Path) -> anyhow::Result<()> {
    let name = file.to_str().context("the path is not UTF-8")?;
    let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
    db.execute_raw(copy).await?;
    Ok(File::open(file)?.sync_all()?)
}

pub(super) async fn open_copy(file: &Path) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro&immutable=true", file.display()));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.with_context(|| format!("cannot open {}", file.display()))
}

/// What is broken in the file, or refers to nothing.
pub(super) async fn faults(db: &DatabaseConnection) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let ask = |sql: &str| db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql));
    for row in ask("PRAGMA integrity_check").await? {
        let found: String = row.try_get_by_index(0)?;
        if found != "ok" {
            faults.push(found);
        }
    }
    for row in ask("PRAGMA foreign_key_check").await? {
        let (table, id): (String, Option<i64>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let target: String = row.try_get_by_index(2)?;
        faults.push(format!("row {} of {table} names a row of {target} that is not there", id.unwrap_or(0)));
    }
    Ok(faults)
}

/// The rows of a database in which nothing is broken.
pub(super) async fn whole_rows(db: &DatabaseConnection) -> anyhow::Result<Rows> {
    let faults = faults(db).await?;
    ensure!(faults.is_empty(), "the database is damaged: {}", faults.join("; "));
    let tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let tables = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, tables)).await?;
    let mut rows = Rows::new();
    for table in tables {
        let table: String = table.try_get_by_index(0)?;
        let count = format!("SELECT count(*) FROM {}", quoted(&table));
        let count = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, count)).await?;
        let count: i64 = count.context("no count")?.try_get_by_index(0)?;
        rows.insert(table, count.try_into()?);
    }
    Ok(rows)
}
