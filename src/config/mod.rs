//! Settings: `palmares.toml`, then `PALMARES_*`, then the command line. An
//! unknown key is an error, so that a misspelt one is not silently without effect.

mod database;
mod disk;
mod http;
mod mail;
mod password;
mod public_url;

use std::path::{Path, PathBuf};

use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

pub use database::DatabaseConfig;
pub use disk::DiskConfig;
pub use http::HttpConfig;
pub use mail::MailConfig;
pub use password::PasswordConfig;
pub use public_url::PublicUrl;

/// All settings.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where everything is kept: database, attachments, key. Default `./data`.
    pub data: PathBuf,
    /// Server and addresses.
    pub http: HttpConfig,
    /// Which database.
    pub database: DatabaseConfig,
    /// What is kept free on the disk.
    pub disk: DiskConfig,
    /// How mail leaves.
    pub mail: MailConfig,
    /// Cost of a password hash.
    pub password: PasswordConfig,
    /// Which lines are logged, e.g. `info` or `warn,palmares=debug`; empty means `RUST_LOG`, or
    /// else `info`. Also `PALMARES_LOG`.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            http: HttpConfig::default(),
            database: DatabaseConfig::default(),
            disk: DiskConfig::default(),
            mail: MailConfig::default(),
            password: PasswordConfig::default(),
            log: String::new(),
        }
    }
}

impl Config {
    /// Reads the file (if it is there, or was named) and the environment.
    /// `PALMARES_HTTP__PORT` sets `http.port`; `DATABASE_URL` sets `database.url`.
    ///
    /// # Errors
    /// A named file is missing, a key is unknown or a value is of the wrong kind.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let path = file.unwrap_or(Path::new("palmares.toml"));
        anyhow::ensure!(file.is_none() || path.exists(), "cannot read {}: no such file", path.display());
        let own = Env::prefixed("PALMARES_").ignore(&["config"]).split("__");
        let shared = Env::raw().only(&["DATABASE_URL"]).map(|_| "database.url".into()).split(".");
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if path.exists() {
            figment = figment.merge(Toml::file_exact(path));
        }
        let figment = figment.merge(shared).merge(own);
        figment.extract().map_err(|error| explain(&error))
    }
}

/// One line that names the key, where it stands and what is possible instead.
fn explain(error: &figment::Error) -> anyhow::Error {
    let source = error.metadata.as_ref().map(|m| format!(" (in {})", m.name)).unwrap_or_default();
    match &error.kind {
        figment::error::Kind::UnknownField(key, known) => {
            // Of some sources the path ends with the key, of others it does not.
            let mut path: Vec<&str> = error.path.iter().map(String::as_str).collect();
            if path.last() != Some(&key.as_str()) {
                path.push(key);
            }
            let path = path.join(".");
            anyhow::anyhow!("unknown setting `{path}`{source}; known here: {}", known.join(", "))
        }
        _ => anyhow::anyhow!("setting `{}`: {}{source}", error.path.join("."), error.kind),
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn an_unknown_key_is_refused_with_the_keys_that_exist() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("palmares.toml");
        std::fs::write(&file, "[http]\nprot = 80\n")?;
        let message = Config::load(Some(&file)).map_err(|e| e.to_string());
        let message = message.expect_err("a misspelt key");
        assert!(message.contains("unknown setting `http.prot`") && message.contains("port"), "{message}");
        Ok(())
    }

    #[test]
    fn without_a_file_the_defaults_hold() -> anyhow::Result<()> {
        assert_eq!(Config::load(None)?.http.port, 8000);
        Ok(())
    }

    #[test]
    fn a_named_file_that_is_missing_is_an_error() {
        let missing = std::path::Path::new("/nowhere/palmares.toml");
        assert!(Config::load(Some(missing)).is_err());
    }
}
