//! What a database can answer that is not a row, the same for both engines.

use sea_orm::{DbErr, SqlErr};

/// Why a query did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique index refused a row; names the constraint (PostgreSQL) or its columns (SQLite).
    #[error("already there: {0}")]
    Unique(String),
    /// The idempotency key came with another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Another writer was in the way for too long; trying again helps.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    /// The database cannot be reached.
    #[error("the database is away")]
    Unavailable(#[source] DbErr),
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
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            _ if is_contention(&error.to_string()) => Self::Busy(error),
            _ => Self::Other(error),
        }
    }
}

/// `SQLITE_BUSY`, and PostgreSQL's serialisation failure and deadlock
/// (SQLSTATE 40001 and 40P01).
fn is_contention(message: &str) -> bool {
    ["database is locked", "could not serialize access", "deadlock detected"]
        .iter()
        .any(|m| message.contains(m))
}
