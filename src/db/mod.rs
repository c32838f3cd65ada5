//! The database: a pool that reads, one connection that writes, and the only
//! way to a writing transaction.

mod analyze;
mod connect;
pub mod copy;
mod error;
mod idempotency;
mod json;
mod schema;
mod search;
mod settings;
mod writers;

use prometheus_client::metrics::counter::Counter;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    TransactionTrait as _,
};

pub use connect::{SQLITE_FILE, connect, prepare, visit};
pub use error::Error;
pub use idempotency::{IdempotencyKey, Idempotent, erase_keys, forget_keys};
pub use json::json_rows;
pub use schema::{known_steps, steps};
pub use search::holds;
pub use settings::{keep_setting, setting};
pub use writers::{Alone, Unsettled, WriteTx};
use writers::{Own, Writers};

/// Both pools. On SQLite a single writer queues writes where they are fair, and
/// readers never wait for it (WAL); on PostgreSQL the reading pool is read-only too.
#[derive(Clone, Debug)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// On SQLite; PostgreSQL lets its writers share their commits by itself.
    writers: Option<Writers>,
    failed_commits: Counter,
}

#[derive(Clone, Copy, Debug)]
pub struct Connections {
    pub pool: &'static str,
    pub in_use: i64,
    pub idle: i64,
}

impl Db {
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Opens a writing transaction. IMMEDIATE on SQLite: a deferred one that
    /// reads and then writes fails at once when another has committed in the meantime,
    /// whatever the busy timeout (SQLite: `SQLITE_BUSY_SNAPSHOT`).
    ///
    /// A connection that died since it was last used is noticed here, where nothing has
    /// been asked of it yet: then the next one is taken.
    pub async fn begin(&self) -> Result<WriteTx, Error> {
        self.begin_beside(None).await
    }

    /// The same for a request that may share its commit with others and answers no sooner than
    /// all it has seen is on disk.
    pub async fn begin_beside(&self, unsettled: Option<&Unsettled>) -> Result<WriteTx, Error> {
        for _ in 0..connect::POSTGRES_CONNECTIONS {
            match self.try_begin(unsettled).await {
                Err(Error::Unavailable(DbErr::Query(_) | DbErr::Exec(_))) => {}
                begun => return begun,
            }
        }
        self.try_begin(unsettled).await
    }

    async fn try_begin(&self, unsettled: Option<&Unsettled>) -> Result<WriteTx, Error> {
        let own = match &self.writers {
            Some(writers) => writers.begin(unsettled).await?,
            None => Own::Alone(self.write.begin().await?, None),
        };
        Ok(WriteTx::new(own, self.failed_commits.clone()))
    }

    /// Whether commits wait for the disk on SQLite. They do, but for those of a command that fills a
    /// fresh database: if the power fails, it is made once more. The first that waits again takes
    /// all before it to the disk.
    pub async fn wait_for_disk(&self, waits: bool) -> Result<(), Error> {
        if self.write.get_database_backend() == DbBackend::Sqlite {
            let level = if waits { "FULL" } else { "NORMAL" };
            self.write.execute_unprepared(&format!("PRAGMA synchronous = {level}")).await?;
        }
        Ok(())
    }

    pub fn failed_commits(&self) -> Counter {
        self.failed_commits.clone()
    }

    pub fn connections(&self) -> [Connections; 2] {
        [("read", &self.read), ("write", &self.write)].map(|(pool, db)| {
            let (size, idle) = match db.get_database_backend() {
                DbBackend::Postgres => counted(db.get_postgres_connection_pool()),
                _ => counted(db.get_sqlite_connection_pool()),
            };
            Connections { pool, in_use: size.saturating_sub(idle), idle }
        })
    }

    /// The database as it is now, for several queries that must fit together: what is
    /// written after the first of them is not seen.
    pub async fn moment(&self) -> Result<DatabaseTransaction, Error> {
        // SQLite has this one level and says so in the log when another is asked for.
        let level = matches!(self.read.get_database_backend(), DbBackend::Postgres)
            .then_some(IsolationLevel::RepeatableRead);
        Ok(self.read.begin_with_config(level, None).await?)
    }

    /// Closes both pools; on SQLite this folds the write-ahead log into the file.
    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

fn counted<D: sqlx::Database>(pool: &sqlx::Pool<D>) -> (i64, i64) {
    (pool.size().into(), i64::try_from(pool.num_idle()).unwrap_or(i64::MAX))
}

#[cfg(test)]
pub(super) mod tests {
    use sea_orm::{ConnectionTrait, Statement};

    use super::*;
    use crate::config::Config;

    /// A database with one table, on a directory of its own.
    pub(super) async fn notes() -> (tempfile::TempDir, Config, Db) {
        let dir = tempfile::tempdir().unwrap();
        let config = Config { data: dir.path().to_path_buf(), ..Config::default() };
        let db = connect(&config).await.unwrap();
        let tx = db.begin().await.unwrap();
        tx.execute_unprepared(
            "CREATE TABLE note (text TEXT NOT NULL); CREATE TABLE question (id INTEGER PRIMARY KEY); \
             CREATE TABLE answer (question INTEGER REFERENCES question (id))",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        (dir, config, db)
    }

    pub(super) async fn note(tx: &WriteTx, text: &str) -> Result<(), Error> {
        Ok(tx.execute_unprepared(&format!("INSERT INTO note VALUES ('{text}')")).await.map(drop)?)
    }

    /// What was committed is there after the program's end, and nothing else.
    pub(super) async fn only_commits_last(config: &Config, db: Db) {
        for (text, is_committed) in [("one", true), ("two", false), ("three", true), ("four", true)] {
            let tx = db.begin().await.unwrap();
            note(&tx, text).await.unwrap();
            if is_committed {
                tx.commit().await.unwrap();
            }
        }
        db.close().await.unwrap();
        let db = connect(config).await.unwrap();
        assert_eq!(texts(db.read()).await, ["one", "three", "four"]);
    }

    pub(super) async fn texts(db: &impl ConnectionTrait) -> Vec<String> {
        let all = Statement::from_string(DbBackend::Sqlite, "SELECT text FROM note ORDER BY rowid");
        let rows = db.query_all_raw(all).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// As on a full disk: SQLite has rolled back by itself, and knows of no transaction at COMMIT.
    #[tokio::test]
    async fn after_a_commit_that_failed_the_next_ones_are_on_disk() {
        let (_dir, config, db) = notes().await;
        let tx = db.begin().await.unwrap();
        note(&tx, "lost").await.unwrap();
        tx.execute_unprepared("ROLLBACK").await.unwrap();
        assert!(tx.commit().await.is_err());
        only_commits_last(&config, db).await;
    }

    #[tokio::test]
    async fn a_statement_without_room_says_so_and_the_next_transactions_are_whole() {
        let (_dir, config, db) = notes().await;
        let tx = db.begin().await.unwrap();
        // As many pages as there are, and not one more.
        tx.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
        note(&tx, "lost").await.unwrap();
        let full = note(&tx, &"long ".repeat(10_000)).await.unwrap_err();
        assert!(matches!(full, Error::NoRoom(_)), "{full}");
        drop(tx);
        only_commits_last(&config, db).await;
    }
}
