//! How much one person can make the program send or keep, and how long things are kept.

use serde::{Deserialize, Serialize};

/// Counted for each account, invitations of colleagues for each organisation too.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuotaConfig {
    pub invitations_per_hour: u32,
    pub invitations_per_day: u32,
    pub organisations_per_hour: u32,
    pub organisations_per_day: u32,
    /// Judges and colleagues whom one of staff invites in an hour. Default 500.
    pub staff_invitations_per_hour: u32,
    pub staff_invitations_per_day: u32,
    pub uploads_per_hour: u32,
    /// Downloads of each table in an hour. Default 6.
    pub exports_per_hour: u32,
    pub searches_per_minute: u32,
}

impl Default for QuotaConfig {
    fn default() -> Self {
        Self {
            invitations_per_hour: 10,
            invitations_per_day: 20,
            organisations_per_hour: 5,
            organisations_per_day: 10,
            staff_invitations_per_hour: 500,
            staff_invitations_per_day: 2_000,
            uploads_per_hour: 60,
            exports_per_hour: 6,
            searches_per_minute: 60,
        }
    }
}

/// Days after which housekeeping deletes something; 0 keeps it for good.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionConfig {
    /// Entries never submitted, after entries have closed. Default 365.
    pub draft_days: u32,
    /// Files of entries that came on no shortlist, after entries have closed. Default 730.
    pub file_days: u32,
    /// What a mail says, after it was sent. Default 30.
    pub mail_days: u32,
}

impl Default for RetentionConfig {
    fn default() -> Self {
        Self { draft_days: 365, file_days: 730, mail_days: 30 }
    }
}
