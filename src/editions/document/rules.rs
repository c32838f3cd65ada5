//! Rules: what must be so, when it is looked at, and what happens otherwise.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One rule. People read its text; the program keeps its condition, and asks people where there
/// is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in checks and exports.
    pub key: String,
    /// The rule, for readers.
    pub text: String,
    /// What must be so: a condition in the Common Expression Language, such as
    /// `entries.size() < 2`. Without one, a person decides.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// When it is looked at.
    pub at: RuleMoment,
    /// What happens when it is not met.
    #[serde(rename = "else")]
    pub otherwise: Otherwise,
}

/// When a rule is looked at.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleMoment {
    /// When an entry is started or changes its category, and again when it is submitted.
    Start,
    /// When an entry is submitted.
    Submit,
    /// When the awards team checks an entry.
    Check,
    /// When an entry is assigned to a judge.
    Assign,
    /// When an entry is added to a shortlist.
    Shortlist,
    /// When an honour is awarded.
    Award,
}

/// What happens when a rule is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// The step is refused, with the text of the rule and the values that decided.
    Refuse,
    /// The step is possible; entrant and awards team are told.
    Warn,
    /// The awards team decides.
    Ask,
}

impl RuleMoment {
    /// Its name in a document.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Submit => "submit",
            Self::Check => "check",
            Self::Assign => "assign",
            Self::Shortlist => "shortlist",
            Self::Award => "award",
        }
    }

    /// Whether the program looks at rules of this moment already.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Start | Self::Submit | Self::Check)
    }
}
