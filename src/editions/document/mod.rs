//! The edition document: every rule of one edition as one JSON text that
//! people can write, review, exchange and import again.
//!
//! [`EditionDocument::parse`] is the way in; it reports everything that is
//! wrong at once. [`EditionDocument::to_json`] is the way out.

mod brand;
mod categories;
mod error;
mod facts;
mod form;
mod points;
mod programme;
mod read;
mod rounds;
mod rules;
mod schema;
mod selections;
mod validate;
mod windows;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use entity::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use crate::countries::is_country;
pub use brand::Brand;
pub use categories::{Category, CategoryKind, NominatedBy, Pool, Subject, SubjectKind};
pub(in crate::editions) use error::escape;
pub use error::{DocumentCode, DocumentError, Position};
pub use facts::NamedFacts;
pub use form::{AnswerKind, Choice, Field, FileRules, FileType, Form, Section, YEARS};
pub use points::{Points, PointsError};
pub use programme::{Ceremony, EditionFacts, ProgrammeFacts};
pub use rounds::{
    AnyRound, Ballot, CommentKind, Criterion, ELIGIBLE, EntrantFact, Method, PanelComments, Plan, Round,
    Scale, ScaleAnchor, StatedRound, Voters,
};
pub use rules::{Otherwise, Rule, RuleMoment};
pub use schema::{AnswerValue, GivenDocument, schema};
pub use selections::{Best, Honour, Part, ResultRule, Scaling, Selection};
pub use windows::{Closed, Milestone, Moment, MomentError, Open, Window, WindowState};
pub use words::{Place, identity, title};

/// The value of `format` in every document this version can read.
pub const FORMAT: &str = "palmares-edition/2";

/// One edition of an awards programme, with all its texts and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionDocument {
    /// Says what this document is; always `palmares-edition/2`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The version this copy was taken from, which its export writes: whoever sends a changed copy
    /// of an older version is told what has changed since. Leave it out of a new edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The awards as an institution; the same in every edition.
    pub programme: ProgrammeFacts,
    /// What is particular to this year.
    pub edition: EditionFacts,
    /// What conditions can name beside what is known of every entry.
    pub facts: NamedFacts,
    /// When something may be done, by name. `entries` and `check` must be
    /// there; every round names the window in which its judges score.
    #[serde(deserialize_with = "windows::unique")]
    pub windows: BTreeMap<String, Window>,
    /// Dates people should know; nothing opens or closes at them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Who may enter, in one or two sentences.
    pub eligibility: String,
    /// What must be so, and what happens otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What categories honour, where it is not a project that an organisation enters itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// What can be entered or won, in the order in which it is shown.
    pub categories: Vec<Category>,
    /// The questions of an entry.
    pub form: Form,
    /// The stages of judging and voting, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<StatedRound>")]
    pub rounds: Vec<AnyRound>,
    /// Lists of entries taken from others, such as the finalists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selections: Vec<Selection>,
    /// What the values of several rounds come to together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultRule>,
    /// What is won.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub honours: Vec<Honour>,
}

impl EditionDocument {
    /// Reads and checks a document as it stands in a file.
    pub fn parse(text: &str) -> Result<Self, Vec<DocumentError>> {
        read::text(text)
    }

    /// Reads and checks a document that came as a value.
    pub fn from_value(value: &serde_json::Value) -> Result<Self, Vec<DocumentError>> {
        read::value(value)
    }

    /// Reads a document that was checked by the rules of its time and kept, whatever its format.
    pub fn kept(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_value(read::upgraded(serde_json::from_str(text)?))
    }

    /// What is probably not meant, though it can be so.
    #[must_use]
    pub fn doubts(&self) -> Vec<DocumentError> {
        validate::doubts(self)
    }

    /// The document, after a part of it was changed by the program.
    pub fn checked(self) -> Result<Self, Vec<DocumentError>> {
        let errors = validate::errors(&self);
        if errors.is_empty() { Ok(self) } else { Err(validate::placed(&self, errors)) }
    }

    /// Faults that were found in another way, each with its place in words.
    #[must_use]
    pub fn placed(&self, faults: Vec<DocumentError>) -> Vec<DocumentError> {
        validate::placed(self, faults)
    }

    /// A copy that says which version it was taken from.
    #[must_use]
    pub fn as_of(&self, version: i64) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// The rules alone, whichever version they were taken from.
    #[must_use]
    pub fn without_version(&self) -> Self {
        Self { version: None, ..self.clone() }
    }

    /// The document as text, always the same for the same document:
    /// two spaces of indent, fields in the order of the schema, one newline
    /// at the end. Parsing it gives an equal document.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// SHA-256 over [`Self::to_json`] in lower-case hex: what `sha256sum`
    /// prints for the exported file.
    pub fn content_hash(&self) -> Result<String, serde_json::Error> {
        self.to_json().map(|text| HEXLOWER.encode(&Sha256::digest(text)))
    }

    /// When entries are taken in.
    #[must_use]
    pub fn call(&self) -> Option<&Window> {
        self.window("entries")
    }

    /// The window of this name.
    #[must_use]
    pub fn window(&self, key: &str) -> Option<&Window> {
        self.windows.get(key)
    }

    /// The window in which a round's judges score.
    #[must_use]
    pub fn round_window(&self, round: &Round) -> Option<&Window> {
        self.window(&round.window)
    }

    /// The round that lists and dashboards speak of: the last that has started, else the first.
    pub fn current_round(&self, now: Timestamp) -> Option<&Round> {
        let begun = |round: &&Round| {
            self.round_window(round).is_some_and(|window| window.state(now) != WindowState::Before)
        };
        self.judged().rfind(begun).or_else(|| self.judged().next())
    }

    /// The category of this key.
    #[must_use]
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.key == key)
    }

    /// The kind of organisation of this key.
    #[must_use]
    pub fn organisation_kind(&self, key: &str) -> Option<&Choice> {
        self.facts.organisation_kinds.iter().find(|kind| kind.key == key)
    }

    /// The rounds in which judges score here, in order.
    pub fn judged(&self) -> impl DoubleEndedIterator<Item = &Round> {
        self.rounds.iter().filter_map(AnyRound::judged)
    }

    /// The round of this key in which judges score here.
    #[must_use]
    pub fn round(&self, key: &str) -> Option<&Round> {
        self.judged().find(|round| round.key == key)
    }
}
