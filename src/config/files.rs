//! How much may be uploaded.

use serde::{Deserialize, Serialize};

/// Limits for a day, of 1,048,576 bytes each; what is deleted again counts too.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilesConfig {
    /// The most that one account uploads within 24 hours. Default 1024.
    pub account_day_mib: u32,
    /// The most that is uploaded for one organisation within 24 hours. Default 2048.
    pub organisation_day_mib: u32,
}

impl Default for FilesConfig {
    fn default() -> Self {
        Self { account_day_mib: 1_024, organisation_day_mib: 2_048 }
    }
}
