//! One field of an entry, with its own version.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AnswerId, EntryId, UserId},
    timestamp::Timestamp,
};

/// One row of `answer`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: AnswerId,
    /// The entry.
    pub entry_id: EntryId,
    /// The field.
    #[sea_orm(column_type = "Text")]
    pub field_key: String,
    /// The answer as JSON.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// Counts changes, for `If-Match`.
    pub version: i64,
    /// Who wrote it last.
    pub updated_by: UserId,
    /// When.
    pub updated_at: Timestamp,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// Its author.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UpdatedBy", to = "super::user::Column::Id")]
    Author,
}

impl ActiveModelBehavior for ActiveModel {}
