//! The key of the data directory, from which the tokens in mailed links are
//! derived: who reads only the database can follow none of them.

use std::{fs, path::Path};

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::data_dir;

/// Its file in the data directory.
pub const KEY_FILE: &str = "secret.key";

#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// Reads the key of the directory, if there is one.
    pub fn load(dir: &Path) -> anyhow::Result<Option<Self>> {
        let path = dir.join(KEY_FILE);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let key = <[u8; 32]>::try_from(bytes.as_slice());
        key.map(|key| Some(Self(key))).map_err(|_| anyhow::anyhow!("{} must hold 32 bytes", path.display()))
    }

    /// The same, or a new one, readable by the owner only. It is there whole or not at all.
    pub fn load_or_make(dir: &Path) -> anyhow::Result<Self> {
        if let Some(key) = Self::load(dir)? {
            return Ok(key);
        }
        let key = Self(random()?);
        let path = dir.join(KEY_FILE);
        data_dir::write_whole(&path, &key.0).with_context(|| format!("cannot write {}", path.display()))?;
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
pub fn random() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256, the only form in which tokens are stored.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
