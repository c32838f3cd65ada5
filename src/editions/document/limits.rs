//! Who may enter, and how often.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many entries one organisation may submit; nothing means no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Submitted entries of one organisation in the whole edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries_per_organisation: Option<u32>,
    /// Submitted entries of one organisation in one category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries_per_organisation_and_category: Option<u32>,
}

/// Who may enter, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// The rule in one or two sentences.
    pub summary: String,
    /// The conditions one by one, as staff check them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<EligibilityRule>,
}

/// One condition of entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EligibilityRule {
    /// Its name in checks and exports.
    pub key: String,
    /// The condition, for readers.
    pub text: String,
}
