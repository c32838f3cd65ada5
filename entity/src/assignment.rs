//! One judge has one entry in one round.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AssignmentId, EditionId, EntryId, JudgeId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `assignment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: AssignmentId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The edition.
    pub edition_id: EditionId,
    /// The round.
    #[sea_orm(column_type = "Text")]
    pub round_key: String,
    /// The entry.
    pub entry_id: EntryId,
    /// The judge.
    pub judge_id: JudgeId,
    /// Only `active` opens the entry and counts.
    pub state: AssignmentState,
    /// What the sheet counts, null until it is handed in: the sum of weight × score in
    /// hundredths under the rules in force. Kept, so that lists ordered by it need not
    /// add up every score again.
    pub points: Option<i64>,
    /// Copy of the entry's category; this and the next four the database keeps itself.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// Whether the entry may be judged, and by this judge.
    pub is_open: bool,
    /// Scores on its scoresheet.
    pub scored: i32,
    /// Last change of its scoresheet.
    pub touched_at: Option<Timestamp>,
    /// When its scoresheet was handed in.
    pub handed_in_at: Option<Timestamp>,
    /// Who assigned.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
}

words! {
    /// Whether an assignment holds.
    pub enum AssignmentState {
        /// Holds.
        Active = "active",
        /// Ended by a conflict.
        Recused = "recused",
        /// Taken back by staff.
        Removed = "removed",
        /// Ended when staff removed the judge; holds again when the judge comes back.
        JudgeRemoved = "judge_removed",
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
    /// One between its judge and its entry.
    #[sea_orm(
        belongs_to = "super::conflict::Entity",
        from = "(Column::JudgeId, Column::EntryId)",
        to = "(super::conflict::Column::JudgeId, super::conflict::Column::EntryId)"
    )]
    Conflict,
    /// Its feedback release.
    #[sea_orm(
        belongs_to = "super::feedback_release::Entity",
        from = "(Column::EditionId, Column::RoundKey)",
        to = "(super::feedback_release::Column::EditionId, super::feedback_release::Column::RoundKey)"
    )]
    FeedbackRelease,
}

impl ActiveModelBehavior for ActiveModel {}
