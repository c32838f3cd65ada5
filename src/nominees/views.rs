//! What nominees and staff see.

use entity::{
    Timestamp,
    nominee::{self, NomineeState},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::rules;
use crate::{
    editions::{Moment, Subject, SubjectKind},
    entries::Nominated,
};

/// What a nominee reads: who nominated them for what, and what was entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedView {
    pub edition: String,
    pub programme: String,
    pub organiser: String,
    /// Where to ask.
    pub contact: Option<String>,
    pub timezone: String,
    pub category: String,
    /// What the category honours.
    pub subject: SubjectKind,
    /// The organisation that entered.
    pub organisation: String,
    /// Who named the reader.
    pub nominator: String,
    pub name: String,
    pub email: String,
    pub state: NomineeState,
    pub answered_at: Option<Timestamp>,
    /// Whether an answer is asked for, and can still be given.
    pub may_answer: bool,
    /// Until when; absent where no answer is asked for.
    pub accept_by: Option<Timestamp>,
    /// When the address is deleted automatically; absent where it is not.
    pub kept_until: Option<Timestamp>,
    /// What judges or everyone may read of the entry.
    pub sections: Vec<ReadSection>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReadSection {
    pub title: String,
    pub answers: Vec<ReadAnswer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReadAnswer {
    pub label: String,
    pub text: Vec<String>,
}

/// The nominee of an entry, for staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffNominee {
    /// For `If-Match`; 0 where nobody said who is nominated.
    pub version: i64,
    pub is_oneself: bool,
    pub name: String,
    pub email: String,
    /// Who named them.
    pub nominator: String,
    pub state: NomineeState,
    /// Why they declined, or how staff know that they accept.
    pub reason: String,
    /// When they were last sent an e-mail.
    pub told_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    /// Who of the staff recorded the answer.
    pub recorded_by: Option<String>,
    /// Whether the entry needs their acceptance.
    pub is_asked: bool,
    /// Until when they may answer.
    pub accept_by: Option<Timestamp>,
    /// Whether they declined or have not accepted in time, so that the awards team decides.
    pub needs_decision: bool,
    /// Whether they can be sent an e-mail.
    pub may_send: bool,
}

impl StaffNominee {
    pub fn new(
        subject: &Subject,
        found: Option<Nominated>,
        recorded_by: Option<String>,
        now: Timestamp,
    ) -> Self {
        let row = found.as_ref().map(|found| &found.row);
        let by = found.as_ref().and_then(|found| found.by.as_ref());
        let text = |of: fn(&nominee::Model) -> &String| row.map(of).cloned().unwrap_or_default();
        Self {
            version: row.map_or(0, |row| row.version),
            is_oneself: row.is_some_and(|row| row.is_oneself),
            name: text(|row| &row.name),
            email: text(|row| &row.email_as_typed),
            nominator: by.map(|by| by.name.clone()).unwrap_or_default(),
            state: row.map_or(NomineeState::Named, |row| row.state),
            reason: text(|row| &row.reason),
            told_at: row.and_then(|row| row.told_at),
            answered_at: row.and_then(|row| row.answered_at),
            recorded_by,
            is_asked: subject.asks_nominee() && !row.is_some_and(|row| row.is_oneself),
            accept_by: subject.accept_by.as_ref().map(Moment::instant),
            needs_decision: rules::is_waiting(subject, row, now),
            may_send: row.is_some_and(|row| rules::is_told(subject, row)),
        }
    }
}
