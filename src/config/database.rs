//! Which database.

use std::fmt;

use serde::{Deserialize, Serialize};

/// SQLite in the data directory unless a PostgreSQL address is given.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseConfig {
    pub url: String,
    /// PostgreSQL schema in which the tables are; empty means the role's own.
    pub schema: String,
}

/// The address may hold a password, so it is never printed.
impl fmt::Debug for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = if self.url.is_empty() { "none" } else { "set" };
        f.debug_struct("DatabaseConfig").field("url", &url).field("schema", &self.schema).finish()
    }
}
