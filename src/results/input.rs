//! What staff may send about a shortlist.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::text::Reason;

/// A change of a shortlist: the whole list by rule, or one entry by hand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortlistChange {
    /// Open or derived category.
    pub category: String,
    /// `rule` takes the best up to the category's shortlist size.
    pub mode: Option<Mode>,
    pub entry: Option<String>,
    /// By hand: on the list or off it.
    pub shortlisted: Option<bool>,
    /// By hand: why.
    pub reason: Option<Reason<2000>>,
}

/// How a whole list is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By rank and target size.
    Rule,
}
