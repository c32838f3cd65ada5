//! Cost of a password hash.

use serde::{Deserialize, Serialize};

/// argon2id parameters. Never below the OWASP minimum (19 MiB, 2 passes, 1 lane):
/// <https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordConfig {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for PasswordConfig {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2 }
    }
}
