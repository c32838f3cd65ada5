//! What staff may send about rules.

use std::collections::HashSet;

use entity::rule_ruling::Ruling;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{checks::input::Refused, text::Lines};

/// The most rules of one request, more than any edition has.
const MOST: usize = 200;

/// What staff find about rules of an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRulings {
    /// 1 to 200, each rule once.
    pub rulings: Vec<NewRuling>,
}

/// What staff find about a rule.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRuling {
    /// The key of the rule.
    pub rule: String,
    pub ruling: RulingChoice,
    /// Why; for `not_met` and `waived`.
    #[serde(default)]
    pub reason: Lines<2000>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RulingChoice {
    /// It is met.
    Met,
    /// It is not met; needs a reason.
    NotMet,
    /// It counts as met for this entry from now on; needs a reason.
    Waived,
    /// Nothing is recorded about it any longer.
    Open,
}

/// What was found about a rule, with its reason.
#[derive(Debug)]
pub struct Found {
    pub rule: String,
    /// None where what was recorded is removed.
    pub ruling: Option<Ruling>,
    pub reason: String,
}

impl NewRulings {
    /// What was found, if all that it needs was sent.
    pub fn checked(self) -> Result<Vec<Found>, Refused> {
        let rules: HashSet<&str> = self.rulings.iter().map(|one| one.rule.as_str()).collect();
        if rules.is_empty() || rules.len() < self.rulings.len() || rules.len() > MOST {
            return Err(Refused::new("/rulings", "each_once", "Name 1 to 200 rules, each once."));
        }
        self.rulings.into_iter().enumerate().map(|(place, one)| one.checked(place)).collect()
    }
}

impl NewRuling {
    fn checked(self, place: usize) -> Result<Found, Refused> {
        let reason = self.reason.into_string().trim().to_owned();
        let ruling = match self.ruling {
            RulingChoice::Met => Some(Ruling::Met),
            RulingChoice::NotMet => Some(Ruling::NotMet),
            RulingChoice::Waived => Some(Ruling::Waived),
            RulingChoice::Open => None,
        };
        let needs_reason = matches!(ruling, Some(Ruling::NotMet | Ruling::Waived));
        if needs_reason && reason.is_empty() {
            return Err(Refused::new(format!("/rulings/{place}/reason"), "missing", "Say why."));
        }
        Ok(Found { rule: self.rule, ruling, reason })
    }
}
