//! What a seal holds: pure, so that anyone can recompute it (docs/adr/0013-audit-chain.md).

use data_encoding::HEXLOWER;
use entity::audit;
use sha2::{Digest as _, Sha256};

/// First byte of what is hashed; another layout gets another number.
const LAYOUT: u8 = 1;

/// The end of a chain: how many seals it has, and the hash of the last. Printed and read as
/// `SEQ:HASH`, to be kept where nobody who can change the database can change it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Number of the last seal; 0 before the first.
    pub seq: i64,
    pub hash: [u8; 32],
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, HEXLOWER.encode(&self.hash))
    }
}

impl std::str::FromStr for Head {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.trim().split_once(':').and_then(|(seq, hash)| {
            let hash = HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok()?;
            Some(Self { seq: seq.parse().ok()?, hash })
        });
        parts.ok_or("write it as `palmares audit head` prints it: a number, a colon, 64 hexadecimal digits")
    }
}

/// SHA-256 of salt, reason and detail: words that may have to be erased one day.
pub(super) fn commitment(salt: &[u8], row: &audit::Model) -> [u8; 32] {
    hash(&[salt, row.reason.as_bytes(), row.detail.as_bytes()])
}

/// The end of the chain after this row.
pub(super) fn next(before: Head, row: &audit::Model, commitment: &[u8]) -> Head {
    let seq = before.seq.saturating_add(1);
    let hash = hash(&[
        &before.hash,
        &seq.to_be_bytes(),
        &row.id.0.to_be_bytes(),
        &row.at.0.to_be_bytes(),
        &row.actor_user_id.map_or([0; 8], |user| user.0.to_be_bytes()),
        row.actor_role.as_bytes(),
        row.action.as_bytes(),
        row.object_kind.as_bytes(),
        row.object_id.as_bytes(),
        &row.edition_id.map_or([0; 8], |edition| edition.0.to_be_bytes()),
        row.request_id.as_bytes(),
        commitment,
    ]);
    Head { seq, hash }
}

/// Each part with its length before it, so that no byte can move into its neighbour.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut sha = Sha256::new_with_prefix([LAYOUT]);
    for part in parts {
        sha.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().into()
}
