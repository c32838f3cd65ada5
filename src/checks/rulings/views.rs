//! The rules of an edition for one entry, as staff see them.

use entity::{PublicId, Timestamp, rule_ruling::Ruling};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    input::Found,
    rules::{self, RuleState},
};
use crate::{accounts::Staff, entries::RuleOutcome};

/// A rule of the edition, and what it comes to for an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleView {
    /// The rule and what its condition says.
    #[serde(flatten)]
    pub rule: RuleOutcome,
    /// What it comes to with what staff found.
    pub state: RuleState,
    /// Whether it keeps the entry from being eligible until it is waived.
    pub keeps_out: bool,
    /// What staff can find about it.
    pub possible: Vec<Ruling>,
    /// What staff found.
    pub ruling: Option<RulingView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RulingView {
    pub ruling: Ruling,
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
    /// Whether the rule, or what it is about, has changed since.
    pub changed: bool,
}

impl RuleView {
    pub fn key(&self) -> &str {
        &self.rule.key
    }

    pub fn new(rule: RuleOutcome, ruling: Option<RulingView>) -> Self {
        let state = rules::state(&rule, ruling.as_ref().map(|one| one.ruling));
        Self {
            keeps_out: rules::keeps_out(&rule, state),
            possible: rules::possible(&rule).to_vec(),
            state,
            ruling,
            rule,
        }
    }

    /// Whether this is on record already, about the rule and the entry as they are.
    pub fn says(&self, found: &Found) -> bool {
        match (&self.ruling, found.ruling) {
            (Some(known), Some(ruling)) => {
                known.ruling == ruling && known.reason == found.reason && !known.changed
            }
            (known, ruling) => known.is_none() && ruling.is_none(),
        }
    }

    pub fn ruled(&self, found: &Found, staff: &Staff, now: Timestamp) -> Self {
        let view = |ruling| RulingView {
            ruling,
            reason: found.reason.clone(),
            by: staff.name.clone(),
            at: now,
            changed: false,
        };
        Self::new(self.rule.clone(), found.ruling.map(view))
    }
}

/// What rulings came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulingsOutcome {
    pub id: PublicId,
    /// Its version now, for `If-Match`.
    pub version: i64,
    pub rules: Vec<RuleView>,
}

/// Their texts in a row.
pub fn texts(rules: &[RuleView]) -> String {
    rules.iter().map(|view| view.rule.text.as_str()).collect::<Vec<_>>().join(" ")
}
