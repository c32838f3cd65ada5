//! What can go wrong with entries, as problem documents.

use crate::{
    editions::Closed,
    entries::{
        error::EntryError,
        facts::RuleOutcome,
        fields::{AnswerError, FieldProblem},
    },
    web::{FieldError, Problem},
};

impl From<EntryError> for Problem {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::NotFound => Self::not_found(),
            EntryError::Edition(error) => error.into(),
            EntryError::Closed(closed) => not_open(&closed),
            EntryError::NotEditable(state) => {
                Self::not_now("entries/not-editable", "This cannot be done in the entry's current state.")
                    .with("state", state.as_str())
            }
            EntryError::OnlyDraft => Self::not_now(
                "entries/only-draft",
                "This is possible for drafts only; this entry was already submitted.",
            ),
            EntryError::UnknownField => Self::new(
                404,
                "entries/unknown-field",
                "The form has no such question. Please load it again.",
            ),
            EntryError::Answer(error) => wrong_answer(&error),
            EntryError::AnswerChanged(current) => Self::new(
                412,
                "entries/answer-changed",
                "This answer was changed in another window or by a colleague.",
            )
            .with("current", current),
            EntryError::EntryChanged(version) => {
                Self::new(412, "entries/changed", "The entry has changed. Please load it again.")
                    .with("current", serde_json::json!({ "version": version }))
            }
            EntryError::Incomplete(problems) => {
                Self::new(422, "entries/incomplete", "Some answers are missing or need to be corrected.")
                    .errors(problems.iter().map(field_error).collect())
            }
            EntryError::CategoryNotOpen => Self::not_now(
                "entries/category-not-open",
                "Nobody enters this category: its entries come from others.",
            ),
            EntryError::Rules(broken) => refused(&broken),
            EntryError::Unknown(what) => unknown(what),
            EntryError::TooManyDrafts(limit) => too_many_drafts(limit),
            EntryError::Canonical(_) | EntryError::Paper(_) => {
                tracing::error!(%error, "the content of an entry");
                Self::internal()
            }
            EntryError::Db(error) => error.into(),
        }
    }
}

fn too_many_drafts(limit: usize) -> Problem {
    let title = "Your organisation has too many drafts. Delete one you do not need.";
    Problem::not_now("entries/too-many-drafts", title).with("limit", limit)
}

/// The rules in their own words, and the values that decided.
fn refused(broken: &[RuleOutcome]) -> Problem {
    let texts: Vec<&str> = broken.iter().map(|rule| rule.text.as_str()).collect();
    Problem::not_now("entries/rules", "The rules of these awards do not allow this.")
        .detail(texts.join(" "))
        .with("rules", broken)
}

fn not_open(closed: &Closed) -> Problem {
    match closed {
        Closed::Over { closed_at } => {
            Problem::not_now("entries/closed", "The deadline has passed. You can no longer change anything.")
                .with("closed_at", closed_at)
        }
        Closed::NotYet { opens_at } => {
            Problem::not_now("entries/not-open", "Entries are not open yet.").with("opens_at", opens_at)
        }
    }
}

fn wrong_answer(error: &AnswerError) -> Problem {
    Problem::invalid_at(format!("/value{}", error.pointer()), error.code(), error.to_string())
}

fn unknown(what: &str) -> Problem {
    let detail = format!("There is no such {what}, or you may not use it.");
    Problem::invalid_at(format!("/{what}"), "unknown", detail)
}

fn field_error(problem: &FieldProblem) -> FieldError {
    let code = serde_json::to_value(problem.code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or("wrong");
    let detail = match (problem.actual, problem.limit) {
        (Some(actual), Some(limit)) => {
            format!("{} ({actual}; the limit is {limit}).", code.replace('_', " "))
        }
        _ => format!("{}.", code.replace('_', " ")),
    };
    FieldError::new(problem.pointer.clone(), code, detail)
}
