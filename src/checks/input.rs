//! What staff may send about an entry they check.

use std::{borrow::Cow, collections::HashSet};

use entity::{PublicId, Timestamp, entry_check::CheckResult};
use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use crate::{
    judging::moving::Sheets,
    text::{Lines, Reason},
};

/// A part of the input that breaks a rule.
#[derive(Debug)]
pub struct Refused {
    /// Where: a JSON Pointer into the body, or the name of a query parameter.
    pub pointer: Cow<'static, str>,
    pub code: &'static str,
    pub detail: String,
}

impl Refused {
    pub fn new(pointer: impl Into<Cow<'static, str>>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, detail: detail.into() }
    }
}

/// A decision of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckDecision {
    Eligible,
    /// Refused; needs a reason, which the entrant is told.
    Ineligible,
    /// Sent back; needs a message to the entrant and a date.
    Incomplete,
    /// Put into another category; needs that category and a reason, which the entrant is told.
    Moved,
}

/// A decision about an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCheck {
    /// A decision of staff.
    pub result: CheckDecision,
    /// Why; for `ineligible` and `moved`.
    #[serde(default)]
    pub reason: Lines<2000>,
    /// What the entrant should correct; for `incomplete`.
    #[serde(default)]
    pub message: Lines<5000>,
    /// Until when; for `incomplete`.
    #[serde(default)]
    pub return_until: Option<Timestamp>,
    /// The other category; for `moved`.
    #[serde(default)]
    pub to_category: Option<String>,
    /// What becomes of the scoresheets; for `moved`.
    #[serde(default)]
    pub sheets: Sheets,
    /// Whether its e-mail waits until someone sends all that wait.
    #[serde(default)]
    pub tell_later: bool,
}

/// When the people of an entry are told of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    Now,
    /// With the others that wait.
    Later,
}

/// An entry as it was seen.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    pub entry: PublicId,
    /// The version of the entry that the decision is about.
    pub version: i64,
}

/// One decision about several entries.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChecks {
    /// 1 to 200, each once.
    #[serde(deserialize_with = "bounded")]
    pub entries: Vec<Seen>,
    /// `eligible`, `ineligible` or `incomplete`; entries are moved one by one.
    pub check: NewCheck,
}

fn bounded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Seen>, D::Error> {
    let all = Vec::<Seen>::deserialize(deserializer)?;
    let different: HashSet<&str> = all.iter().map(|seen| seen.entry.as_str()).collect();
    if all.is_empty() || all.len() > 200 || different.len() < all.len() {
        return Err(de::Error::custom("must name 1 to 200 entries, each once"));
    }
    Ok(all)
}

impl NewChecks {
    /// The entries and the decision, if all that it needs was sent.
    pub fn checked(self, now: Timestamp) -> Result<(Vec<Seen>, Decided), Refused> {
        let decided = self.check.decided(now)?;
        match decided.check.moved_to() {
            Some(_) => Err(Refused::new("/check/result", "one_by_one", "Move entries one by one.")),
            None => Ok((self.entries, decided)),
        }
    }
}

/// The entries about whose decisions the e-mails go now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTelling {
    /// 1 to 200, each once.
    #[serde(deserialize_with = "bounded")]
    pub entries: Vec<Seen>,
}

/// Disqualification of an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Disqualification {
    pub reason: Reason<2000>,
}

/// A decision with all that belongs to it, and nothing else.
#[derive(Debug)]
pub enum Check {
    Eligible,
    Ineligible {
        reason: String,
    },
    Incomplete {
        /// What to correct.
        message: String,
        /// Until when.
        until: Timestamp,
    },
    Moved {
        to: String,
        /// What becomes of the judges' work.
        sheets: Sheets,
        reason: String,
    },
    Disqualified {
        reason: String,
    },
}

impl Check {
    pub fn result(&self) -> CheckResult {
        match self {
            Self::Eligible => CheckResult::Eligible,
            Self::Ineligible { .. } => CheckResult::Ineligible,
            Self::Incomplete { .. } => CheckResult::Incomplete,
            Self::Moved { .. } => CheckResult::Moved,
            Self::Disqualified { .. } => CheckResult::Disqualified,
        }
    }

    pub fn moved_to(&self) -> Option<&str> {
        if let Self::Moved { to, .. } = self { Some(to) } else { None }
    }

    pub fn reason(&self) -> &str {
        match self {
            Self::Eligible | Self::Incomplete { .. } => "",
            Self::Ineligible { reason } | Self::Moved { reason, .. } | Self::Disqualified { reason } => {
                reason
            }
        }
    }
}

/// A decision, and when its people get their e-mail.
#[derive(Debug)]
pub struct Decided {
    pub check: Check,
    pub tell: Tell,
}

impl NewCheck {
    /// The same, with when it is told.
    pub fn decided(self, now: Timestamp) -> Result<Decided, Refused> {
        let tell = if self.tell_later { Tell::Later } else { Tell::Now };
        Ok(Decided { check: self.checked(now)?, tell })
    }

    /// The decision, if all that it needs was sent.
    pub fn checked(self, now: Timestamp) -> Result<Check, Refused> {
        let reason = self.reason.into_string().trim().to_owned();
        let message = self.message.into_string().trim().to_owned();
        let needed = |text: String, pointer, detail: &str| {
            if text.is_empty() { Err(Refused::new(pointer, "missing", detail)) } else { Ok(text) }
        };
        match self.result {
            CheckDecision::Eligible => Ok(Check::Eligible),
            CheckDecision::Ineligible => Ok(Check::Ineligible {
                reason: needed(
                    reason,
                    "/reason",
                    "Give the reason; the entrant \
                    reads it.",
                )?,
            }),
            CheckDecision::Incomplete => {
                let detail = "Give a date in the future until which the entrant may correct the entry.";
                let until = self.return_until.filter(|until| *until > now);
                let message = needed(message, "/message", "Say what the entrant should correct.")?;
                let until = until.ok_or_else(|| Refused::new("/return_until", "future", detail))?;
                Ok(Check::Incomplete { message, until })
            }
            CheckDecision::Moved => {
                let to = self.to_category.unwrap_or_default();
                let to = needed(to, "/to_category", "Choose the category.")?;
                let reason = needed(reason, "/reason", "Give the reason; the entrant reads it.")?;
                Ok(Check::Moved { to, sheets: self.sheets, reason })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{CheckDecision, NewCheck};

    const NOW: Timestamp = Timestamp(1_000);

    fn check(result: CheckDecision) -> NewCheck {
        NewCheck {
            result,
            reason: Default::default(),
            message: Default::default(),
            return_until: None,
            to_category: None,
            sheets: Default::default(),
            tell_later: false,
        }
    }

    #[test]
    fn each_finding_needs_what_the_entrant_is_told() {
        assert!(check(CheckDecision::Eligible).checked(NOW).is_ok());
        for (result, pointer) in [
            (CheckDecision::Ineligible, "/reason"),
            (CheckDecision::Incomplete, "/message"),
            (CheckDecision::Moved, "/to_category"),
        ] {
            assert_eq!(check(result).checked(NOW).map_err(|e| e.pointer).expect_err("refused"), pointer);
        }
    }

    #[test]
    fn an_entry_is_sent_back_until_a_date_in_the_future_only() {
        let until = |at| NewCheck {
            return_until: Some(at),
            message: serde_json::from_str("\"Add a picture.\"").expect("a text"),
            ..check(CheckDecision::Incomplete)
        };
        assert!(until(NOW.plus_ms(1)).checked(NOW).is_ok());
        assert_eq!(until(NOW).checked(NOW).map_err(|e| e.pointer).expect_err("refused"), "/return_until");
    }
}
