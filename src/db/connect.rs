//! Opening the pools with settings that keep what was promised.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use migration::{Migrator, MigratorTrait as _};
use prometheus_client::metrics::counter::Counter;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use sqlx::{
    Connection as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{
    Db, schema,
    writers::{PATIENCE, Writers},
};
use crate::config::Config;

/// The database in the data directory, where no other is named.
pub const SQLITE_FILE: &str = "palmares.sqlite";
/// Readers on SQLite: two for each of two cores serve short reads best.
const SQLITE_READERS: u32 = 4;
/// To PostgreSQL, for reading and for writing each.
pub(super) const POSTGRES_CONNECTIONS: u32 = 8;
/// A connection that rested longer is asked whether it still lives: the server may have been
/// started again in the meantime. Under load connections do not rest, and nothing is asked.
const TRUSTED_IDLE: Duration = Duration::from_millis(100);

/// Opens the database that the settings name and brings its schema up to date.
pub async fn prepare(config: &Config) -> anyhow::Result<Db> {
    let db = connect(config).await?;
    let turn = schema::turn(&db).await.context("cannot lock the schema of the database")?;
    if schema::is_behind(&db).await? {
        Migrator::up(&db.write, None).await.context("cannot bring the database schema up to date")?;
    }
    if let Some(turn) = turn {
        turn.rollback().await?;
    }
    Ok(db)
}

/// Opens the database of a command that only reads; none if its schema must be brought up
/// to date first.
pub async fn visit(config: &Config) -> anyhow::Result<Option<Db>> {
    let db = connect(config).await?;
    if schema::is_behind(&db).await? {
        db.close().await?;
        return Ok(None);
    }
    Ok(Some(db))
}

/// Opens both pools.
pub async fn connect(config: &Config) -> anyhow::Result<Db> {
    if config.database.url.is_empty() {
        let file = config.data.join(SQLITE_FILE);
        return connect_sqlite(&file).await.with_context(|| format!("cannot open {}", file.display()));
    }
    connect_postgres(config).await.context("cannot open the PostgreSQL database")
}

async fn connect_sqlite(file: &Path) -> anyhow::Result<Db> {
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let write = Database::connect(sqlite_options(&url, 1, false)).await?;
    ensure_durable(&write).await?;
    let read = Database::connect(sqlite_options(&url, SQLITE_READERS, true)).await?;
    Ok(Db {
        writers: Some(Writers::of(write.clone(), file)),
        write,
        read,
        failed_commits: Counter::default(),
    })
}

/// Bytes of the file that a reader maps: all of a large edition.
const MAPPED: &str = "1073741824";

/// A connection that comes back in the middle of a transaction is closed, and a fresh one
/// opened. When the disk is full SQLite rolls back by itself at COMMIT; the driver's own
/// rollback then fails, it counts one transaction more than there is, and from then on all
/// it commits are savepoints of a transaction that never ends: acknowledged and lost.
fn sqlite_options(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| sqlite_pragmas(sqlite, read_only))
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.idle_timeout(None)
                .max_lifetime(None)
                .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
                .after_release(|connection, _| {
                    Box::pin(async move {
                        // When this answers, the rollback of a dropped transaction has run.
                        connection.ping().await?;
                        Ok(!connection.is_in_transaction())
                    })
                })
        });
    options
}

fn sqlite_pragmas(sqlite: SqliteConnectOptions, read_only: bool) -> SqliteConnectOptions {
    let sqlite = sqlite
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .row_buffer_size(4096)
        .statement_cache_capacity(256);
    if read_only {
        // A page of a large edition is read from thousands of pages of the file; mapped, each is there
        // without a call to the system. Readers only: what is written goes through the log.
        sqlite.pragma("query_only", "on").pragma("mmap_size", MAPPED)
    } else {
        sqlite.optimize_on_close(true, None)
    }
}

/// A receipt is a promise, so a commit must be on disk: with `synchronous=NORMAL`
/// the last commits can vanish when the power fails.
async fn ensure_durable(db: &DatabaseConnection) -> anyhow::Result<()> {
    for (pragma, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let row =
            db.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"))).await?;
        let row = row.with_context(|| format!("no answer to PRAGMA {pragma}"))?;
        let found = row
            .try_get_by_index::<String>(0)
            .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))?;
        ensure!(found == wanted, "SQLite did not take {pragma}={wanted}; it says {found}");
    }
    Ok(())
}

async fn connect_postgres(config: &Config) -> anyhow::Result<Db> {
    let write = Database::connect(postgres_options(config, false)).await?;
    let read = Database::connect(postgres_options(config, true)).await?;
    Ok(Db { writers: None, write, read, failed_commits: Counter::default() })
}

fn postgres_options(config: &Config, read_only: bool) -> ConnectOptions {
    let schema = config.database.schema.clone();
    let mut options = ConnectOptions::new(&config.database.url);
    options
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire_if_idle_for(TRUSTED_IDLE)
        .map_sqlx_postgres_before_acquire(|connection, _| {
            // A count of transactions that is off would turn the next one into a savepoint.
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        })
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |postgres| {
            let mut settings = vec![("application_name", "palmares"), ("statement_timeout", "60s")];
            if read_only {
                settings.push(("default_transaction_read_only", "on"));
            }
            if !schema.is_empty() {
                settings.push(("search_path", schema.as_str()));
            }
            postgres.options(settings)
        });
    options
}
