//! What was submitted, word for word; judges and staff read this.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EntryId, SubmittedVersionId, UserId},
    timestamp::Timestamp,
};

/// One row of `submitted_version`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submitted_version")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: SubmittedVersionId,
    /// The entry.
    pub entry_id: EntryId,
    /// 1, 2, 3, …
    pub number: i32,
    /// The form version it answers.
    pub form_number: i32,
    /// The category at that time.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// Canonical JSON of the content.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// SHA-256 of `content`, hexadecimal; stands on the receipt.
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    /// Words of it that judges read.
    pub judged_words: i32,
    /// Who submitted.
    pub submitted_by: UserId,
    /// Arrival of the request.
    pub submitted_at: Timestamp,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// That of its number; the edition has to be asked for.
    #[sea_orm(
        belongs_to = "super::form_version::Entity",
        from = "Column::FormNumber",
        to = "super::form_version::Column::Number"
    )]
    Form,
    /// Its submitter.
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::SubmittedBy",
        to = "super::user::Column::Id"
    )]
    Submitter,
}

impl ActiveModelBehavior for ActiveModel {}
