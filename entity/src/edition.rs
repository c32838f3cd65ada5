//! One year of a programme; all its rules are in the document.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, ProgrammeId},
    timestamp::Timestamp,
};

/// One row of `edition`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: EditionId,
    /// The programme.
    pub programme_id: ProgrammeId,
    /// Part of the address, e.g. `2023`.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// The year that the document names.
    pub year: i32,
    /// The edition document (canonical JSON).
    #[sea_orm(column_type = "Text")]
    pub document: String,
    /// The form version in force.
    pub form_number: i32,
    /// Who sees it, and whether something can be done in it.
    pub state: EditionState,
    /// Counts changes, for `If-Match` and the cache of parsed documents.
    pub version: i64,
    /// When first imported.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

words! {
    /// Who sees an edition, and whether something can be done in it.
    pub enum EditionState {
        /// Staff alone see it.
        Draft = "draft",
        /// Everyone sees it.
        Published = "published",
        /// Everyone sees it, and nothing in it changes any more.
        Archived = "archived",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its programme.
    #[sea_orm(
        belongs_to = "super::programme::Entity",
        from = "Column::ProgrammeId",
        to = "super::programme::Column::Id"
    )]
    Programme,
}

impl ActiveModelBehavior for ActiveModel {}
