//! Settings: `palmares.toml`, then `PALMARES_*`, then the command line. An
//! unknown key is an error, so that a misspelt one is not silently without effect.

mod check;
mod database;
mod files;
mod hidden;
mod http;
mod load;
mod mail;
mod password;
mod proxies;
mod public_url;
mod quota;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use database::DatabaseConfig;
pub use files::{DiskConfig, FilesConfig};
pub use hidden::Hidden;
pub use http::HttpConfig;
pub use mail::MailConfig;
pub use password::PasswordConfig;
pub use proxies::{NotANetwork, Proxies, ProxyHeader};
pub use public_url::PublicUrl;
pub use quota::{QuotaConfig, RetentionConfig};

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where everything is kept: database, attachments, key. Default `./data`.
    pub data: PathBuf,
    pub http: HttpConfig,
    pub database: DatabaseConfig,
    pub disk: DiskConfig,
    pub mail: MailConfig,
    pub password: PasswordConfig,
    /// How much one person can make the program send or keep.
    pub quota: QuotaConfig,
    /// How long what has served its purpose is kept.
    pub retention: RetentionConfig,
    /// Which lines are logged, e.g. `info` or `warn,palmares=debug`; empty means `RUST_LOG`, or
    /// else `info`. Also `PALMARES_LOG`.
    pub log: String,
    pub files: FilesConfig,
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
            quota: QuotaConfig::default(),
            retention: RetentionConfig::default(),
            log: String::new(),
            files: FilesConfig::default(),
        }
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
    fn a_named_file_that_is_missing_is_an_error() {
        let missing = std::path::Path::new("/nowhere/palmares.toml");
        assert!(Config::load(Some(missing)).is_err());
    }
}
