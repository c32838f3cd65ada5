//! How a programme looks: its colour, and the short name that stands beside the mark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How the programme looks on its pages; each part may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Its colour, such as `#8a1538`. Pages use a lighter or darker shade of it where text on it could
    /// not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// A short name for the head of pages, such as `ESSA`, at most 24 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wordmark: Option<String>,
}
