//! The questions of an entry.

mod answers;

use std::ops::Not;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use answers::{AnswerKind, Choice, FileRules, FileType, YEARS};

/// The questions of an entry, in sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The sections in the order in which they are asked.
    pub sections: Vec<Section>,
}

/// Questions that belong together; one page of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name in addresses.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What to know before answering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// When it is asked: a condition on the entry, its organisation and answers before it, such as
    /// `entry.category == 'leadership'`. Without one it is always asked; while a fact is missing it is not.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The questions in order.
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in exports; unique in the whole form.
    pub key: String,
    /// The question.
    pub label: String,
    /// How to answer it well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// When it is asked, as with sections; `answer.partners.size() > 0`.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Whether the answer names the entry in lists: one line of text, of one question at most.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub names_entry: bool,
    /// Whether an entry without an answer cannot be submitted.
    pub required: bool,
    /// Whether the answer may be published.
    pub public: bool,
    /// Whether judges see the answer.
    pub judges: bool,
    /// The criterion to which judges should relate the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// What the browser may fill in, and where the page begins with what it knows of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autofill: Option<Autofill>,
    /// What kind of answer is expected, with its limits.
    pub answer: AnswerKind,
}

/// What a question asks of whoever writes, in the words of HTML (`autocomplete`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Autofill {
    /// Their name.
    Name,
    /// Their role in the organisation.
    OrganizationTitle,
    /// The organisation.
    Organization,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web site.
    Url,
    /// A postal address.
    StreetAddress,
}

impl Form {
    /// All fields in the order in which they are asked.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The form without these fields, and without sections of which nothing is left.
    #[must_use]
    pub fn without(&self, fields: &[String]) -> Self {
        let left = |section: &Section| Section {
            fields: section.fields.iter().filter(|field| !fields.contains(&field.key)).cloned().collect(),
            ..section.clone()
        };
        let sections = self.sections.iter().map(left).filter(|section| !section.fields.is_empty());
        Self { sections: sections.collect() }
    }

    /// The field whose answer names the entry in lists: the one that says so, or else `title`, as in
    /// forms from before it could be said, or else the first line of text.
    #[must_use]
    pub fn title_field(&self) -> Option<&Field> {
        self.naming_field(|_| true)
    }

    /// The field whose answer names the entry before judges: one that they may read.
    #[must_use]
    pub fn judged_title_field(&self, in_force: &Self) -> Option<&Field> {
        self.naming_field(|field| field.is_for_judges(in_force))
    }

    fn naming_field(&self, is_wanted: impl Fn(&Field) -> bool) -> Option<&Field> {
        let names = |field: &&Field| matches!(field.answer, AnswerKind::Text { .. }) && is_wanted(field);
        let says_so = self.fields().find(|field| field.names_entry).filter(names);
        says_so.or_else(|| self.field("title").filter(names)).or_else(|| self.fields().find(names))
    }

    /// The consents of this form that ask for other words in a newer one.
    #[must_use]
    pub fn reworded_consents<'a>(&'a self, newer: &Self) -> Vec<&'a str> {
        let is_other = |field: &&Field| {
            let now = newer.field(&field.key);
            let is_consent = matches!(field.answer, AnswerKind::Consent { .. });
            is_consent && now.is_none_or(|now| now.answer != field.answer || now.label != field.label)
        };
        self.fields().filter(is_other).map(|field| field.key.as_str()).collect()
    }

    /// Fields that ask where to send news about the entry: e-mail addresses that
    /// neither judges nor the public see.
    pub fn contact_fields(&self) -> impl Iterator<Item = &Field> {
        let is_contact =
            |field: &&Field| matches!(field.answer, AnswerKind::Email {}) && !field.judges && !field.public;
        self.fields().filter(is_contact)
    }
}

impl Field {
    /// Whether judges may read the answer: the form that was answered says so, and the one in
    /// force does not say otherwise, so that a question closed to judges is closed at once.
    #[must_use]
    pub fn is_for_judges(&self, in_force: &Form) -> bool {
        self.judges && in_force.field(&self.key).is_none_or(|now| now.judges)
    }

    /// Whether it says how to reach someone: a name, address or number that neither
    /// judges nor the public see.
    pub fn is_contact(&self) -> bool {
        let kind =
            matches!(self.answer, AnswerKind::Text { .. } | AnswerKind::Email {} | AnswerKind::Phone {});
        kind && !self.judges && !self.public
    }
}
