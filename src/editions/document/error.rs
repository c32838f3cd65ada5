//! What can be wrong with an edition document, said so that its author can
//! put it right without reading our code.

use std::fmt;

use serde::Serialize;
use serde_path_to_error::{Path, Segment};

/// One fault of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentError {
    /// Where, as a JSON Pointer (RFC 6901), e.g. `/categories/2/key`;
    /// empty for the whole document.
    pub pointer: String,
    /// What kind of fault; never changes its spelling.
    pub code: DocumentCode,
    /// What to do about it, as an English sentence.
    pub message: String,
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
    /// Two parts contradict each other.
    Contradiction,
    /// Something is left out on which work of people hangs already.
    InUse,
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
            Self::Contradiction => "contradiction",
            Self::InUse => "in_use",
        }
    }
}

impl DocumentError {
    /// For a text that need not even be read.
    pub(super) fn too_large(limit_bytes: usize) -> Self {
        Self {
            pointer: String::new(),
            code: DocumentCode::TooLarge,
            message: format!("The document is too large; keep it under {limit_bytes} bytes."),
        }
    }

    /// For a text after which more text follows.
    pub(super) fn from_syntax(error: &serde_json::Error) -> Self {
        Self {
            pointer: String::new(),
            code: DocumentCode::Syntax,
            message: format!("The text is not valid JSON: {error}."),
        }
    }

    /// For the first thing the reader could not make sense of.
    pub(super) fn from_shape(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let inner = error.inner();
        if inner.is_syntax() || inner.is_eof() {
            return Self::from_syntax(inner);
        }
        Self {
            pointer: pointer(error.path()),
            code: DocumentCode::Shape,
            message: format!("This part cannot be read: {inner}."),
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: {}", self.message)
    }
}

impl std::error::Error for DocumentError {}

/// A reader's path as JSON Pointer.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escape(key))),
            // A variant is not a level of the text, and past an unknown part there is no path.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// One step of a JSON Pointer (RFC 6901, section 3).
pub(super) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}
