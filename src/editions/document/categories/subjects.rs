//! What a category honours, and who may nominate it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Category;
use crate::editions::document::{EditionDocument, Moment};

/// What is honoured, and how it comes to be nominated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its name in categories.
    pub key: String,
    /// Its name for people, such as “A leader”; without one, the word for what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is.
    pub is: SubjectKind,
    /// Who may nominate it; with both, the entrant chooses.
    pub nominated_by: Vec<NominatedBy>,
    /// Whose acceptance an entry needs.
    #[serde(default, skip_serializing_if = "WhoAccepts::is_none")]
    pub acceptance: WhoAccepts,
    /// Until when a nominee may answer; who has not accepted by then is a question to the awards team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_by: Option<Moment>,
    /// Whether a nominee gets an e-mail when the entry is submitted, with a page to read it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub notice: bool,
}

/// What a category honours.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// Something that was done.
    Project,
    /// An organisation.
    Organisation,
    /// One person.
    Person,
    /// Several people.
    Team,
}

/// Who nominates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NominatedBy {
    /// Someone else.
    Other,
    /// The one that is nominated.
    #[serde(rename = "self")]
    Oneself,
}

/// Whose acceptance an entry needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhoAccepts {
    /// Nobody's.
    #[default]
    None,
    /// That of the nominee, whom another nominates.
    Nominee,
}

impl WhoAccepts {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    fn is_none(&self) -> bool {
        *self == Self::None
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(is_so: &bool) -> bool {
    !is_so
}

impl SubjectKind {
    pub const ALL: [Self; 4] = [Self::Project, Self::Organisation, Self::Person, Self::Team];

    /// Its name in a document.
    #[must_use]
    pub fn word(self) -> String {
        let value = serde_json::to_value(self).ok();
        value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }

    /// Whether it can be asked whether it wants to be nominated.
    #[must_use]
    pub const fn is_people(self) -> bool {
        matches!(self, Self::Person | Self::Team)
    }
}

impl Subject {
    /// Whether entrants say who is nominated: not where an organisation enters what is its own.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.is.is_people() || self.allows(NominatedBy::Other)
    }

    /// Whether this one may nominate.
    #[must_use]
    pub fn allows(&self, by: NominatedBy) -> bool {
        self.nominated_by.contains(&by)
    }

    /// Whether an entry that another made needs the acceptance of its nominee.
    #[must_use]
    pub fn asks_nominee(&self) -> bool {
        self.acceptance == WhoAccepts::Nominee
    }
}

impl EditionDocument {
    /// What a category honours, where the document says so.
    #[must_use]
    pub fn subject_of(&self, category: &str) -> Option<&Subject> {
        let key = self.category(category)?.subject.as_deref()?;
        self.subjects.iter().find(|subject| subject.key == key)
    }

    /// The subject of which entrants of this category say who is nominated.
    #[must_use]
    pub fn named_subject_of(&self, category: &str) -> Option<&Subject> {
        self.subject_of(category).filter(|subject| subject.is_named())
    }

    /// What a category honours; a project where nothing else is said.
    #[must_use]
    pub fn kind_of_subject(&self, category: &str) -> SubjectKind {
        self.subject_of(category).map_or(SubjectKind::Project, |subject| subject.is)
    }

    /// The categories whose entries need the acceptance of their nominees, and until when.
    pub fn accepted_categories(&self) -> impl Iterator<Item = (&Category, Option<&Moment>)> {
        self.categories.iter().filter_map(|category| {
            let subject = self.subject_of(&category.key).filter(|subject| subject.asks_nominee())?;
            Some((category, subject.accept_by.as_ref()))
        })
    }
}
