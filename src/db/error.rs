//! What a database can answer that is not a row, the same for both engines.

use sea_orm::{DbErr, RuntimeErr, SqlErr};
use sqlx::sqlite::SqliteError;

use crate::disk::is_full;

/// Why a query did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique index refused a row; names the constraint (PostgreSQL) or its columns (SQLite).
    #[error("already exists: {0}")]
    Unique(String),
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Another writer was in the way for too long; trying again helps.
    #[error("the database is busy: {0}")]
    Busy(#[source] DbErr),
    /// The database cannot be reached, or its disk does not answer.
    #[error("the database is unavailable: {0}")]
    Unavailable(#[source] DbErr),
    /// No room is left where the database is kept: nothing of the transaction is saved.
    #[error("no room is left for the database: {0}")]
    NoRoom(#[source] DbErr),
    /// The data directory or the database in it is another one than at the start.
    #[error("the data directory was replaced while the program was running; stop it and start it again")]
    Replaced,
    /// What is stored, or to be stored, is not the JSON it should be.
    #[error("a stored value: {0}")]
    Json(#[from] serde_json::Error),
    /// The system gives no random bytes for a new id.
    #[error(transparent)]
    Random(#[from] getrandom::Error),
    /// Anything else is a fault of the program.
    #[error(transparent)]
    Other(DbErr),
}

impl Error {
    /// Whether this is a second row where only one may be.
    pub fn is_unique(&self) -> bool {
        matches!(self, Self::Unique(_))
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return Self::Unique(what);
        }
        match cause(&error) {
            Cause::Contention => Self::Busy(error),
            Cause::NoRoom => Self::NoRoom(error),
            Cause::Away => Self::Unavailable(error),
            Cause::Program => Self::Other(error),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Contention,
    NoRoom,
    /// A database, a network or a disk that does not answer.
    Away,
    Program,
}

fn cause(error: &DbErr) -> Cause {
    match error {
        DbErr::ConnectionAcquire(_) => Cause::Away,
        DbErr::Conn(RuntimeErr::SqlxError(error)) => match of_driver(error) {
            // Whatever else keeps a connection from being made.
            Cause::Program => Cause::Away,
            known => known,
        },
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            of_driver(error)
        }
        DbErr::Conn(_) => Cause::Away,
        _ => Cause::Program,
    }
}

fn of_driver(error: &sqlx::Error) -> Cause {
    match error {
        sqlx::Error::Database(answer) => {
            let code = answer.code().unwrap_or_default();
            match answer.try_downcast_ref::<SqliteError>() {
                Some(_) => code.parse().map_or(Cause::Program, of_sqlite),
                None => of_postgres(&code),
            }
        }
        sqlx::Error::Io(error) if is_full(error) => Cause::NoRoom,
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => Cause::Away,
        _ => Cause::Program,
    }
}

/// By extended result code (<https://www.sqlite.org/rescode.html>); its last byte is the kind.
fn of_sqlite(code: u32) -> Cause {
    const IOERR_SHMSIZE: u32 = 10 | (19 << 8);
    match (code, code & 0xff) {
        // FULL; and no room for the index of the write-ahead log.
        (_, 13) | (IOERR_SHMSIZE, _) => Cause::NoRoom,
        // BUSY, LOCKED, INTERRUPT
        (_, 5 | 6 | 9) => Cause::Contention,
        // READONLY, IOERR, CANTOPEN, PROTOCOL
        (_, 8 | 10 | 14 | 15) => Cause::Away,
        _ => Cause::Program,
    }
}

fn of_postgres(code: &str) -> Cause {
    match code {
        "53100" => Cause::NoRoom,
        // The lock was not to be had, the statement took too long.
        "55P03" | "57014" => Cause::Contention,
        // A server that became a standby.
        "25006" => Cause::Away,
        _ => match code.get(..2) {
            // Transaction rollback: serialisation failure, deadlock.
            Some("40") => Cause::Contention,
            // Connection, resources, operator's intervention, the server's own system.
            Some("08" | "53" | "57" | "58") => Cause::Away,
            _ => Cause::Program,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, of_postgres, of_sqlite};

    #[test]
    fn what_sqlite_says_is_known_by_its_number() {
        // SQLITE_FULL, SQLITE_IOERR_SHMSIZE
        assert!([13, 4874].into_iter().all(|code| of_sqlite(code) == Cause::NoRoom));
        // SQLITE_BUSY, _BUSY_SNAPSHOT, _BUSY_RECOVERY, SQLITE_LOCKED, SQLITE_INTERRUPT
        assert!([5, 517, 261, 6, 9].into_iter().all(|code| of_sqlite(code) == Cause::Contention));
        // SQLITE_IOERR, _IOERR_WRITE, _IOERR_FSYNC, SQLITE_READONLY, _READONLY_DBMOVED, SQLITE_CANTOPEN
        assert!([10, 778, 1034, 8, 1032, 14].into_iter().all(|code| of_sqlite(code) == Cause::Away));
        // SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_CONSTRAINT_CHECK, SQLITE_MISUSE
        assert!([1, 11, 275, 21].into_iter().all(|code| of_sqlite(code) == Cause::Program));
    }

    #[test]
    fn what_postgresql_says_is_known_by_its_sqlstate() {
        assert_eq!(of_postgres("53100"), Cause::NoRoom);
        for code in ["40001", "40P01", "55P03", "57014"] {
            assert_eq!(of_postgres(code), Cause::Contention, "{code}");
        }
        // Shutdown, crash, not yet started, connection lost, too many connections, input and output.
        for code in ["57P01", "57P02", "57P03", "08006", "53300", "58030", "25006"] {
            assert_eq!(of_postgres(code), Cause::Away, "{code}");
        }
        // Syntax, not null, a transaction that had failed already.
        for code in ["42601", "23502", "25P02"] {
            assert_eq!(of_postgres(code), Cause::Program, "{code}");
        }
    }
}
