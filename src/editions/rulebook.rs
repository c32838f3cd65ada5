//! The rules of an edition, ready to be asked.

use super::{EditionDocument, Rule, RuleMoment};
use crate::conditions::{Condition, Decisive, Facts, Outcome};

/// The rules of a document with their conditions, read once for each of its versions.
#[derive(Clone, Debug, Default)]
pub struct Rulebook(Vec<(Rule, Option<Condition>)>);

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
        Self(document.rules.iter().map(read).collect())
    }

    /// Whether a rule looks at earlier editions.
    pub fn looks_back(&self) -> bool {
        let conditions = self.0.iter().filter_map(|(_, condition)| condition.as_ref());
        conditions.into_iter().any(|condition| condition.source().contains("history"))
    }

    /// What the rules of these moments say, in the order of the document. A rule without a
    /// condition is a question to people: unknown.
    pub fn ask<'a>(&'a self, moments: &[RuleMoment], facts: &Facts) -> impl Iterator<Item = Finding<'a>> {
        let asked = self.0.iter().filter(|(rule, _)| moments.contains(&rule.at));
        asked.map(|(rule, condition)| match condition {
            None => Finding { rule, outcome: Outcome::Unknown, values: Vec::new() },
            Some(condition) => {
                Finding { rule, outcome: condition.of(facts), values: condition.decisive(facts) }
            }
        })
    }
}
