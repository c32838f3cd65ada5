//! Who did what, when, why; rows are only added.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AuditId, EditionId, UserId},
    timestamp::Timestamp,
};

/// One row of `audit`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who; absent for the program itself.
    pub actor_user_id: Option<UserId>,
    /// In what role.
    #[sea_orm(column_type = "Text")]
    pub actor_role: String,
    /// What, e.g. `entry.submit`.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    /// To what kind of thing.
    #[sea_orm(column_type = "Text")]
    pub object_kind: String,
    /// To which one: a public id, or the path that was asked for.
    #[sea_orm(column_type = "Text")]
    pub object_id: String,
    /// In which edition.
    pub edition_id: Option<EditionId>,
    /// Why, where a reason is asked or something was refused.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Further facts as JSON; no secrets, no scores.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// The request that caused it.
    #[sea_orm(column_type = "Text")]
    pub request_id: String,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
