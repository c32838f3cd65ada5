//! Which submitted entries a changed rule would have kept out.

use std::collections::HashMap;

use entity::{PublicId, ids::OrganisationId};
use sea_orm::FromQueryResult;

use super::consequences::{Found, WorkSoFar, of};
use crate::{
    conditions::{Facts, Outcome},
    editions::{EditionDocument, Known, Organisation, Otherwise, Rule, RuleMoment, Rulebook},
};

/// A submitted entry with what is known of it without its answers.
#[derive(Debug, FromQueryResult)]
pub struct Entered {
    pub organisation: OrganisationId,
    pub public_id: PublicId,
    pub name: String,
    /// In the edition; empty where it is the organisation's own.
    pub kind: String,
    pub own_kind: String,
    pub country: String,
    pub category: String,
}

pub(super) fn unmet(old: &EditionDocument, new: &EditionDocument, work: &WorkSoFar, found: &mut Found) {
    let changed = changed(old, new);
    if changed.is_empty() {
        return;
    }
    let (before, after) = (Rulebook::of(old), Rulebook::of(new));
    let mut kept_out = HashMap::<&str, u64>::new();
    for (then, now) in facts(old, work).into_iter().zip(facts(new, work)) {
        let was: Vec<&str> = unmet_of(&before, &then).collect();
        for key in unmet_of(&after, &now).filter(|key| !was.contains(key)) {
            let count = kept_out.entry(key).or_default();
            *count = count.saturating_add(1);
        }
    }
    for rule in changed {
        if after.is_looking_back(&rule.key) {
            let text = format!("The rule “{}” looks at earlier editions. Here it is not counted.", rule.text);
            found.add("rule_not_counted", 0, text);
            continue;
        }
        let count = kept_out.get(rule.key.as_str()).copied().unwrap_or_default();
        let entries = of(count, "submitted entry does", "submitted entries do");
        found.some(
            "rule_unmet",
            count,
            format!("{entries} not meet the rule “{}”; nothing is withdrawn.", rule.text),
        );
    }
}

pub fn changed<'a>(old: &EditionDocument, new: &'a EditionDocument) -> Vec<&'a Rule> {
    new.rules.iter().filter(|rule| refuses_otherwise(old, rule)).collect()
}

fn refuses_otherwise(old: &EditionDocument, rule: &Rule) -> bool {
    let before = old.rules.iter().find(|before| before.key == rule.key);
    let same = |before: &Rule| {
        before.condition == rule.condition && before.otherwise == rule.otherwise && before.at == rule.at
    };
    rule.condition.is_some() && rule.otherwise == Otherwise::Refuse && !before.is_some_and(same)
}

fn unmet_of<'a>(rules: &'a Rulebook, facts: &Facts) -> impl Iterator<Item = &'a str> {
    let findings = rules.ask(&[RuleMoment::Start, RuleMoment::Submit], facts);
    let unmet = findings.filter(|finding| finding.outcome == Outcome::NotMet);
    unmet.map(|finding| finding.rule.key.as_str())
}

/// What is known of each entry by a document, in the order of the entries.
fn facts(document: &EditionDocument, work: &WorkSoFar) -> Vec<Facts> {
    let mut of_each = HashMap::<OrganisationId, Vec<(usize, &str)>>::new();
    for (place, entry) in work.submitted.iter().enumerate() {
        of_each.entry(entry.organisation).or_default().push((place, &entry.category));
    }
    let known = |(place, entry): (usize, &Entered)| {
        let beside = of_each.get(&entry.organisation).into_iter().flatten();
        let others: Vec<&str> =
            beside.filter(|(other, _)| *other != place).map(|(_, category)| *category).collect();
        let Entered { name, country, category, .. } = entry;
        let kind = if entry.kind.is_empty() { &entry.own_kind } else { &entry.kind };
        let organisation = Organisation { id: entry.public_id.as_str(), name, kind, country };
        Known { document, organisation, category, others: &others, history: None }.facts()
    };
    work.submitted.iter().enumerate().map(known).collect()
}
