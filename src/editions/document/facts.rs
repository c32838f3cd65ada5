//! Which facts a condition may name, by where it stands.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AnswerKind, AnyRound, Ballot, CategoryKind, Choice, EditionDocument, Field, RuleMoment, StatedRound,
    Subject, SubjectKind,
};
use crate::{
    conditions::{Kind, Place},
    editions::past::MOST_PAST,
};

/// More entries of one organisation than any edition lets in.
const MOST_ENTRIES: u32 = 300;
/// Countries there are, and more.
const LONGEST_GROUP: u32 = 300;
/// More lists, honours, flags and people than any entry comes with.
const MOST_LISTS: u32 = 100;

/// What conditions can name beside what is known of every entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedFacts {
    /// The kinds of organisation an entrant chooses from.
    pub organisation_kinds: Vec<Choice>,
    /// Lists by name, such as the countries of the European Union.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, Vec<String>>,
}

impl EditionDocument {
    /// What is known when a rule of this moment is looked at.
    #[must_use]
    pub fn place(&self, at: RuleMoment) -> Place {
        let entries = Kind::list(Kind::record([("category", self.category_keys())]), MOST_ENTRIES);
        let past = [
            ("year", Kind::Whole),
            ("category", Kind::word()),
            ("title", Kind::word()),
            ("honour", Kind::word()),
        ];
        let history = Kind::list(Kind::record(past), MOST_PAST);
        let answers = (at != RuleMoment::Start).then(|| ("answer", answer_facts(self.form.fields())));
        let nominee = if at == RuleMoment::Start { Vec::new() } else { self.nominee_facts() };
        let of_moment = match at {
            RuleMoment::Start | RuleMoment::Submit | RuleMoment::Check => Vec::new(),
            RuleMoment::Assign => vec![("judge", judge_facts()), ("round", self.round_facts())],
            RuleMoment::Shortlist => self.chosen_facts(),
            RuleMoment::Award => self.award_facts(),
        };
        let of_entrant = [("entries", entries), ("history", history)];
        let of_entry = self.known_facts().into_iter().chain(of_entrant).chain(answers).chain(nominee);
        Place::new(of_entry.chain(of_moment))
    }

    /// What is known of an entry when it is selected.
    fn chosen_facts(&self) -> Vec<(&'static str, Kind)> {
        let flags = self.judged().flat_map(|round| &round.plan.flags).map(|flag| flag.key.as_str());
        let lists = self.selections.iter().map(|selection| selection.key.as_str());
        vec![
            ("round", self.round_facts()),
            ("flags", Kind::list(Kind::one_of(flags), MOST_LISTS)),
            ("selected", Kind::list(Kind::one_of(lists), MOST_LISTS)),
        ]
    }

    /// What is known of an entry when an honour is awarded.
    fn award_facts(&self) -> Vec<(&'static str, Kind)> {
        let result = Kind::record([("points", Kind::Number), ("rank", Kind::Whole)]);
        let results = Kind::record(self.results.iter().map(|rule| (rule.key.as_str(), result.clone())));
        let honours = self.honours.iter().map(|honour| honour.key.as_str());
        let won = Kind::record([("key", Kind::one_of(honours)), ("category", self.category_keys())]);
        let attendee = Kind::record([("name", Kind::word())]);
        let mut facts = self.chosen_facts();
        facts.extend([
            ("result", results),
            ("honours", Kind::list(won, MOST_LISTS)),
            ("attendees", Kind::list(attendee, MOST_LISTS)),
        ]);
        facts
    }

    /// What each round gives an entry.
    fn round_facts(&self) -> Kind {
        Kind::record(self.rounds.iter().map(|round| {
            let level = match round {
                AnyRound::Planned(StatedRound { ballot: Ballot::Level { levels }, .. }) => {
                    Kind::one_of(levels.iter().map(|level| level.key.as_str()))
                }
                _ => Kind::word(),
            };
            let figures = [
                ("sheets", Kind::Whole),
                ("percent", Kind::Number),
                ("points", Kind::Number),
                ("rank", Kind::Whole),
                ("spread", Kind::Number),
                ("yes", Kind::Whole),
                ("no", Kind::Whole),
                ("level", level),
            ];
            (round.key().to_owned(), Kind::record(figures))
        }))
    }

    /// What is known where a question is asked or not: nothing that changes while one answers but
    /// the answers before it.
    #[must_use]
    pub fn place_after<'a>(&'a self, before: impl Iterator<Item = &'a Field>) -> Place {
        Place::new(self.known_facts().into_iter().chain([("answer", answer_facts(before))]))
    }

    fn known_facts(&self) -> [(&'static str, Kind); 4] {
        [
            ("organisation", self.organisation_facts()),
            ("entry", Kind::record([("category", self.category_keys()), ("subject", subject_kinds())])),
            ("edition", Kind::record([("year", Kind::Whole), ("opens", Kind::Date), ("closes", Kind::Date)])),
            ("groups", self.group_facts()),
        ]
    }

    fn organisation_facts(&self) -> Kind {
        let kinds = self.facts.organisation_kinds.iter().map(|kind| kind.key.as_str());
        Kind::record([
            ("id", Kind::word()),
            ("name", Kind::word()),
            ("kind", Kind::one_of(kinds)),
            ("country", Kind::word()),
        ])
    }

    /// Of whom is nominated, and by whom: where entrants say it.
    fn nominee_facts(&self) -> Vec<(&'static str, Kind)> {
        if !self.subjects.iter().any(Subject::is_named) {
            return Vec::new();
        }
        let person = || [("name", Kind::word()), ("email", Kind::word())];
        let nominee = person().into_iter().chain([("accepted", Kind::Flag)]);
        let nominator = person().into_iter().chain([("is_nominee", Kind::Flag)]);
        vec![("nominee", Kind::record(nominee)), ("nominator", Kind::record(nominator))]
    }

    fn category_keys(&self) -> Kind {
        let open = self.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        Kind::one_of(open.map(|category| category.key.as_str()))
    }

    fn group_facts(&self) -> Kind {
        Kind::record(
            self.facts.groups.keys().map(|key| (key.as_str(), Kind::list(Kind::word(), LONGEST_GROUP))),
        )
    }
}

fn judge_facts() -> Kind {
    let words = || Kind::list(Kind::word(), MOST_LISTS);
    Kind::record([
        ("country", Kind::word()),
        ("countries", words()),
        ("organisations", words()),
        ("tags", words()),
    ])
}

fn subject_kinds() -> Kind {
    Kind::one_of(SubjectKind::ALL.into_iter().map(SubjectKind::word))
}

fn answer_facts<'a>(fields: impl Iterator<Item = &'a Field>) -> Kind {
    Kind::record(fields.map(|field| (field.key.as_str(), of_answer(&field.answer))))
}

/// The kind of an answer in conditions.
fn of_answer(answer: &AnswerKind) -> Kind {
    let keys = |options: &[Choice]| Kind::one_of(options.iter().map(|option| option.key.as_str()));
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    match answer {
        AnswerKind::Text { .. }
        | AnswerKind::LongText { .. }
        | AnswerKind::Email {}
        | AnswerKind::Phone {}
        | AnswerKind::Url {}
        | AnswerKind::Country {} => Kind::word(),
        AnswerKind::UrlList { max_items } | AnswerKind::TextList { max_items, .. } => {
            Kind::list(Kind::word(), *max_items)
        }
        AnswerKind::Choice { options } => keys(options),
        AnswerKind::MultiChoice { options, max_items } => {
            Kind::list(keys(options), max_items.unwrap_or_else(|| count(options.len())))
        }
        // A month is its first day.
        AnswerKind::Month { .. } | AnswerKind::Date { .. } => Kind::Date,
        AnswerKind::Number { decimals: 0, .. } => Kind::Whole,
        AnswerKind::Number { .. } => Kind::Number,
        AnswerKind::Boolean {} | AnswerKind::Consent { .. } => Kind::Flag,
        AnswerKind::Images(_) | AnswerKind::Files(_) => Kind::record([("count", Kind::Whole)]),
    }
}
