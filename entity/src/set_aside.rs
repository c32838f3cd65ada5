//! A judge’s work on an entry in a category from which the entry was moved.

use sea_orm::entity::prelude::*;

use crate::{
    assignment::AssignmentState, ids::AssignmentId, scores::Scores, scoresheet::ScoresheetState,
    timestamp::Timestamp,
};

/// One row of `set_aside`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "set_aside")]
pub struct Model {
    /// The assignment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: AssignmentId,
    /// The category in which the entry was judged; moved back there, this holds again.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub category_key: String,
    /// Whether the assignment held.
    pub assignment_state: AssignmentState,
    /// How far the sheet was; none was begun without one.
    pub state: Option<ScoresheetState>,
    /// The scores.
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
    /// The version of the sheet.
    pub version: i64,
    /// Its last change.
    pub updated_at: Timestamp,
    /// When handed in.
    pub handed_in_at: Option<Timestamp>,
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
