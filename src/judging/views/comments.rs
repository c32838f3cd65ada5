//! Judges' comments, as each who is promised them reads them.

use entity::{PublicId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// The comments of one scoresheet, for staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetComments {
    /// Round.
    pub round: String,
    /// Judge.
    #[schema(value_type = String)]
    pub judge: PublicId,
    /// Their name.
    pub name: String,
    /// `draft`, `handed_in`, `recused` or `removed`.
    pub state: &'static str,
    /// For the staff.
    pub internal: String,
    /// For the panel.
    pub panel: String,
    /// For the entrant.
    pub entrant: String,
    /// Last change.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
}

/// What another judge of the entry wrote for the panel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PanelCommentView {
    /// Who.
    pub name: String,
    /// What.
    pub text: String,
}

/// An entry on the judge's own list with what others wrote for the panel.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentedEntry {
    /// Id of the judge's own assignment.
    #[schema(value_type = String)]
    pub assignment: PublicId,
    /// Title.
    pub title: String,
    /// Name of its category.
    pub category_name: String,
    /// Comments of the other judges.
    pub comments: Vec<PanelCommentView>,
}

/// That the comments for entrants are released.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackReleased {
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub released_at: Timestamp,
}

/// What judges wrote to the entrant, as far as it is released.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackView {
    /// Round by round.
    pub rounds: Vec<RoundFeedback>,
}

/// What the judges of one round wrote to the entrant; who wrote it is not told.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundFeedback {
    /// Name of the round.
    pub round_name: String,
    /// Since when the entrant may read it.
    #[schema(value_type = String, format = DateTime)]
    pub released_at: Timestamp,
    /// One text per judge who wrote one.
    pub comments: Vec<String>,
}
