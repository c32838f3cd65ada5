//! What a check came to.

use entity::{PublicId, Timestamp, entry::EntryState, entry_check::CheckResult};
use serde::Serialize;
use utoipa::ToSchema;

use crate::judging::moving::Moved;

#[derive(Debug, Serialize, ToSchema)]
pub struct CheckOutcome {
    pub id: PublicId,
    /// The state.
    pub state: EntryState,
    pub category: String,
    /// Its version now, for `If-Match`.
    pub version: i64,
    /// What a move did to the judges' work.
    pub moved: Option<Moved>,
}

/// What came of one decision about several entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecksOutcome {
    pub entries: Vec<CheckOutcome>,
}

/// The e-mail that a decision sends, before it is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckMail {
    /// To whom, as typed.
    pub to: Vec<String>,
    /// Addresses that the entry names and that get nothing now, because they have just got several.
    pub not_now: Vec<String>,
    pub subject: String,
    pub text: String,
    /// The state the entry would have.
    pub state: EntryState,
    /// How many rules of the edition nobody has decided, where that matters for the decision.
    pub open_rules: usize,
}

/// What one decision about several entries would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecksReview {
    pub entries: Vec<ReviewedEntry>,
    /// How many e-mails it would send.
    pub mails: usize,
    /// Whether it can be made: about all of them or none.
    pub possible: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewedEntry {
    pub entry: PublicId,
    /// Absent where the entry is not there for the reader.
    pub title: Option<String>,
    pub organisation: Option<String>,
    /// Absent where the decision cannot be made.
    pub mail: Option<CheckMail>,
    pub fault: Option<EntryFault>,
}

/// Decisions whose e-mails wait.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingDecisions {
    /// About 200 entries at most, the oldest first.
    pub items: Vec<WaitingDecision>,
    /// Whether decisions about more entries wait: they are listed once these are sent.
    pub more: bool,
}

/// A decision whose e-mail waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingDecision {
    pub entry: PublicId,
    /// The version of the entry, for sending it.
    pub version: i64,
    pub title: String,
    pub organisation: String,
    pub result: CheckResult,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Absent where it cannot be sent any more.
    pub mail: Option<CheckMail>,
    pub fault: Option<EntryFault>,
}

/// E-mails of decisions that were sent later.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecksTold {
    /// So many decisions they are about.
    pub told: usize,
}

/// Why a decision cannot be made about an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryFault {
    pub entry: PublicId,
    /// `not_found`, `changed`, `not_now`, `rules`, `own_stake`, `return_until` or `told`.
    pub code: &'static str,
    pub detail: String,
    /// The state it has now, where it is known.
    pub state: Option<EntryState>,
}
