//! What staff may send about editions.

use std::collections::BTreeMap;

use entity::edition::EditionState;
use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use super::{DocumentError, EditionDocument, Moment, Window};
use crate::text::Lines;

/// A whole edition document; what is wrong with it is reported all at once,
/// so it is read only after the request was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// The document, as its JSON Schema describes it, or the text of a file with it: errors
    /// then have line and column.
    #[schema(value_type = super::document::GivenDocument)]
    pub document: serde_json::Value,
}

impl NewDocument {
    /// Reads and checks the document.
    pub fn parse(&self) -> Result<EditionDocument, Vec<DocumentError>> {
        parse(&self.document)
    }
}

/// The document that is to replace another.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// As for a new edition, with the member `version` of the copy that was changed.
    #[schema(value_type = super::document::GivenDocument)]
    pub document: serde_json::Value,
    /// `confirm` of the preview that was seen.
    #[serde(default)]
    pub confirm: Option<String>,
    /// Why, for those who read the history.
    #[serde(default)]
    pub reason: Lines<500>,
}

impl Replacement {
    /// Reads and checks the document.
    pub fn parse(&self) -> Result<EditionDocument, Vec<DocumentError>> {
        parse(&self.document)
    }
}

fn parse(document: &serde_json::Value) -> Result<EditionDocument, Vec<DocumentError>> {
    match document {
        serde_json::Value::String(text) => EditionDocument::parse(text),
        value => EditionDocument::from_value(value),
    }
}

/// The state that an edition would have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedState {
    pub state: EditionState,
}

/// The state that an edition is to have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewState {
    pub state: EditionState,
    /// Why, for those who read the audit log.
    #[serde(default)]
    pub reason: Lines<500>,
}

/// When something may be done, as wall times with their zone.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWindow {
    /// The first moment at which it is open: `2023-03-27T09:00:00+02:00[Europe/Brussels]`.
    #[serde(deserialize_with = "moment")]
    pub from: Moment,
    /// The first moment at which it is closed again.
    #[serde(deserialize_with = "moment")]
    pub to: Moment,
}

/// Other moments for a window and for those that go with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWindows {
    /// The first moment at which it is open: `2023-03-27T09:00:00+02:00[Europe/Brussels]`.
    #[serde(deserialize_with = "moment")]
    pub from: Moment,
    /// The first moment at which it is closed again.
    #[serde(deserialize_with = "moment")]
    pub to: Moment,
    /// Other windows that move in the same step, by name.
    #[serde(default)]
    pub also: BTreeMap<String, NewWindow>,
    /// `confirm` of the preview that was seen.
    #[serde(default)]
    pub confirm: Option<String>,
    /// Why, for those who read the history.
    #[serde(default)]
    pub reason: Lines<500>,
}

impl NewWindows {
    pub fn windows<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (&'a str, Window)> {
        let own = Window::new(self.from.clone(), self.to.clone());
        let window = |(key, new): (&'a String, &NewWindow)| {
            (key.as_str(), Window::new(new.from.clone(), new.to.clone()))
        };
        std::iter::once((key, own)).chain(self.also.iter().map(window))
    }
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
}
