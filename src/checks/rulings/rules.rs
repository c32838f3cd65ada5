//! What a rule comes to for an entry, from its condition and what people found.

use entity::rule_ruling::Ruling;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    conditions::Outcome,
    editions::Otherwise,
    entries::{RuleOutcome, canonical::sha256},
};

/// What a rule comes to for an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// By its condition, or as a person found.
    Met,
    Open,
    /// By its condition, or as a person found.
    NotMet,
    /// It counts as met for this entry.
    Waived,
}

/// The condition has the last word where it can say: a person decides what it leaves open, and
/// what the edition wants people to be asked about. A rule that is waived is so until it is met.
pub fn state(rule: &RuleOutcome, ruling: Option<Ruling>) -> RuleState {
    let asks = rule.outcome == Outcome::Unknown || rule.otherwise == Otherwise::Ask;
    match (rule.outcome, ruling) {
        (Outcome::Met, _) => RuleState::Met,
        (_, Some(Ruling::Waived)) => RuleState::Waived,
        (_, Some(Ruling::Met)) if asks => RuleState::Met,
        (_, None) if asks => RuleState::Open,
        (Outcome::NotMet | Outcome::Unknown, _) => RuleState::NotMet,
    }
}

/// What people can find about a rule: nothing where its condition is met, and not that it is met
/// where the facts say otherwise.
pub fn possible(rule: &RuleOutcome) -> &'static [Ruling] {
    match (rule.outcome, rule.otherwise) {
        (Outcome::Met, _) => &[],
        (Outcome::NotMet, Otherwise::Refuse | Otherwise::Warn) => &[Ruling::NotMet, Ruling::Waived],
        (Outcome::NotMet, Otherwise::Ask) | (Outcome::Unknown, _) => {
            &[Ruling::Met, Ruling::NotMet, Ruling::Waived]
        }
    }
}

/// Whether a rule keeps an entry from being eligible.
pub fn keeps_out(rule: &RuleOutcome, state: RuleState) -> bool {
    state == RuleState::NotMet && rule.otherwise == Otherwise::Refuse
}

/// A hash of what a person looks at: the rule, the values that its condition names, and all of the
/// submitted version where they do not say enough.
pub fn basis(rule: &RuleOutcome, submitted: i32) -> String {
    let version = (rule.outcome == Outcome::Unknown).then_some(submitted);
    sha256(&json!([rule.text, rule.outcome, rule.values, version]).to_string())
}

#[cfg(test)]
mod tests {
    use entity::rule_ruling::Ruling;

    use super::{RuleState, basis, keeps_out, possible, state};
    use crate::{
        conditions::Outcome,
        editions::{Otherwise, RuleMoment},
        entries::RuleOutcome,
    };

    fn rule(outcome: Outcome, otherwise: Otherwise) -> RuleOutcome {
        let (key, text) = ("two".to_owned(), "Two at most.".to_owned());
        RuleOutcome { key, text, at: RuleMoment::Submit, otherwise, outcome, values: Vec::new() }
    }

    #[test]
    fn people_decide_what_the_condition_leaves_to_them() {
        use Otherwise::{Ask, Refuse, Warn};
        use Outcome::{Met, NotMet, Unknown};
        let table = [
            // outcome, else, then without a ruling and with met, not met, waived
            (Met, Refuse, [RuleState::Met; 4]),
            (Met, Ask, [RuleState::Met; 4]),
            (Unknown, Refuse, [RuleState::Open, RuleState::Met, RuleState::NotMet, RuleState::Waived]),
            (Unknown, Warn, [RuleState::Open, RuleState::Met, RuleState::NotMet, RuleState::Waived]),
            (NotMet, Ask, [RuleState::Open, RuleState::Met, RuleState::NotMet, RuleState::Waived]),
            (NotMet, Warn, [RuleState::NotMet, RuleState::NotMet, RuleState::NotMet, RuleState::Waived]),
            (NotMet, Refuse, [RuleState::NotMet, RuleState::NotMet, RuleState::NotMet, RuleState::Waived]),
        ];
        let rulings = [None, Some(Ruling::Met), Some(Ruling::NotMet), Some(Ruling::Waived)];
        for (outcome, otherwise, expected) in table {
            let rule = rule(outcome, otherwise);
            let found = rulings.map(|ruling| state(&rule, ruling));
            assert_eq!(found, expected, "{outcome:?} {otherwise:?}");
            // What has no effect is not offered.
            let offered = possible(&rule).contains(&Ruling::Met);
            assert_eq!(offered, expected[1] == RuleState::Met && outcome != Met, "{outcome:?} {otherwise:?}");
            let kept_out = expected.map(|state| keeps_out(&rule, state));
            let refuses = otherwise == Refuse;
            assert_eq!(kept_out, expected.map(|state| refuses && state == RuleState::NotMet));
        }
    }

    #[test]
    fn another_version_is_another_basis_only_where_the_values_do_not_say_enough() {
        let open = rule(Outcome::Unknown, Otherwise::Ask);
        assert_eq!(basis(&open, 1), basis(&open, 1));
        assert_ne!(basis(&open, 1), basis(&open, 2));
        let unmet = rule(Outcome::NotMet, Otherwise::Ask);
        assert_eq!(basis(&unmet, 1), basis(&unmet, 2));
        assert_ne!(basis(&unmet, 1), basis(&open, 1));
    }
}
