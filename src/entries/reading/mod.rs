//! An entry as it is read, not written: its questions and answers side by side, of a submitted
//! version or of the draft, for pages and for paper.

mod paper;
mod service;

use entity::{PublicId, Timestamp};
pub use paper::paper;
pub use service::{Which, reading};

use super::{
    content::{Content, readable},
    views::SubmissionView,
};
use crate::editions::{Field, Form, Section};

#[derive(Clone, Debug)]
pub struct Reading {
    pub id: PublicId,
    pub title: String,
    pub organisation: String,
    pub country: String,
    pub edition_name: String,
    pub category_name: String,
    pub timezone: String,
    /// Which version it is; absent for a draft, which counts for nothing yet.
    pub submitted: Option<SubmissionView>,
    pub at: Timestamp,
    pub sections: Vec<ReadSection>,
}

#[derive(Clone, Debug)]
pub struct ReadSection {
    pub key: String,
    pub title: String,
    pub fields: Vec<ReadField>,
}

#[derive(Clone, Debug)]
pub struct ReadField {
    pub key: String,
    pub label: String,
    /// As in the form: `text`, `long_text`, `images`, …
    pub kind: &'static str,
    /// The answer as people read it: one text, or several; nothing where nothing was answered.
    pub answer: Vec<String>,
    pub files: Vec<ReadFile>,
}

#[derive(Clone, Debug)]
pub struct ReadFile {
    pub name: String,
    pub size_bytes: i64,
}

fn sections(content: &Content, form: &Form) -> Vec<ReadSection> {
    let field = |field: &Field| ReadField {
        key: field.key.clone(),
        label: field.label.clone(),
        kind: field.answer.as_str(),
        answer: answer(content, field),
        files: files(content, &field.key),
    };
    let section = |section: &Section| ReadSection {
        key: section.key.clone(),
        title: section.title.clone(),
        fields: section.fields.iter().map(field).collect(),
    };
    form.sections.iter().map(section).collect()
}

fn answer(content: &Content, field: &Field) -> Vec<String> {
    if let Some(consent) = content.consents.iter().find(|consent| consent.field == field.key) {
        return readable(field, &consent.given.into());
    }
    let answer = content.answers.iter().find(|answered| answered.field == field.key);
    answer.map(|answered| readable(field, &answered.answer)).unwrap_or_default()
}

fn files(content: &Content, field: &str) -> Vec<ReadFile> {
    let files = content.attachments.iter().filter(|attached| attached.field == field);
    files.map(|file| ReadFile { name: file.name.clone(), size_bytes: file.size_bytes }).collect()
}
