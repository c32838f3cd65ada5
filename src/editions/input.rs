//! What staff may send about editions.

use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use super::{EditionDocument, Moment, Window};

/// A whole edition document; what is wrong with it is reported all at once,
/// so it is read only after the request was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// The document, as its JSON Schema describes it.
    #[schema(value_type = Object)]
    pub document: serde_json::Value,
}

impl NewDocument {
    /// Reads and checks the document.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(&self) -> Result<EditionDocument, Vec<super::DocumentError>> {
        EditionDocument::parse(&self.document.to_string())
    }
}

/// When something may be done, as wall times with their zone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWindow {
    /// The first moment at which it is open: `2023-03-27T09:00:00+02:00[Europe/Brussels]`.
    #[schema(value_type = String)]
    #[serde(deserialize_with = "moment")]
    pub from: Moment,
    /// The first moment at which it is closed again.
    #[schema(value_type = String)]
    #[serde(deserialize_with = "moment")]
    pub to: Moment,
}

impl From<NewWindow> for Window {
    fn from(new: NewWindow) -> Self {
        Self::new(new.from, new.to)
    }
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
}
