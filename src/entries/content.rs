//! The canonical content of a submitted version, read back. This is the one place that does: with a
//! face for whoever shows or exports all of it, and one for judges.

use std::{borrow::Cow, mem};

use entity::{attachment, submitted_version};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    db,
    editions::{Field, Form},
};

/// A submitted version with the form it answers.
pub struct Submitted {
    pub version: submitted_version::Model,
    pub form: Form,
}

impl Submitted {
    /// All of it.
    pub fn content(&self) -> Result<Content, db::Error> {
        Content::read(&self.version.content)
    }

    /// What judges may read of it.
    pub fn for_judges(&self) -> Result<ForJudges, db::Error> {
        ForJudges::read(&self.version.content)
    }
}

#[derive(Debug, Deserialize)]
pub struct Content {
    pub category: String,
    pub organisation: String,
    pub country: String,
    pub answers: Vec<Answered>,
    pub consents: Vec<Consented>,
    /// By field and then in their own order.
    pub attachments: Vec<Attached>,
    /// Fields of the form that were not asked of it.
    #[serde(default)]
    pub not_asked: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Answered {
    pub field: String,
    pub answer: Value,
}

#[derive(Debug, Deserialize)]
pub struct Consented {
    pub field: String,
    pub given: bool,
}

#[derive(Debug, Deserialize)]
pub struct Attached {
    pub field: String,
    pub name: String,
    /// SHA-256 of the file as it was sent.
    pub sha256: String,
    pub size_bytes: i64,
}

/// The part that judges may read. It has no fields for organisation and country, so they cannot
/// be shown (security bar BL-1).
#[derive(Debug, Default, Deserialize)]
pub struct ForJudges {
    pub answers: Vec<Answered>,
    pub attachments: Vec<Unnamed>,
}

/// A file without the name its owner gave it.
#[derive(Debug, Deserialize, PartialEq, Eq, Hash)]
pub struct Unnamed {
    pub field: String,
    /// SHA-256 of the file as it was sent.
    pub sha256: String,
}

impl ForJudges {
    /// Reads a stored content.
    pub fn read(content: &str) -> Result<Self, db::Error> {
        Ok(serde_json::from_str(content)?)
    }

    pub fn words(content: &str, form: &Form) -> Result<i32, db::Error> {
        let read = |answered: &&Answered| {
            form.field(&answered.field).is_some_and(|field| field.judges && field.answer.is_in_words())
        };
        let answers = Self::read(content)?.answers;
        let words: usize = answers.iter().filter(read).map(|answered| words(&answered.answer)).sum();
        Ok(i32::try_from(words).unwrap_or(i32::MAX))
    }
}

fn words(answer: &Value) -> usize {
    match answer {
        Value::String(text) => text.split_whitespace().count(),
        Value::Array(texts) => texts.iter().map(words).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => 0,
    }
}

impl Content {
    /// Reads a stored content.
    pub fn read(content: &str) -> Result<Self, db::Error> {
        Ok(serde_json::from_str(content)?)
    }

    /// What was asked, of the whole form that it answers.
    pub fn asked<'a>(&self, form: &'a Form) -> Cow<'a, Form> {
        if self.not_asked.is_empty() {
            Cow::Borrowed(form)
        } else {
            Cow::Owned(form.without(&self.not_asked))
        }
    }

    /// Answers by field; a consent is `true` or `false`.
    pub fn take_answers(&mut self) -> impl Iterator<Item = (String, Value)> {
        let (answers, consents) = (mem::take(&mut self.answers), mem::take(&mut self.consents));
        let consents = consents.into_iter().map(|one| (one.field, Value::from(one.given)));
        answers.into_iter().map(|one| (one.field, one.answer)).chain(consents)
    }
}

impl Attached {
    pub fn is(&self, row: &attachment::Model) -> bool {
        (&self.field, &self.name, &self.sha256) == (&row.field_key, &row.original_name, &row.sha256)
    }
}

/// An answer as people read it: options by their label, numbers with their unit.
pub fn readable(field: &Field, answer: &Value) -> Vec<String> {
    let label = |key: &str| {
        let option = field.answer.options().iter().find(|option| option.key == key);
        option.map_or(key, |option| option.label.as_str()).to_owned()
    };
    match answer {
        Value::String(text) => vec![field.answer.with_unit(label(text))],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(label).collect(),
        Value::Bool(yes) => vec![if *yes { "Yes" } else { "No" }.to_owned()],
        Value::Null | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}
