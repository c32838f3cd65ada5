//! Room on the disk.

use serde::{Deserialize, Serialize};

/// What is kept free on the disk of the data directory.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DiskConfig {
    /// Below this many MiB of free space uploads are refused, so that what people write can
    /// still be saved, and the secretariat is warned. Default 512.
    pub reserve_mib: u64,
}

impl Default for DiskConfig {
    fn default() -> Self {
        Self { reserve_mib: 512 }
    }
}

impl DiskConfig {
    /// The same in bytes.
    pub fn reserve_bytes(&self) -> u64 {
        self.reserve_mib.saturating_mul(1024 * 1024)
    }
}
