//! People who asked for their account to be deleted where that is not done at once.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ErasureRequestId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `erasure_request`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure_request")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ErasureRequestId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// Who asks.
    pub user_id: UserId,
    /// When.
    pub requested_at: Timestamp,
    /// When an admin decided.
    pub decided_at: Option<Timestamp>,
    /// Which admin.
    pub decided_by: Option<UserId>,
    /// Why it was refused; absent when the account was erased.
    #[sea_orm(column_type = "Text", nullable)]
    pub refusal: Option<String>,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
