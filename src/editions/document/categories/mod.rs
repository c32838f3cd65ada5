//! What can be entered or won.

mod subjects;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use subjects::{NominatedBy, Subject, SubjectKind};

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its name in addresses and exports.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// How entries get into it.
    pub kind: CategoryKind,
    /// The subject that it honours, by its key; without one, a project of the organisation that
    /// enters it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What it honours, in a sentence or two.
    pub summary: String,
    /// What an entry could be about, for entrants who wonder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// What is given special consideration when it is judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub considerations: Vec<String>,
    /// How many entries the shortlist should have.
    pub shortlist_size: u32,
    /// For a derived category: the entries it is chosen from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Pool>,
}

/// How entries get into a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CategoryKind {
    /// Entrants enter it.
    Open,
    /// Entries of other categories qualify for it; nobody enters it.
    Derived,
}

/// The entries a derived category is chosen from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// The open categories whose entries qualify.
    pub from: Vec<String>,
    /// The kinds of organisation whose entries qualify; none listed means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisation_kinds: Vec<String>,
}

impl Pool {
    /// Whether an entry of this category and kind of organisation qualifies.
    #[must_use]
    pub fn holds(&self, category: &str, organisation_kind: &str) -> bool {
        self.from.iter().any(|key| key == category) && admits(&self.organisation_kinds, organisation_kind)
    }
}

/// A list of kinds in which nothing means everything.
fn admits(kinds: &[String], kind: &str) -> bool {
    kinds.is_empty() || kinds.iter().any(|allowed| allowed == kind)
}
