//! The versions of an edition's document; a version never changes.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, EditionVersionId, UserId},
    timestamp::Timestamp,
};

/// One row of `edition_version`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_version")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: EditionVersionId,
    /// The edition.
    pub edition_id: EditionId,
    /// 1, 2, 3, …
    pub version: i64,
    /// The edition document (canonical JSON).
    #[sea_orm(column_type = "Text")]
    pub document: String,
    /// Who brought it into force; absent for the program itself.
    pub actor_user_id: Option<UserId>,
    /// In what role.
    #[sea_orm(column_type = "Text")]
    pub actor_role: String,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When.
    pub created_at: Timestamp,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its actor.
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::ActorUserId",
        to = "super::user::Column::Id"
    )]
    Actor,
}

impl ActiveModelBehavior for ActiveModel {}
