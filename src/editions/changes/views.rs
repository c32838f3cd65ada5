//! What staff see of changes before and after they are made.

use std::collections::BTreeMap;

use entity::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Consequence, Difference};
use crate::editions::{DocumentError, EditionDocument, Window};

/// What making a document current would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Preview {
    pub programme: String,
    pub edition: String,
    pub name: String,
    /// The version it would replace; 0 for a new edition.
    pub version: i64,
    /// Sent back with the document, it confirms exactly this preview.
    pub confirm: String,
    /// Whether entries go on with another form.
    pub form_changes: bool,
    /// What differs.
    pub differences: Vec<Difference>,
    /// Effects on existing work.
    pub consequences: Vec<Consequence>,
    /// Possible mistakes.
    pub warnings: Vec<Warning>,
}

/// A possible mistake, or an error.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Warning {
    /// Where, in words.
    pub place: String,
    /// What, and what to do about it.
    pub text: String,
}

impl From<DocumentError> for Warning {
    fn from(error: DocumentError) -> Self {
        Self { place: error.place, text: error.message }
    }
}

/// What moving a window would come to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WindowPreview {
    /// Why these dates cannot be saved as they are.
    pub faults: Vec<Warning>,
    /// What saving them would come to; absent where they cannot be saved.
    pub preview: Option<Preview>,
    /// The windows that follow, moved by as many days, by name.
    pub proposed: BTreeMap<String, ProposedWindow>,
}

/// Other dates of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedWindow {
    /// When it would open (RFC 9557).
    pub from: String,
    /// When it would close (RFC 9557).
    pub to: String,
}

impl From<&Window> for ProposedWindow {
    fn from(window: &Window) -> Self {
        Self { from: window.from().to_string(), to: window.to().to_string() }
    }
}

/// One version of an edition's document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionVersion {
    /// 1, 2, 3, …
    pub version: i64,
    /// When it became current.
    pub at: Timestamp,
    /// Who made the change; absent for the command line or the program itself.
    pub by: Option<String>,
    /// The reason they gave; may be empty.
    pub reason: String,
    /// How many parts differ from the version before.
    pub changes: usize,
    pub first_changes: Vec<Difference>,
}

/// The versions of an edition, newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionPage {
    pub items: Vec<EditionVersion>,
    /// Give it as `before` for older ones; absent on the last page.
    pub next: Option<i64>,
}

/// One version in full, beside another.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionInFull {
    /// Which one, by whom and when.
    #[serde(flatten)]
    pub version: EditionVersion,
    pub document: EditionDocument,
    /// The version it is compared with; absent for the first.
    pub against: Option<i64>,
    /// What differs, from that version to this one.
    pub differences: Vec<Difference>,
}

/// What has changed since the version someone has.
#[derive(Clone, Debug, Serialize)]
pub struct Since {
    pub version: i64,
    pub versions: Vec<EditionVersion>,
    /// All that differs from the version someone has.
    pub differences: Vec<Difference>,
}
