//! Room: how much may be uploaded, and what stays free.

use serde::{Deserialize, Serialize};

/// Limits, of 1,048,576 bytes each. For a day, what is deleted again counts too.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilesConfig {
    /// The most that one account uploads within 24 hours. Default 1024.
    pub account_day_mib: u32,
    /// The most that is uploaded for one organisation within 24 hours. Default 2048.
    pub organisation_day_mib: u32,
    /// The most that is kept for one organisation, in all its entries of all editions. Default 4096.
    pub organisation_total_mib: u32,
}

impl Default for FilesConfig {
    fn default() -> Self {
        Self { account_day_mib: 1_024, organisation_day_mib: 2_048, organisation_total_mib: 4_096 }
    }
}

/// What is kept free on the disk of the data directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DiskConfig {
    /// Below this many MiB of free space uploads are refused, so that what people write can
    /// still be saved, and staff are warned. Default 512.
    pub reserve_mib: u64,
}

impl Default for DiskConfig {
    fn default() -> Self {
        Self { reserve_mib: 512 }
    }
}

impl DiskConfig {
    pub fn reserve_bytes(&self) -> u64 {
        self.reserve_mib.saturating_mul(1024 * 1024)
    }
}
