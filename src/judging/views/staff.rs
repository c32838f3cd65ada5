//! What staff see of judges and panels.

use entity::{PublicId, Timestamp, conflict::ConflictKind, judge::JudgeState};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Coverage, RoundWindow, ScoreCriterion, ScoreScale};
use crate::mail::BulkView;

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeItem {
    pub id: PublicId,
    pub name: String,
    pub email: String,
    pub state: JudgeState,
    /// Where the judge works.
    pub organisation: String,
    /// ISO 3166-1 alpha-2, may be empty.
    pub country: String,
    /// The panels the judge sits on.
    pub panels: Vec<PanelOf>,
    /// Entries on the judge's lists.
    pub assigned: usize,
    /// Of them, those with a score for every criterion.
    pub complete: usize,
    /// Of them, those handed in.
    pub handed_in: usize,
    /// Whether the judge will not finish the current round in time at this pace.
    pub behind: bool,
    /// Entries the judge may not see.
    pub conflicts: usize,
    /// Last change of a scoresheet.
    pub last_active: Option<Timestamp>,
    /// Last reminder.
    pub reminded_at: Option<Timestamp>,
}

/// A panel a judge sits on.
#[derive(Debug, Serialize, ToSchema)]
pub struct PanelOf {
    pub round: String,
    pub category: String,
}

/// What became of invitations.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgesInvited {
    /// Invited now.
    pub invited: usize,
    /// Addresses that were judges of the edition already.
    pub skipped: Vec<String>,
    /// The e-mails about it, which can be cancelled before they are sent; absent if there are none.
    pub mails: Option<BulkView>,
}

/// A round as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundView {
    pub key: String,
    pub name: String,
    /// The window's key in the edition document.
    pub window_key: String,
    /// When it is open.
    pub window: RoundWindow,
    pub scale: ScoreScale,
    pub criteria: Vec<ScoreCriterion>,
    /// Panels, one per open category.
    pub panels: Vec<PanelView>,
    /// Whether every entry has enough judges, in numbers.
    pub coverage: Coverage,
    /// Whether judges write comments for the entrant in this round.
    pub asks_for_feedback: bool,
    /// Since when entrants read them; nothing before they are released.
    pub feedback_released_at: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PanelView {
    pub category: String,
    pub name: String,
    /// Whether the reader enters or judges there, so that its judges and entries are not shown.
    pub withheld: bool,
    /// Entries to be judged there.
    pub entries: i64,
    pub judges: Vec<PanelJudge>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PanelJudge {
    pub id: PublicId,
    pub name: String,
    pub state: JudgeState,
}

/// Assignments that were made.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentsMade {
    /// New ones.
    pub created: usize,
    /// Pairs that were already assigned.
    pub unchanged: usize,
    /// Pairs with a conflict of interest.
    pub skipped_conflicts: Vec<SkippedPair>,
    /// The e-mails about it, which can be cancelled before they are sent; absent if there are none.
    pub mails: Option<BulkView>,
}

/// Assignments before they are made.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentsReview {
    /// New ones.
    pub created: usize,
    /// Pairs that are already assigned.
    pub unchanged: usize,
    /// Judges who would get something, by name.
    pub judges: Vec<JudgeGain>,
    /// Pairs with a conflict of interest, which would be left out.
    pub skipped_conflicts: Vec<SkippedPair>,
}

/// What a judge would get.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeGain {
    pub judge: PublicId,
    pub name: String,
    /// Entries the judge has in the round now, without those of categories withheld from the reader.
    pub has: usize,
    /// How many more.
    pub more: usize,
    /// Whether the judge gets an e-mail about it.
    pub is_told: bool,
}

/// A pair with a conflict of interest.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkippedPair {
    pub entry: PublicId,
    pub title: String,
    pub judge: PublicId,
    pub name: String,
    pub kind: ConflictKind,
}

/// How many e-mails will go out.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailsSent {
    pub sent: usize,
    /// The e-mails about it, which can be cancelled before they are sent; absent if there are none.
    pub mails: Option<BulkView>,
}

/// What a reminder would do for a judge.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeReminder {
    pub judge: PublicId,
    pub name: String,
    pub email: String,
    /// Of what the judge would be reminded; absent where no e-mail would go.
    pub reminder: Option<Reminder>,
    /// Why no e-mail would go; absent where one would.
    pub why_not: Option<NoReminder>,
    /// The last reminder, where that is why no e-mail would go.
    pub reminded_at: Option<Timestamp>,
}

/// What a judge is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// The invitation, with a new link.
    Invitation,
    /// Scoresheets that are not handed in.
    Scoresheets,
}

/// Why a judge is not reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoReminder {
    Removed,
    Declined,
    /// Nothing is assigned.
    NoEntries,
    /// Everything is handed in.
    HandedIn,
    /// There is something to hand in, but its round is not open.
    NotOpen,
    /// There is no account to which a reminder could go.
    NoAccount,
    /// Within a day.
    Reminded,
}

/// E-mails that were cancelled.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailsUndone {
    /// Those that will not be sent.
    pub undone: usize,
    /// Those that had gone already.
    pub gone: usize,
}
