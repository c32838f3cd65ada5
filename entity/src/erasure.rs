//! The list of erasures. It names nobody; by it an older backup is erased again when it is restored.

use sea_orm::entity::prelude::*;

use crate::{public_id::PublicId, timestamp::Timestamp};

/// One row of `erasure`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    /// Number of the pseudonym: `Erased person 17`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The account's public id; a random one where there was no account.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// HMAC of the canonical address under the key of the data directory.
    pub address_hash: Vec<u8>,
    /// When.
    pub erased_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
