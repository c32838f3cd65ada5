//! Decisions about nominees, from facts alone.

use entity::{
    Timestamp,
    entry::EntryState,
    nominee::{self, NomineeState},
};

use super::error::Fault;
use crate::editions::{EditionDocument, Moment, NominatedBy, Subject};

/// The states of entries whose nominees are written to and may answer.
pub const IN: [EntryState; 4] =
    [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible, EntryState::Ineligible];

/// What a nominee may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayAnswer {
    Yes,
    /// The day is over.
    Over(Timestamp),
    /// Nobody is asked.
    No,
}

pub fn may_answer(subject: &Subject, now: Timestamp) -> MayAnswer {
    let until = subject.accept_by.as_ref().map(Moment::instant);
    match until.filter(|_| subject.asks_nominee()) {
        Some(until) if now >= until => MayAnswer::Over(until),
        Some(_) => MayAnswer::Yes,
        None => MayAnswer::No,
    }
}

/// Whether the awards team has to look at the entry: its nominee declined, or has not accepted in
/// time.
pub fn is_waiting(subject: &Subject, row: Option<&nominee::Model>, now: Timestamp) -> bool {
    let has_accepted = row.is_some_and(|row| row.is_oneself || row.state == NomineeState::Accepted);
    let has_declined = row.is_some_and(|row| row.state == NomineeState::Declined);
    let is_over = matches!(may_answer(subject, now), MayAnswer::Over(_));
    subject.asks_nominee() && !has_accepted && (has_declined || is_over)
}

/// Whether a nominee gets an e-mail.
pub fn is_told(subject: &Subject, row: &nominee::Model) -> bool {
    subject.notice && !row.is_oneself && !row.email.is_empty()
}

/// What is wrong with saying that this one nominates.
pub fn not_allowed(subject: &Subject, by: NominatedBy) -> Option<Fault> {
    let detail = match by {
        NominatedBy::Oneself => "In this category nobody nominates themselves.",
        NominatedBy::Other => "In this category everyone enters for themselves.",
    };
    (!subject.allows(by)).then_some(Fault { pointer: "/by", code: "unknown", detail })
}

/// Until when the address of a nominee is kept; absent where it is not deleted automatically.
pub fn kept_until(document: &EditionDocument, days: u32) -> Option<Timestamp> {
    let ends = document.call()?.to().instant();
    (days > 0).then(|| ends.plus_ms(i64::from(days).saturating_mul(24 * 60 * 60_000)))
}
