//! Entries a judge may never see.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConflictId, EditionId, EntryId, JudgeId, UserId},
    timestamp::Timestamp,
};

/// One row of `conflict`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ConflictId,
    /// The edition.
    pub edition_id: EditionId,
    /// The judge.
    pub judge_id: JudgeId,
    /// The entry.
    pub entry_id: EntryId,
    /// Where it came from.
    pub kind: ConflictKind,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who recorded it.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// Since when it holds no more, because someone of the staff said so.
    pub lifted_at: Option<Timestamp>,
    /// Who said so.
    pub lifted_by: Option<UserId>,
    /// Why.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift_reason: Option<String>,
}

words! {
    /// Where a conflict came from.
    pub enum ConflictKind {
        /// By the judge.
        Declared = "declared",
        /// By the staff.
        Staff = "staff",
        /// Same organisation, found by the program.
        Organisation = "organisation",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// Its judge.
    #[sea_orm(belongs_to = "super::judge::Entity", from = "Column::JudgeId", to = "super::judge::Column::Id")]
    Judge,
    /// Its recorder.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::CreatedBy", to = "super::user::Column::Id")]
    Recorder,
    /// Its lifter.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::LiftedBy", to = "super::user::Column::Id")]
    Lifter,
}

impl ActiveModelBehavior for ActiveModel {}
