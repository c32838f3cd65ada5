//! How mail leaves.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

/// Without `smtp_url` mails are held and can be read in the staff console.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    pub smtp_url: String,
    pub from: String,
    /// How long one answer of the mail server may take, in seconds. Default 30, at most 120.
    pub timeout_seconds: u32,
}

impl MailConfig {
    /// How long one answer of the mail server may take.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.clamp(1, 120).into())
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self { smtp_url: String::new(), from: "Palmares <awards@localhost>".to_owned(), timeout_seconds: 30 }
    }
}

/// The address may hold a password, so it is never printed.
impl fmt::Debug for MailConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let smtp = if self.smtp_url.is_empty() { "none" } else { "set" };
        f.debug_struct("MailConfig").field("smtp_url", &smtp).field("from", &self.from).finish()
    }
}
