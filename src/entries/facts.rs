//! What conditions of an edition are asked about: an organisation and its entry.

use entity::organisation;
use serde::Serialize;
use utoipa::ToSchema;

use super::{fields::Answer, rules::Filled};
use crate::{
    conditions::{Decisive, Fact, Facts, Outcome},
    editions::{AnswerKind, Edition, EditionDocument, Finding, Known, Organisation, Otherwise, RuleMoment},
};

/// Who enters what.
pub struct Entering<'a> {
    pub edition: &'a Edition,
    pub organisation: &'a organisation::Model,
    /// What kind of organisation it is, by the kinds of the edition.
    pub kind: &'a str,
    pub category: &'a str,
    /// The categories of its other entries that count.
    pub others: &'a [&'a str],
    /// What was answered, once it counts.
    pub filled: Option<&'a Filled>,
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

impl Entering<'_> {
    /// What the rules of these moments say of it.
    pub fn outcomes(&self, moments: &[RuleMoment]) -> Vec<RuleOutcome> {
        self.edition.rulebook.ask(moments, &self.facts()).map(RuleOutcome::from).collect()
    }

    fn facts(&self) -> Facts {
        let row = self.organisation;
        let organisation = Organisation {
            id: row.public_id.as_str(),
            name: &row.name,
            kind: self.kind,
            country: &row.country,
        };
        let document = &self.edition.document;
        let facts = Known { document, organisation, category: self.category, others: self.others }.facts();
        match self.filled {
            Some(filled) => facts.with("answer", answer_facts(document, filled)),
            None => facts,
        }
    }
}

fn answer_facts(document: &EditionDocument, filled: &Filled) -> Fact {
    let answered = document.form.fields().filter_map(|field| {
        let fact = match &field.answer {
            AnswerKind::Images(_) | AnswerKind::Files(_) => {
                Fact::record([("count", Fact::Whole(filled.files_of(&field.key).into()))])
            }
            kind => of_answer(kind, filled.answer(&field.key))?,
        };
        Some((field.key.clone(), fact))
    });
    Fact::record(answered)
}

fn of_answer(kind: &AnswerKind, answer: &Answer) -> Option<Fact> {
    match (kind, answer) {
        (AnswerKind::Month { .. }, Answer::Text(month)) => Some(Fact::word(format!("{month}-01"))),
        (_, Answer::Text(text)) => Some(Fact::word(text)),
        (_, Answer::List(items)) => Some(Fact::List(items.iter().map(Fact::word).collect())),
        (_, Answer::Flag(is_so)) => Some(Fact::Flag(*is_so)),
        (_, Answer::Nothing) => None,
    }
}
