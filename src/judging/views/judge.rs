//! What a judge sees: the entries on the list, and the judge's own work.

use std::collections::BTreeMap;

use entity::{PublicId, SheetState, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{RoundWindow, ScoreCriterion, ScoreScale};
use crate::{editions::Points, judging::error::InputFault};

/// A round in which this judge has entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgedRoundView {
    pub programme: String,
    pub edition: String,
    pub edition_name: String,
    pub round: String,
    pub round_name: String,
    /// When it is open.
    pub window: RoundWindow,
    /// Entries on the list.
    pub total: usize,
    /// Of them, those with a score for every criterion.
    pub complete: usize,
    /// Of them, those handed in.
    pub handed_in: usize,
}

/// The judge's list in a round.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentList {
    pub round_name: String,
    /// When it is open; before that no entry is shown, and after it nothing can be changed.
    pub window: RoundWindow,
    pub scale: ScoreScale,
    /// The list, always in the same order, 200 lines at a time.
    pub items: Vec<AssignmentItem>,
    /// `after` of the next page; absent on the last.
    pub next: Option<PublicId>,
    /// Progress of the judge.
    pub counts: ListCounts,
}

/// How many entries of the list are in which state.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct ListCounts {
    pub all: usize,
    /// Not started.
    pub open: usize,
    /// Started and not handed in.
    pub started: usize,
    /// With a score for every criterion, handed in or not.
    pub complete: usize,
    pub done: usize,
}

/// One entry on the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentItem {
    pub id: PublicId,
    pub title: String,
    /// Who entered, if the round shows it to judges.
    pub entrant: EntrantSeen,
    pub category: String,
    pub category_name: String,
    /// `not_started`, `started` or `handed_in`.
    pub state: SheetState,
    pub scores_set: usize,
    /// Scores asked for.
    pub criteria: usize,
    /// The judge's own, in no order of criteria.
    pub scores: Vec<Points>,
    /// How long its answers take to read.
    pub reading_minutes: u32,
    /// What the judge's own scores add up to, of 100, once there is one for each criterion.
    pub points: Option<String>,
    pub updated_at: Option<Timestamp>,
}

/// Who entered, if the round shows it to judges.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct EntrantSeen {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// An entry beside the judge's scoresheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeView {
    pub assignment: PublicId,
    /// Place on the list, from 1.
    pub position: usize,
    /// Length of the list.
    pub total: usize,
    /// Entries of the list with a score for every criterion.
    pub complete: usize,
    pub previous: Option<PublicId>,
    pub next: Option<PublicId>,
    /// The next one that is not handed in, from here to the end and then from the beginning.
    pub next_open: Option<PublicId>,
    pub title: String,
    /// Who entered, if the round shows it to judges.
    pub entrant: EntrantSeen,
    pub category: String,
    pub category_name: String,
    /// How long its answers take to read.
    pub reading_minutes: u32,
    /// What its judges should consider.
    pub considerations: Vec<String>,
    /// The answers that judges see.
    pub sections: Vec<JudgeSection>,
    /// The files that judges see.
    pub attachments: Vec<JudgeAttachment>,
    /// How to score.
    pub round: RoundForJudge,
    /// The judge's own scores.
    pub scoresheet: ScoresheetView,
}

/// Answers that belong together.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeSection {
    pub title: String,
    /// In the order of the form.
    pub answers: Vec<JudgeAnswer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeAnswer {
    pub field: String,
    pub label: String,
    /// Kind of answer: `text`, `long_text`, `url_list`, …
    pub kind: &'static str,
    /// Text, list of texts, or true and false; options by their label.
    #[schema(value_type = crate::editions::AnswerValue)]
    pub value: serde_json::Value,
    pub criterion: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    Image,
    File,
}

/// One file, under a name that says nothing about its sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeAttachment {
    pub id: PublicId,
    pub field: String,
    pub label: String,
    pub name: String,
    pub kind: AttachmentKind,
    pub media_type: String,
    pub size_bytes: i64,
    pub url: String,
    /// A small picture of it.
    pub preview_url: Option<String>,
    /// Whether personal data could not be removed from it, so that only staff open it.
    pub unclean: bool,
    /// Description for those who cannot see it.
    pub alt_text: String,
}

/// How to score in this round.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundForJudge {
    pub programme: String,
    pub edition: String,
    pub key: String,
    pub name: String,
    pub scale: ScoreScale,
    pub criteria: Vec<ScoreCriterion>,
    pub window: RoundWindow,
    /// The comments asked for: `internal`, `panel`, `entrant`.
    pub comments: Vec<crate::editions::CommentKind>,
    /// When the judges of an entry read each other's comments for the panel: `never`,
    /// `after_own_sheet` or `after_close`.
    pub panel_comments: crate::editions::PanelComments,
}

/// A judge's own scoresheet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScoresheetView {
    /// The state.
    pub state: SheetState,
    /// A score or nothing for each criterion.
    #[schema(value_type = std::collections::BTreeMap<String, Option<f64>>)]
    pub scores: BTreeMap<String, Option<Points>>,
    pub comments: ScoresheetComments,
    /// For `If-Match`; 0 when nothing was saved yet.
    pub version: i64,
    /// Last change.
    pub updated_at: Option<Timestamp>,
    pub handed_in_at: Option<Timestamp>,
}

/// Comments on an entry.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct ScoresheetComments {
    pub internal: String,
    pub panel: String,
    /// For the entrant, after release.
    pub entrant: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SheetSaved {
    /// The next `If-Match`.
    pub version: i64,
    pub saved_at: Timestamp,
    pub scores_set: usize,
    /// Parts that were wrong and were not saved; the others were.
    #[schema(value_type = Vec<crate::web::FieldError>)]
    pub refused: Vec<InputFault>,
}

/// Scoresheets were handed in together.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetsHandedIn {
    /// How many now.
    pub handed_in: usize,
    /// How many still lack a score.
    pub incomplete: usize,
}
