//! What a client may send about entries.

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::text::Lines;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEntry {
    pub programme: String,
    pub edition: String,
    /// Id of the organisation that enters.
    pub organisation: String,
    pub category: String,
    /// What kind the organisation is, by the kinds of this edition; needed where its own is none
    /// of them.
    #[serde(default)]
    pub kind: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInput {
    /// Text, list of texts, true or false, or null to clear the answer.
    #[schema(value_type = crate::editions::AnswerValue)]
    pub value: Value,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryInput {
    pub category: String,
}

/// Why an entry is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// At most 500 characters; may be empty.
    pub reason: Lines<500>,
}
