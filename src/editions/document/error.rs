//! What can be wrong with an edition document, said so that its author can
//! put it right without reading our code.

use std::fmt;

use serde::Serialize;

use super::FORMAT;

/// One fault of a document, or something that is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// Where, as a JSON Pointer (RFC 6901), e.g. `/categories/2/key`;
    /// empty for the whole document.
    pub pointer: String,
    /// What kind of fault; never changes its spelling.
    pub code: DocumentCode,
    /// What to do about it, as an English sentence.
    pub message: String,
    /// Where, in words; empty for the whole document.
    pub place: String,
    /// Where in the file, for a document that came as a text.
    pub position: Option<Position>,
}

/// A place in a file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The kinds of fault, for programs that react to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentCode {
    /// The text is not JSON.
    Syntax,
    /// A part is missing, unknown, given twice or of the wrong type.
    Shape,
    /// The document is of a format this version does not read.
    Format,
    /// The document is larger than any edition needs.
    TooLarge,
    /// Something that must have content is empty.
    Empty,
    /// A text or list is longer than allowed.
    TooLong,
    /// A text holds a character that cannot be shown.
    Character,
    /// A key does not follow the syntax of keys.
    Key,
    /// A slug does not follow the syntax of slugs.
    Slug,
    /// The same key stands twice in one list.
    Duplicate,
    /// A reference leads nowhere.
    Reference,
    /// Two moments or numbers are the wrong way round.
    Order,
    /// A number is outside what makes sense.
    Range,
    /// A time zone, country or language that is not known.
    Unknown,
    /// A condition names what is not known, or compares what cannot be compared.
    Condition,
    /// Two parts contradict each other.
    Contradiction,
    /// Something is left out on which work of people hangs already.
    InUse,
    /// The version that was changed is not told.
    Version,
    /// It can be so, but is probably not meant.
    Doubt,
}

impl DocumentCode {
    /// The word in answers; never changes its spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Shape => "shape",
            Self::Format => "format",
            Self::TooLarge => "too_large",
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Character => "character",
            Self::Key => "key",
            Self::Slug => "slug",
            Self::Duplicate => "duplicate",
            Self::Reference => "reference",
            Self::Order => "order",
            Self::Range => "range",
            Self::Unknown => "unknown",
            Self::Condition => "condition",
            Self::Contradiction => "contradiction",
            Self::InUse => "in_use",
            Self::Version => "version",
            Self::Doubt => "doubt",
        }
    }
}

impl DocumentError {
    /// A fault at a place.
    #[must_use]
    pub fn new(pointer: impl Into<String>, code: DocumentCode, message: impl Into<String>) -> Self {
        let (pointer, message) = (pointer.into(), message.into());
        Self { pointer, code, message, place: String::new(), position: None }
    }

    /// For a text that need not even be read.
    pub(super) fn too_large(limit_bytes: usize) -> Self {
        let message = format!("The document is too large; keep it under {limit_bytes} bytes.");
        Self::new("", DocumentCode::TooLarge, message)
    }

    /// For a document of another time.
    pub(super) fn format(found: &str) -> Self {
        let message = format!(
            "This version reads `{FORMAT}`, not `{found}`; change the format, or use the version of \
             Palmares that wrote this document."
        );
        Self::new("/format", DocumentCode::Format, message)
    }
}

impl fmt::Display for DocumentError {
    /// `line 12, column 5: round “Judging” › weight: Write a number …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        let place = if self.place.is_empty() { &self.pointer } else { &self.place };
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for DocumentError {}

/// One step of a JSON Pointer (RFC 6901, section 3).
pub(in crate::editions) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}
