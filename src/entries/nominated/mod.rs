//! Who is nominated by an entry, as far as entries look at it; the feature below writes it.

use entity::{
    Timestamp,
    nominee::{self, NomineeState},
    user,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::fields::{FieldProblem, ProblemCode};
use crate::{
    conditions::{Fact, Facts},
    editions::{EditionDocument, NominatedBy, Subject},
};

/// A nominee, and who named them.
#[derive(Clone, Debug)]
pub struct Nominated {
    pub row: nominee::Model,
    pub by: Option<user::Model>,
}

/// The nominee as the entrant sees them.
#[derive(Debug, Serialize, ToSchema)]
pub struct NomineeView {
    /// For `If-Match`.
    pub version: i64,
    /// Whether the entrant who said so is nominated.
    pub is_oneself: bool,
    pub name: String,
    pub email: String,
    pub state: NomineeState,
    /// When the nominee got the e-mail.
    pub told_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
}

impl From<nominee::Model> for NomineeView {
    fn from(row: nominee::Model) -> Self {
        Self {
            version: row.version,
            is_oneself: row.is_oneself,
            name: row.name,
            email: row.email_as_typed,
            state: row.state,
            told_at: row.told_at,
            answered_at: row.answered_at,
        }
    }
}

/// What is missing to say who is nominated in this category.
pub fn problems(
    document: &EditionDocument,
    category: &str,
    row: Option<&nominee::Model>,
) -> Vec<FieldProblem> {
    let Some(subject) = document.named_subject_of(category) else { return Vec::new() };
    let missing = |member: &str| FieldProblem {
        field: format!("nominee.{member}"),
        code: ProblemCode::Missing,
        pointer: format!("/nominee/{member}"),
        limit: None,
        day: None,
        actual: None,
    };
    match row {
        Some(row) if !allows(subject, row) => vec![missing("by")],
        None if subject.nominated_by.len() > 1 => vec![missing("by")],
        row => {
            let is_oneself = row.map_or(!subject.allows(NominatedBy::Other), |row| row.is_oneself);
            let name = row.is_none_or(|row| row.name.is_empty());
            let email = !is_oneself && row.is_none_or(|row| row.email.is_empty());
            let found = [("name", name), ("email", email)].into_iter().filter(|(_, is_missing)| *is_missing);
            found.map(|(member, _)| missing(member)).collect()
        }
    }
}

/// Whether who is nominated may be so in a category: they may have been named for another.
fn allows(subject: &Subject, row: &nominee::Model) -> bool {
    subject.allows(if row.is_oneself { NominatedBy::Oneself } else { NominatedBy::Other })
}

impl Nominated {
    /// What conditions know of them. Who has not answered has neither accepted nor declined.
    pub fn known(&self, facts: Facts) -> Facts {
        let Self { row, by } = self;
        let word = |name: &'static str, text: &str| (!text.is_empty()).then(|| (name, Fact::word(text)));
        let accepted = match row.state {
            _ if row.is_oneself => Some(true),
            NomineeState::Accepted => Some(true),
            NomineeState::Declined => Some(false),
            NomineeState::Named => None,
        };
        let nominee = [word("name", &row.name), word("email", &row.email)];
        let accepted = accepted.map(|is_so| ("accepted", Fact::Flag(is_so)));
        let name = by.as_ref().and_then(|by| word("name", &by.name));
        let email = by.as_ref().and_then(|by| word("email", &by.email));
        let nominator = [name, email, Some(("is_nominee", Fact::Flag(row.is_oneself)))];
        facts
            .with("nominee", Fact::record(nominee.into_iter().flatten().chain(accepted)))
            .with("nominator", Fact::record(nominator.into_iter().flatten()))
    }
}
