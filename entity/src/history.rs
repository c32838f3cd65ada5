//! Entries and honours of earlier editions that were not held here.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{HistoryId, ProgrammeId},
    timestamp::Timestamp,
};

/// One row of `history`: an entry, or an honour it got.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: HistoryId,
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The year of its edition.
    pub year: i32,
    /// The name of the organisation then.
    #[sea_orm(column_type = "Text")]
    pub organisation: String,
    /// What that name shares with other spellings of it.
    #[sea_orm(column_type = "Text")]
    pub match_key: String,
    /// ISO 3166-1 alpha-2.
    #[sea_orm(column_type = "Text")]
    pub country: String,
    /// The category, as it was called.
    #[sea_orm(column_type = "Text")]
    pub category: String,
    /// The project.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// The honour, or `entered`.
    #[sea_orm(column_type = "Text")]
    pub honour: String,
    /// SHA-256 of what makes it a line of its own: all of it but how the organisation was spelled.
    #[sea_orm(column_type = "Text")]
    pub same_key: String,
    /// When it was imported.
    pub created_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
