//! The key of the data directory, from which the tokens in mailed links are
//! derived: who reads only the database can follow none of them.

use std::{fs, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::Path};

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// 256 random bits.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// Reads `secret.key` of the directory, or makes it (readable by the owner only).
    ///
    /// # Errors
    /// The file cannot be read or made, or has another length.
    pub fn load_or_make(dir: &Path) -> anyhow::Result<Self> {
        let path = dir.join("secret.key");
        if path.exists() {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let key = <[u8; 32]>::try_from(bytes.as_slice());
            return key.map(Self).map_err(|_| anyhow::anyhow!("{} must hold 32 bytes", path.display()));
        }
        let key = Self(random()?);
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(&key.0)?;
        file.sync_all()?;
        Ok(key)
    }

    /// A fixed key, for samples and tests that must come out the same.
    pub const fn fixed(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256 of the input under this key (RFC 2104).
    pub fn derive(&self, purpose: &str, input: &[u8]) -> [u8; 32] {
        // A key shorter than the block is filled up with zeros (RFC 2104 section 2).
        let mut block = [0_u8; 64];
        block.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(input);
        mac.finalize().into_bytes().into()
    }
}

/// 256 bits from the operating system's generator.
///
/// # Errors
/// The system gives no random bytes.
pub fn random() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256, the only form in which tokens are stored.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
