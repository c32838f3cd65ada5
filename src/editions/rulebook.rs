//! The rules of an edition, ready to be asked.

use super::{EditionDocument, Rule, RuleMoment};
use crate::conditions::{Condition, Decisive, Facts, Outcome};

/// The rules of a document with their conditions, read once for each of its versions.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    rules: Vec<(Rule, Option<Condition>)>,
    looks_back: bool,
}

/// What a rule says of some facts.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    pub rule: &'a Rule,
    pub outcome: Outcome,
    /// The values that its condition looked at.
    pub values: Vec<Decisive>,
}

impl Rulebook {
    pub fn of(document: &EditionDocument) -> Self {
        let read = |rule: &Rule| {
            let condition = rule.condition.as_deref();
            // A document was checked when it came in; what does not hold any more is for people.
            let condition = condition.and_then(|text| Condition::read(text, &document.place(rule.at)).ok());
            (rule.clone(), condition)
        };
        let rules: Vec<_> = document.rules.iter().map(read).collect();
        let looks_back = rules.iter().filter_map(|(_, condition)| condition.as_ref()).any(looks_back);
        Self { rules, looks_back }
    }

    /// Whether a rule looks at earlier editions.
    pub fn looks_back(&self) -> bool {
        self.looks_back
    }

    pub fn is_looking_back(&self, rule: &str) -> bool {
        let mut of_rule = self.rules.iter().filter(|(one, _)| one.key == rule);
        of_rule.any(|(_, condition)| condition.as_ref().is_some_and(looks_back))
    }

    /// What the rules of these moments say, in the order of the document. A rule without a
    /// condition is a question to people: unknown.
    pub fn ask<'a>(&'a self, moments: &[RuleMoment], facts: &Facts) -> impl Iterator<Item = Finding<'a>> {
        let asked = self.rules.iter().filter(|(rule, _)| moments.contains(&rule.at));
        asked.map(|(rule, condition)| match condition {
            None => Finding { rule, outcome: Outcome::Unknown, values: Vec::new() },
            Some(condition) => {
                Finding { rule, outcome: condition.of(facts), values: condition.decisive(facts) }
            }
        })
    }
}

fn looks_back(condition: &Condition) -> bool {
    condition.facts().any(|fact| fact.split('.').next() == Some("history"))
}
