//! The edition document: every rule of one edition as one JSON text that
//! people can write, review, exchange and import again.
//!
//! [`EditionDocument::parse`] is the way in; it reports everything that is
//! wrong at once. [`EditionDocument::to_json`] is the way out.

mod categories;
mod error;
mod form;
mod limits;
mod points;
mod programme;
mod rounds;
mod schema;
mod validate;
mod windows;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use crate::countries::is_country;
pub use categories::{Category, CategoryKind, Pool};
pub use error::{DocumentCode, DocumentError};
pub use form::{AnswerKind, Choice, Field, FileRules, FileType, Form, Section};
pub use limits::{Eligibility, EligibilityRule, Limits};
pub use points::{Points, PointsError};
pub use programme::{Ceremony, EditionFacts, ProgrammeFacts};
pub use rounds::{CommentKind, Criterion, Round, RoundKind, Scale, ScaleAnchor};
pub use schema::schema;
pub use windows::{Closed, Milestone, Moment, MomentError, Open, Window, WindowState};

/// The value of `format` in every document this version can read.
pub const FORMAT: &str = "palmares-edition/1";

/// The longest document that is read, in bytes; ESSA 2023 needs a fiftieth.
const LARGEST_BYTES: usize = 1024 * 1024;

/// One edition of an awards programme, with all its texts and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionDocument {
    /// Says what this document is; always `palmares-edition/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The awards as an institution; the same in every edition.
    pub programme: ProgrammeFacts,
    /// What is particular to this year.
    pub edition: EditionFacts,
    /// When something may be done, by name. `entries` and `check` must be
    /// there; every round names the window in which its judges score.
    #[serde(deserialize_with = "windows::unique")]
    pub windows: BTreeMap<String, Window>,
    /// Dates people should know; nothing opens or closes at them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// How many entries one organisation may submit.
    #[serde(default)]
    pub limits: Limits,
    /// Who may enter, in words.
    pub eligibility: Eligibility,
    /// The kinds of organisation an entrant chooses from.
    pub organisation_kinds: Vec<Choice>,
    /// What can be entered or won, in the order in which it is shown.
    pub categories: Vec<Category>,
    /// The questions of an entry.
    pub form: Form,
    /// The stages of judging, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
}

impl EditionDocument {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// A text that is not JSON or has the wrong shape gives the first fault
    /// found; a text of the right shape gives all its faults at once.
    pub fn parse(text: &str) -> Result<Self, Vec<DocumentError>> {
        if text.len() > LARGEST_BYTES {
            return Err(vec![DocumentError::too_large(LARGEST_BYTES)]);
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        let document: Self = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| vec![DocumentError::from_shape(&error)])?;
        reader.end().map_err(|error| vec![DocumentError::from_syntax(&error)])?;
        document.checked()
    }

    /// The document, after a part of it was changed by the program.
    ///
    /// # Errors
    /// All its faults at once.
    pub fn checked(self) -> Result<Self, Vec<DocumentError>> {
        let errors = validate::errors(&self);
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }

    /// The document as text, always the same for the same document:
    /// two spaces of indent, fields in the order of the schema, one newline
    /// at the end. Parsing it gives an equal document.
    ///
    /// # Errors
    /// None in practice: all keys are strings and there are no floats.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// SHA-256 over [`Self::to_json`] in lower-case hex: what `sha256sum`
    /// prints for the exported file.
    ///
    /// # Errors
    /// As [`Self::to_json`].
    pub fn content_hash(&self) -> Result<String, serde_json::Error> {
        self.to_json().map(|text| HEXLOWER.encode(&Sha256::digest(text)))
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

    /// The category of this key.
    #[must_use]
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.key == key)
    }

    /// The round of this key.
    #[must_use]
    pub fn round(&self, key: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.key == key)
    }
}
