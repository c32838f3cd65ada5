//! What staff and judges see of the judging. What a judge gets has no fields
//! for who entered, and none for what other judges did (security bar BL-1, AC-22).

mod comments;
mod conflict;
mod coverage;
mod judge;
mod pasted;
mod staff;

pub use comments::{
    CommentedEntry, FeedbackReleased, FeedbackView, PanelCommentView, RoundFeedback, SheetComments,
    SheetOutcome,
};
pub use conflict::{ConflictLifted, ConflictView};
pub use coverage::{
    Coverage, CoverageJudge, CoveragePage, CoveredEntry, CoveringJudge, CoveringState, Unfinished,
};
pub use entity::SheetState;
pub use judge::{
    AssignmentItem, AssignmentList, AttachmentKind, EntrantSeen, JudgeAnswer, JudgeAttachment, JudgeSection,
    JudgeView, JudgedRoundView, ListCounts, RoundForJudge, ScoresheetComments, ScoresheetView, SheetSaved,
    SheetsHandedIn,
};
pub use pasted::{PastedFault, PastedJudge};
pub use staff::{
    AssignmentsMade, AssignmentsReview, JudgeGain, JudgeItem, JudgeReminder, JudgesInvited, MailsSent,
    MailsUndone, NoReminder, PanelJudge, PanelOf, PanelView, Reminder, RoundView, SkippedPair,
};

use entity::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::editions::{Criterion, Points, Round, Scale, Window};

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoundWindow {
    /// First instant at which it is open.
    pub from: Timestamp,
    /// First instant at which it is closed again.
    pub to: Timestamp,
    /// `before`, `open` or `after`.
    pub state: crate::editions::WindowState,
}

impl RoundWindow {
    pub fn new(window: &Window, now: Timestamp) -> Self {
        Self { from: window.from().instant(), to: window.to().instant(), state: window.state(now) }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScoreScale {
    pub min: Points,
    pub max: Points,
    /// Distance between two neighbours.
    pub step: Points,
    /// What scores mean, from the lowest up.
    pub anchors: Vec<ScoreAnchor>,
}

/// What scores from a point on mean.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScoreAnchor {
    /// First score it speaks of.
    pub from: Points,
    pub label: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScoreCriterion {
    pub key: String,
    pub label: String,
    /// What to look for.
    pub guidance: Option<String>,
    /// Weight, relative to the others.
    pub weight: u32,
}

impl From<&Scale> for ScoreScale {
    fn from(scale: &Scale) -> Self {
        let anchor = |a: &crate::editions::ScaleAnchor| ScoreAnchor { from: a.from, label: a.label.clone() };
        Self {
            min: scale.min,
            max: scale.max,
            step: scale.step,
            anchors: scale.anchors.iter().map(anchor).collect(),
        }
    }
}

impl From<&Criterion> for ScoreCriterion {
    fn from(criterion: &Criterion) -> Self {
        Self {
            key: criterion.key.clone(),
            label: criterion.label.clone(),
            guidance: criterion.guidance.clone(),
            weight: criterion.weight,
        }
    }
}

pub fn criteria(round: &Round) -> Vec<ScoreCriterion> {
    round.criteria.iter().map(ScoreCriterion::from).collect()
}
