//! Which database.

use serde::{Deserialize, Serialize};

/// SQLite in the data directory unless a PostgreSQL address is given.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseConfig {
    /// `postgres://user:password@host/name`; empty means SQLite. Also `DATABASE_URL`.
    pub url: String,
    /// PostgreSQL schema in which the tables are; empty means the role's own.
    pub schema: String,
}
