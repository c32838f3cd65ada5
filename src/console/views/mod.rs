//! What staff see.

mod entry;

use entity::{PublicId, Timestamp, entry::EntryState};
use serde::Serialize;
use utoipa::ToSchema;

pub use entry::{
    AssignmentView, AttachmentView, CheckView, Contact, EditionRef, EntrantView, FieldView, ReceivedVersion,
    SectionView, StaffView, VersionView,
};

/// All states, in the order in which an entry goes through them.
pub const STATES: [EntryState; 7] = [
    EntryState::Draft,
    EntryState::Submitted,
    EntryState::Incomplete,
    EntryState::Eligible,
    EntryState::Ineligible,
    EntryState::Withdrawn,
    EntryState::Disqualified,
];

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryPage {
    /// The entries of this page.
    pub items: Vec<ListedEntry>,
    /// How many there are on all pages; of a search, of days and of files no more than 1,000 are
    /// counted.
    pub total: u64,
    /// Whether there are more than these.
    pub more: bool,
    /// Give it as `after` for the next page; absent on the last.
    pub next: Option<String>,
}

/// The place of an entry in a list, and its neighbours.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    /// From 1; absent where the entry is no longer in the list, or comes after the first 1,000.
    pub position: Option<u64>,
    pub total: u64,
    /// Whether there are more than these.
    pub more: bool,
    pub previous: Option<Neighbour>,
    pub next: Option<Neighbour>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Neighbour {
    pub id: PublicId,
    /// Title; empty while there is none.
    pub title: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ListedEntry {
    pub id: PublicId,
    /// Title; empty while there is none.
    pub title: String,
    pub organisation: String,
    pub kind: String,
    pub country: String,
    pub city: String,
    pub category: String,
    pub state: EntryState,
    /// For `If-Match`, and for decisions about several entries.
    pub version: i64,
    pub created_at: Timestamp,
    /// Sent back until.
    pub return_until: Option<Timestamp>,
    /// Instant of the last submitted version.
    pub submitted_at: Option<Timestamp>,
    /// Last change.
    pub updated_at: Timestamp,
    /// Mean over the sheets handed in, in percent of the scale, e.g. `78.33`.
    pub score: Option<String>,
    /// Sheets handed in; nothing where the reader enters or judges in the category.
    pub judges_done: Option<i64>,
    /// Judges who have it; nothing where the reader enters or judges in the category.
    pub judges_assigned: Option<i64>,
}
