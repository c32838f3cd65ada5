//! Answers of effects that must happen once, kept 48 hours.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{IdempotencyKeyId, UserId},
    timestamp::Timestamp,
};

/// One row of `idempotency_key`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: IdempotencyKeyId,
    /// Whose key.
    pub user_id: UserId,
    /// The `Idempotency-Key` header.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// SHA-256 of method, path and body: another request under the same key is refused.
    pub request_hash: Vec<u8>,
    /// Status of the stored answer.
    pub status: i32,
    /// Body of the stored answer.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When the effect happened.
    pub created_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
