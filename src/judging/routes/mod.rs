//! HTTP of judging.

mod comments;
mod conflicts;
mod invitation;
mod judge;
mod judges;
mod rounds;

use super::{
    asked,
    error::{InputFault, JudgingError},
    roster,
};
use crate::{
    editions::Closed,
    web::{Api, FieldError, Problem},
};

impl From<JudgingError> for Problem {
    fn from(error: JudgingError) -> Self {
        match error {
            JudgingError::NotFound => Self::not_found(),
            JudgingError::Closed(closed) => not_open(&closed),
            JudgingError::Edition(error) => error.into(),
            JudgingError::Over(ended_at) => Self::not_now(
                "judging/over",
                "The round has ended. Set a later end in the edition's windows to open it again.",
            )
            .with("ended_at", ended_at),
            JudgingError::NotOver(ends_at) => {
                Self::not_now("judging/not-over", "You can do this once the round is over.")
                    .with("ends_at", ends_at)
            }
            JudgingError::Entry(error) => error.into(),
            JudgingError::Stale(current) => Self::new(
                412,
                "judging/scoresheet-changed",
                "This scoresheet has changed, perhaps in another window.",
            )
            .with("current", *current),
            JudgingError::HandedIn => Self::not_now(
                "judging/handed-in",
                "The scoresheet is handed in. Reopen it before you change it.",
            ),
            JudgingError::Incomplete(missing) => incomplete(missing),
            JudgingError::Invalid(faults) => Self::invalid(faults.into_iter().map(field_error).collect()),
            JudgingError::Reminded { at, count } => Self::not_now(
                "judging/reminded",
                "They were reminded within the last day. Confirm if you want to remind them again.",
            )
            .with("at", at)
            .with("count", count),
            JudgingError::JudgeAccepted => judge_accepted(),
            JudgingError::JudgeNotSo(state) => judge_not_so(state),
            JudgingError::OwnEdition => own_edition(),
            JudgingError::OwnStake => Self::new(
                403,
                "judging/own-stake",
                "You enter or judge in this category, so a colleague chooses its judges.",
            ),
            JudgingError::EditionChanged => Self::not_now(
                "judging/edition-changed",
                "Someone else changed the edition at the same time. Please try again.",
            ),
            JudgingError::Account(error) => error.into(),
            JudgingError::Attachment(error) => error.into(),
            JudgingError::Db(error) => error.into(),
        }
    }
}

fn not_open(closed: &Closed) -> Problem {
    match closed {
        Closed::Over { closed_at } => {
            Problem::not_now("judging/closed", "The round is closed.").with("closed_at", closed_at)
        }
        Closed::NotYet { opens_at } => {
            Problem::not_now("judging/not-open", "The round is not open yet.").with("opens_at", opens_at)
        }
    }
}

fn incomplete(missing: Vec<String>) -> Problem {
    let detail = "Score this criterion before you hand in.";
    let error = |key| FieldError::new(format!("/scores/{key}"), "missing", detail);
    Problem::new(422, "judging/incomplete", "Some criteria have no score yet.")
        .errors(missing.into_iter().map(error).collect())
}

fn judge_accepted() -> Problem {
    let title = "This judge has accepted and may have scored entries. Remove the judge with a reason \
                 instead.";
    Problem::not_now("judging/judge-accepted", title)
}

fn judge_not_so(state: &'static str) -> Problem {
    let title = "Someone else changed this judge. Load the page again.";
    Problem::not_now("judging/judge-state", title).with("state", state)
}

fn own_edition() -> Problem {
    let title = "You enter or judge in this edition, so a colleague changes its judges.";
    Problem::new(403, "judging/own-edition", title)
}

fn field_error(fault: InputFault) -> FieldError {
    FieldError::new(fault.pointer, fault.code, fault.detail)
}

pub fn api() -> Api {
    Api::of([
        asked::api(),
        comments::api(),
        conflicts::api(),
        invitation::api(),
        judge::api(),
        judges::api(),
        roster::api(),
        rounds::api(),
    ])
}
