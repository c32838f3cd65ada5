//! One answer, as it may stand in a draft.

use serde::Serialize;
use serde_json::Value;

use crate::{
    editions::{AnswerKind, Choice, Field, is_country},
    text::{self, characters, clean_line, clean_lines, complete_url, is_blank},
};

/// The longest line a draft keeps, in characters.
const LONGEST_LINE: u64 = 5_000;
/// The longest text a draft keeps, in characters; ten times what is usual.
const LONGEST_TEXT: u64 = 20_000;
/// The most items a draft keeps (security bar API-5).
const MOST_ITEMS: u64 = 200;

/// What was answered. Written in JSON as null, text, list of texts, or
/// true and false.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    #[default]
    Nothing,
    /// A text, an address, a month, a day, a number, or the key of an option or country.
    Text(String),
    List(Vec<String>),
    Flag(bool),
}

/// Why a value cannot even be kept in a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The value is of another type than the field's answers.
    #[error("the answer to this field must be {expected}")]
    WrongType {
        /// What it must be, in English.
        expected: &'static str,
    },
    /// The text is longer than a draft keeps.
    #[error("the text is longer than {limit} characters")]
    TooLong {
        /// The longest text, in characters.
        limit: u64,
    },
    /// The list is longer than a draft keeps.
    #[error("the list has more than {limit} items")]
    TooMany {
        /// The most items.
        limit: u64,
    },
    /// The text holds U+0000, which not every database can store.
    #[error("{0}")]
    Character(text::TextFault),
    /// The option is not one of the field's, or is chosen twice.
    #[error("`{0}` is not an option that can be chosen here")]
    Option(String),
    /// One item of a list cannot be kept.
    #[error("{error}")]
    Item {
        /// Which, from 0.
        index: usize,
        error: Box<AnswerError>,
    },
    #[error("this field is answered by uploading files")]
    Files,
}

impl AnswerError {
    /// The kind of error, for programs; never changes its spelling.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongType { .. } => "wrong_type",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many_items",
            Self::Character(_) => "character",
            Self::Option(_) => "unknown_option",
            Self::Item { error, .. } => error.code(),
            Self::Files => "files",
        }
    }

    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Self::Item { index, .. } => format!("/{index}"),
            _ => String::new(),
        }
    }
}

impl Answer {
    /// Whether nothing was answered; white space is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => is_blank(text),
            Self::List(items) => items.is_empty(),
            Self::Flag(_) => false,
        }
    }

    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::List(_) | Self::Flag(_) => None,
        }
    }

    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
            Self::List(items) => Value::from(items.as_slice()),
            Self::Flag(flag) => Value::from(*flag),
        }
    }
}

/// Reads the answer to a field, for a draft: cleaned, but kept even when it
/// is over the field's own limits or not yet a valid address.
pub fn parse_answer(field: &Field, value: &Value) -> Result<Answer, AnswerError> {
    if value.is_null() {
        return match field.answer.files() {
            Some(_) => Err(AnswerError::Files),
            None => Ok(Answer::Nothing),
        };
    }
    match &field.answer {
        AnswerKind::Text { .. }
        | AnswerKind::Email {}
        | AnswerKind::Phone {}
        | AnswerKind::Month { .. }
        | AnswerKind::Date { .. }
        | AnswerKind::Number { .. } => Ok(Answer::Text(line(text(value)?)?)),
        AnswerKind::Url {} => Ok(Answer::Text(complete_url(&line(text(value)?)?))),
        AnswerKind::LongText { .. } => paragraphs(text(value)?),
        AnswerKind::UrlList { .. } => lines(value, complete_url),
        AnswerKind::TextList { .. } => lines(value, str::to_owned),
        AnswerKind::Choice { options } => chosen(text(value)?, |key| has(options, key)),
        AnswerKind::Country {} => chosen(text(value)?, is_country),
        AnswerKind::MultiChoice { options, .. } => several_chosen(value, options),
        AnswerKind::Boolean {} | AnswerKind::Consent { .. } => {
            value.as_bool().map(Answer::Flag).ok_or(AnswerError::WrongType { expected: "true or false" })
        }
        AnswerKind::Images(_) | AnswerKind::Files(_) => Err(AnswerError::Files),
    }
}

fn text(value: &Value) -> Result<&str, AnswerError> {
    value.as_str().ok_or(AnswerError::WrongType { expected: "a text" })
}

fn line(text: &str) -> Result<String, AnswerError> {
    within(clean_line(text).map_err(AnswerError::Character)?, LONGEST_LINE)
}

fn paragraphs(text: &str) -> Result<Answer, AnswerError> {
    within(clean_lines(text).map_err(AnswerError::Character)?, LONGEST_TEXT).map(Answer::Text)
}

fn within(text: String, limit: u64) -> Result<String, AnswerError> {
    if characters(&text) > limit { Err(AnswerError::TooLong { limit }) } else { Ok(text) }
}

fn items(value: &Value) -> Result<&Vec<Value>, AnswerError> {
    let items = value.as_array().ok_or(AnswerError::WrongType { expected: "a list of texts" })?;
    match u64::try_from(items.len()) {
        Ok(count) if count <= MOST_ITEMS => Ok(items),
        _ => Err(AnswerError::TooMany { limit: MOST_ITEMS }),
    }
}

fn lines(value: &Value, kept: impl Fn(&str) -> String) -> Result<Answer, AnswerError> {
    let mut list = Vec::new();
    for (index, item) in items(value)?.iter().enumerate() {
        let item = text(item).and_then(line);
        let item = item.map_err(|error| AnswerError::Item { index, error: Box::new(error) })?;
        if !item.is_empty() {
            list.push(kept(&item));
        }
    }
    Ok(Answer::List(list))
}

fn has(options: &[Choice], key: &str) -> bool {
    options.iter().any(|option| option.key == key)
}

/// One option; an empty text takes the choice back.
fn chosen(key: &str, is_option: impl Fn(&str) -> bool) -> Result<Answer, AnswerError> {
    match key {
        "" => Ok(Answer::Nothing),
        key if is_option(key) => Ok(Answer::Text(key.to_owned())),
        key => Err(AnswerError::Option(key.chars().take(60).collect())),
    }
}

/// Options in the form's order, whatever order they were ticked in.
fn several_chosen(value: &Value, options: &[Choice]) -> Result<Answer, AnswerError> {
    let mut keys = Vec::new();
    for item in items(value)? {
        let key = text(item)?;
        if keys.contains(&key) || !has(options, key) {
            return Err(AnswerError::Option(key.chars().take(60).collect()));
        }
        keys.push(key);
    }
    let in_order = options.iter().map(|option| &option.key).filter(|key| keys.contains(&key.as_str()));
    Ok(Answer::List(in_order.cloned().collect()))
}
