//! Judges' comments, as each who is promised them reads them.

use entity::{PublicId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// The comments of one scoresheet, for staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetComments {
    pub round: String,
    #[schema(value_type = String)]
    pub judge: PublicId,
    pub name: String,
    /// `draft`, `handed_in`, `recused` or `removed`.
    pub state: &'static str,
    pub internal: String,
    pub panel: String,
    pub entrant: String,
    /// Last change.
    #[schema(value_type = String, format = DateTime)]
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
    #[schema(value_type = String)]
    pub assignment: PublicId,
    pub title: String,
    pub category_name: String,
    pub comments: Vec<PanelCommentView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackReleased {
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
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
    #[schema(value_type = String, format = DateTime)]
    pub released_at: Timestamp,
    /// One text per judge who wrote one.
    pub comments: Vec<String>,
}
