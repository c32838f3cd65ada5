//! What people see of legal texts.

use entity::{
    Timestamp,
    legal_text::{self, TextKind},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A text as everyone reads it, or what is known while there is none.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicText {
    pub kind: TextKind,
    /// The text; absent until it is published.
    pub text: Option<PublishedText>,
    /// The organiser of each edition, responsible for the awards.
    pub organisers: Vec<String>,
    /// The addresses for questions that the editions name.
    pub contacts: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedText {
    pub version: i32,
    pub locale: String,
    /// The text: paragraphs between empty lines, `# Heading`, `- item`, `[words](https://…)`.
    pub body: String,
    /// Since when it is current.
    pub at: Timestamp,
}

impl From<legal_text::Model> for PublishedText {
    fn from(row: legal_text::Model) -> Self {
        Self { version: row.version, locale: row.locale, body: row.body, at: row.created_at }
    }
}

/// A text as staff see it in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffText {
    pub kind: TextKind,
    /// The newest version in any language; 0 until one is published.
    pub version: i32,
    /// What to begin with: what is in double square brackets is to be completed.
    pub template: &'static str,
    /// The text in force in each language.
    pub texts: Vec<PublishedText>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TextVersion {
    #[serde(flatten)]
    pub text: PublishedText,
    pub by: String,
    pub reason: String,
}
