//! Signed-in browsers; revocable, one row each.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{SessionId, UserId},
    timestamp::Timestamp,
};

/// One row of `session`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: SessionId,
    /// SHA-256 of the cookie; the cookie itself is never stored.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    /// Whose session.
    pub user_id: UserId,
    /// Sign-in; the absolute limit counts from here.
    pub created_at: Timestamp,
    /// Last request; the idle limit counts from here.
    pub last_seen_at: Timestamp,
    /// Last time the password was given.
    pub authenticated_at: Timestamp,
    /// Absolute end.
    pub expires_at: Timestamp,
    /// Browser and system family, for the list of sessions.
    #[sea_orm(column_type = "Text")]
    pub device: String,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
