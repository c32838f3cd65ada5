//! Judges' comments, as each who is promised them reads them.

use entity::{PublicId, Timestamp, assignment::AssignmentState, scoresheet::ScoresheetState};
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a scoresheet, for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetOutcome {
    NotStarted,
    Draft,
    HandedIn,
    /// The judge had to leave the entry.
    Recused,
    /// The entry was taken from the judge.
    Removed,
}

impl SheetOutcome {
    pub fn of(assignment: AssignmentState, sheet: Option<ScoresheetState>) -> Self {
        match (assignment, sheet) {
            (AssignmentState::Recused, _) => Self::Recused,
            (AssignmentState::Removed | AssignmentState::JudgeRemoved, _) => Self::Removed,
            (AssignmentState::Active, None) => Self::NotStarted,
            (AssignmentState::Active, Some(ScoresheetState::Draft)) => Self::Draft,
            (AssignmentState::Active, Some(ScoresheetState::HandedIn)) => Self::HandedIn,
        }
    }
}

/// The comments of one scoresheet, for staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetComments {
    pub round: String,
    pub judge: PublicId,
    pub name: String,
    pub state: SheetOutcome,
    pub internal: String,
    pub panel: String,
    pub entrant: String,
    /// Last change.
    pub updated_at: Timestamp,
}

/// What another judge of the entry wrote for the panel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PanelCommentView {
    pub name: String,
    pub text: String,
}

/// An entry on the judge's own list with what others wrote for the panel.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentedEntry {
    /// Id of the judge's own assignment.
    pub assignment: PublicId,
    pub title: String,
    pub category_name: String,
    pub comments: Vec<PanelCommentView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackReleased {
    /// Since when.
    pub released_at: Timestamp,
}

/// What judges wrote to the entrant, if it is released.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackView {
    pub rounds: Vec<RoundFeedback>,
}

/// What the judges of one round wrote to the entrant, without their names.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundFeedback {
    pub round_name: String,
    /// Since when the entrant may read it.
    pub released_at: Timestamp,
    /// One text per judge who wrote one.
    pub comments: Vec<String>,
}
