//! What the settings say that cannot work, although each is of the right kind.

use std::str::FromStr as _;

use sqlx::postgres::PgConnectOptions;

use super::Config;
use crate::{logging, mail};

/// One line for each setting that cannot work, with what to do.
pub(super) fn problems(config: &Config) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |key: &str, what: &str| told.push(format!("setting `{key}`: {what}"));
    if config.data.exists() && !config.data.is_dir() {
        tell("data", "this is a file; give a directory, which is created if it does not exist");
    }
    if config.http.port == 0 {
        tell("http.port", "choose a port from 1 to 65535");
    }
    let contact = config.http.security_contact.as_str();
    if !contact.is_empty()
        && !["mailto:", "https://", "tel:"].iter().any(|scheme| contact.starts_with(scheme))
    {
        tell("http.security_contact", "write it as mailto:security@example.eu or https://…");
    }
    if (1..24).contains(&config.http.metrics_token.reveal().len()) {
        tell("http.metrics_token", "must be at least 24 characters that nobody can guess");
    }
    for (key, what) in mail::check(&config.mail) {
        tell(key, &what);
    }
    let url = config.database.url.as_str();
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    // The address is not repeated: it may hold a password.
    if !url.is_empty() && (!is_postgres || PgConnectOptions::from_str(url).is_err()) {
        tell("database.url", "write it as postgres://user:password@host/name, or leave it empty for SQLite");
    }
    if config.password.memory_kib < 19_456 {
        tell("password.memory_kib", "must be at least 19456");
    }
    if config.password.passes < 2 {
        tell("password.passes", "must be at least 2");
    }
    if let Err(error) = logging::check(&config.log) {
        tell("log", &format!("{error}; write a level such as info, or warn,palmares=debug"));
    }
    told
}
