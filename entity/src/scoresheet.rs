//! One judge’s work on one entry in one round.

use sea_orm::entity::prelude::*;

use crate::{ids::AssignmentId, scores::Scores, timestamp::Timestamp};

/// One row of `scoresheet`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scoresheet")]
pub struct Model {
    /// The assignment; it has one sheet at most.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: AssignmentId,
    /// Only `handed_in` counts.
    pub state: ScoresheetState,
    /// The scores set so far.
    pub scores: Scores,
    /// For staff.
    #[sea_orm(column_type = "Text")]
    pub comment_internal: String,
    /// For the panel.
    #[sea_orm(column_type = "Text")]
    pub comment_panel: String,
    /// For the entrant, after release.
    #[sea_orm(column_type = "Text")]
    pub comment_entrant: String,
    /// Counts changes, for `If-Match`.
    pub version: i64,
    /// Last change.
    pub updated_at: Timestamp,
    /// When handed in.
    pub handed_in_at: Option<Timestamp>,
}

words! {
    /// Whether a scoresheet counts.
    pub enum ScoresheetState {
        /// Being filled in.
        Draft = "draft",
        /// Handed in.
        HandedIn = "handed_in",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its assignment.
    #[sea_orm(
        belongs_to = "super::assignment::Entity",
        from = "Column::AssignmentId",
        to = "super::assignment::Column::Id"
    )]
    Assignment,
}

impl ActiveModelBehavior for ActiveModel {}
