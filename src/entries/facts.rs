//! What conditions of an edition are asked about: an organisation and its entry.

use entity::{entry, organisation};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    fields::{Answer, formats},
    filled::Filled,
    nominated::Nominated,
    rules,
};
use crate::{
    conditions::{Decisive, Fact, Facts, Outcome},
    editions::{AnswerKind, Edition, Field, Finding, Known, Organisation, Otherwise, Past, RuleMoment},
};

/// Who enters what.
#[derive(Clone, Copy)]
pub struct Entering<'a> {
    pub edition: &'a Edition,
    pub organisation: &'a organisation::Model,
    /// What kind of organisation it is, by the kinds of the edition.
    pub kind: &'a str,
    pub category: &'a str,
}

/// What more is known of an entry when the rules are asked.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The categories of the organisation's other entries that count.
    pub others: &'a [&'a str],
    /// What the organisation entered and won before, where a rule looks at it.
    pub history: Option<&'a [Past]>,
    /// What was answered, once it counts.
    pub filled: Option<&'a Filled<'a>>,
    /// Who is nominated, where entrants say it.
    pub nominated: Option<&'a Nominated>,
}

/// What a rule says of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleOutcome {
    pub key: String,
    pub text: String,
    /// When it is looked at.
    pub at: RuleMoment,
    /// What happens when it is not met.
    #[serde(rename = "else")]
    pub otherwise: Otherwise,
    pub outcome: Outcome,
    /// The facts that its condition names.
    pub values: Vec<Decisive>,
}

impl RuleOutcome {
    /// What is unknown refuses nothing: it waits for the check.
    pub fn refuses(&self) -> bool {
        self.outcome == Outcome::NotMet && self.otherwise == Otherwise::Refuse
    }
}

impl From<Finding<'_>> for RuleOutcome {
    fn from(Finding { rule, outcome, values }: Finding<'_>) -> Self {
        let (key, text) = (rule.key.clone(), rule.text.clone());
        Self { key, text, at: rule.at, otherwise: rule.otherwise, outcome, values }
    }
}

impl<'a> Entering<'a> {
    /// Who enters an entry.
    pub fn of(edition: &'a Edition, organisation: &'a organisation::Model, entry: &'a entry::Model) -> Self {
        Self { edition, organisation, kind: rules::kind(entry, organisation), category: &entry.category_key }
    }

    /// What the rules of these moments say of it.
    pub fn outcomes(&self, moments: &[RuleMoment], beside: Beside<'_>) -> Vec<RuleOutcome> {
        let facts = self.known(beside);
        let facts = match beside.filled {
            Some(filled) => facts.with("answer", filled.facts()),
            None => facts,
        };
        let facts = match beside.nominated {
            Some(nominated) => nominated.known(facts),
            None => facts,
        };
        self.edition.rulebook.ask(moments, &facts).map(RuleOutcome::from).collect()
    }

    /// The questions that it is not asked, when it is answered so.
    pub fn not_asked(&self, answer: impl Fn(&Field) -> Option<Fact>) -> Vec<String> {
        let Edition { questions, document, .. } = self.edition;
        if questions.are_fixed() {
            return Vec::new();
        }
        questions.not_asked(&document.form, &self.known(Beside::default()), answer)
    }

    fn known(&self, beside: Beside<'_>) -> Facts {
        let Beside { others, history, .. } = beside;
        let row = self.organisation;
        let organisation = Organisation {
            id: row.public_id.as_str(),
            name: &row.name,
            kind: self.kind,
            country: &row.country,
        };
        let document = &self.edition.document;
        Known { document, organisation, category: self.category, others, history }.facts()
    }
}

/// What an answer is to conditions.
pub fn of_answer(kind: &AnswerKind, answer: &Answer) -> Option<Fact> {
    match (kind, answer) {
        (_, Answer::Text(text)) if text.is_empty() => None,
        (AnswerKind::Month { .. }, Answer::Text(text)) => {
            formats::month(text).map(|_| Fact::word(format!("{text}-01")))
        }
        (AnswerKind::Date { .. }, Answer::Text(text)) => {
            formats::day(text).map(|day| Fact::word(day.to_string()))
        }
        (AnswerKind::Number { decimals, .. }, Answer::Text(text)) => {
            // One with more decimals than are asked for is a fault, and no fact yet.
            let number = formats::number(text).filter(|number| number.decimals <= *decimals)?;
            if *decimals == 0 {
                Some(Fact::Whole(number.whole()))
            } else {
                text.parse().ok().map(Fact::Number)
            }
        }
        (_, Answer::Text(text)) => Some(Fact::word(text)),
        (_, Answer::List(items)) => Some(Fact::List(items.iter().map(Fact::word).collect())),
        (_, Answer::Flag(is_so)) => Some(Fact::Flag(*is_so)),
        (_, Answer::Nothing) => None,
    }
}
