//! Selections, results and honours: what each is taken from, and that nothing leads in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{Findings, NAME};
use crate::editions::document::{
    AnyRound, Best, DocumentCode, ELIGIBLE, EditionDocument, Part, ResultRule, RuleMoment, Scaling, Selection,
};

/// So many of each are enough for any awards.
const MOST: usize = 100;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    names(document, findings);
    let sources = Sources::of(document);
    for (index, round) in document.rounds.iter().enumerate() {
        if let Some(pool) = pool(round) {
            findings.reference(&format!("/rounds/{index}/pool"), pool, &sources.selections, "selection");
        }
    }
    for (index, selection) in document.selections.iter().enumerate() {
        selected(&format!("/selections/{index}"), selection, document, &sources, findings);
    }
    for (index, rule) in document.results.iter().enumerate() {
        combined(&format!("/results/{index}"), rule, document, &sources, findings);
    }
    honours(document, &sources, findings);
    circles(document, findings);
}

fn pool(round: &AnyRound) -> Option<&str> {
    let pool = match round {
        AnyRound::Judged(round) => &round.plan.pool,
        AnyRound::Planned(round) => &round.pool,
    };
    pool.as_deref()
}

/// What entries can be taken from, by key.
struct Sources<'a> {
    selections: BTreeSet<&'a str>,
    rounds: BTreeSet<&'a str>,
    results: BTreeSet<&'a str>,
}

impl<'a> Sources<'a> {
    fn of(document: &'a EditionDocument) -> Self {
        let selections = document.selections.iter().map(|selection| selection.key.as_str());
        Self {
            selections: selections.chain([ELIGIBLE]).collect(),
            rounds: document.rounds.iter().map(AnyRound::key).collect(),
            results: document.results.iter().map(|rule| rule.key.as_str()).collect(),
        }
    }

    fn all(&self) -> BTreeSet<&'a str> {
        let lists = [&self.selections, &self.rounds, &self.results];
        lists.into_iter().flatten().copied().collect()
    }

    fn chosen(&self) -> BTreeSet<&'a str> {
        self.selections.union(&self.results).copied().collect()
    }
}

/// `from` names rounds, selections and results alike, so that no two may have one name.
fn names(document: &EditionDocument, findings: &mut Findings) {
    let mut seen: BTreeSet<&str> = document.rounds.iter().map(AnyRound::key).chain([ELIGIBLE]).collect();
    let selections = document.selections.iter().map(|selection| selection.key.as_str());
    let results = document.results.iter().map(|rule| rule.key.as_str());
    let lists: [(&str, Vec<&str>); 2] =
        [("selections", selections.collect()), ("results", results.collect())];
    for (list, keys) in lists {
        if keys.len() > MOST {
            findings.length(&format!("/{list}"), keys.len(), MOST, list);
        }
        for (index, key) in keys.into_iter().enumerate() {
            let pointer = format!("/{list}/{index}/key");
            findings.key(&pointer, key);
            if !seen.insert(key) {
                let message =
                    format!("A round, selection or result is already called `{key}`; choose another key.");
                findings.report(pointer, DocumentCode::Duplicate, message);
            }
        }
    }
}

fn selected(
    pointer: &str,
    selection: &Selection,
    document: &EditionDocument,
    sources: &Sources<'_>,
    findings: &mut Findings,
) {
    findings.text(&format!("{pointer}/name"), &selection.name, NAME);
    let what = "round, selection or result";
    findings.reference(&format!("{pointer}/from"), &selection.from, &sources.all(), what);
    if let Some(condition) = &selection.condition {
        findings.condition(&format!("{pointer}/if"), condition, &document.place(RuleMoment::Shortlist));
    }
    each(pointer, &selection.each, document, findings);
    match &selection.best {
        Some(Best::Each(count)) => findings.range(&format!("{pointer}/best"), (*count).into(), 1, 1_000),
        Some(Best::Of(counts)) => {
            let categories = document.categories.iter().map(|category| category.key.as_str()).collect();
            for (category, count) in counts {
                let place = format!("{pointer}/best/{category}");
                findings.reference(&place, category, &categories, "category");
                findings.range(&place, (*count).into(), 1, 1_000);
            }
        }
        None => {}
    }
}

/// Facts that an entry has one value of.
fn each(pointer: &str, facts: &[String], document: &EditionDocument, findings: &mut Findings) {
    let place = document.place(RuleMoment::Submit);
    for (index, fact) in facts.iter().enumerate() {
        let path = if fact == "category" { "entry.category" } else { fact };
        findings.condition(&format!("{pointer}/each/{index}"), &format!("{path} == {path}"), &place);
    }
}

fn combined(
    pointer: &str,
    rule: &ResultRule,
    document: &EditionDocument,
    sources: &Sources<'_>,
    findings: &mut Findings,
) {
    findings.optional_text(&format!("{pointer}/name"), rule.name.as_ref(), NAME);
    findings.reference(&format!("{pointer}/of"), &rule.of, &sources.selections, "selection");
    each(pointer, &rule.each, document, findings);
    findings.length(&format!("{pointer}/parts"), rule.parts.len(), 20, "part");
    for (index, part) in rule.parts.iter().enumerate() {
        let place = format!("{pointer}/parts/{index}");
        findings.reference(&format!("{place}/round"), &part.round, &sources.rounds, "round");
        findings.range(&format!("{place}/weight"), part.weight.into(), 1, 1_000);
        scaling(&place, part, findings);
    }
    for (index, tie) in rule.ties.iter().enumerate() {
        tie_rule(&format!("{pointer}/ties/{index}"), tie, document, sources, findings);
    }
}

fn scaling(pointer: &str, part: &Part, findings: &mut Findings) {
    let wants_unit = matches!(part.scaling, Scaling::FixedScale | Scaling::LogVotes);
    let wants_offset = part.scaling == Scaling::LogVotes;
    for (name, wanted, given) in [("unit", wants_unit, part.unit), ("offset", wants_offset, part.offset)] {
        let place = format!("{pointer}/{name}");
        match given {
            None if wanted => {
                let message = format!("Say the {name} here, as it is announced before the vote.");
                findings.report(place, DocumentCode::Empty, message);
            }
            Some(_) if !wanted => {
                let message = format!("Remove the {name}: this way of scaling has none.");
                findings.report(place, DocumentCode::Contradiction, message);
            }
            Some(points) if points.hundredths() <= 0 => {
                findings.report(place, DocumentCode::Range, "Write a number above 0.");
            }
            _ => {}
        }
    }
}

fn tie_rule(
    pointer: &str,
    tie: &str,
    document: &EditionDocument,
    sources: &Sources<'_>,
    findings: &mut Findings,
) {
    match tie.split_once(':') {
        Some(("part", round)) => findings.reference(pointer, round, &sources.rounds, "round"),
        Some(("criterion", key)) => {
            let criteria = document.judged().flat_map(|round| &round.criteria);
            let known = criteria.map(|criterion| criterion.key.as_str()).collect();
            findings.reference(pointer, key, &known, "criterion");
        }
        _ => {
            let known = BTreeSet::from(["wins", "share", "lot", "part:<round>", "criterion:<key>"]);
            findings.reference(pointer, tie, &known, "way to decide between equal entries");
        }
    }
}

fn honours(document: &EditionDocument, sources: &Sources<'_>, findings: &mut Findings) {
    let honours = &document.honours;
    if honours.len() > MOST {
        findings.length("/honours", honours.len(), MOST, "honours");
    }
    findings.keys(honours.iter().map(|honour| honour.key.as_str()), |index| format!("/honours/{index}/key"));
    for (index, honour) in honours.iter().enumerate() {
        let pointer = format!("/honours/{index}");
        findings.text(&format!("{pointer}/name"), &honour.name, NAME);
        let what = "selection or result";
        findings.reference(&format!("{pointer}/from"), &honour.from, &sources.chosen(), what);
        each(&pointer, &honour.each, document, findings);
        if let Some(places) = honour.places {
            findings.range(&format!("{pointer}/places"), places.into(), 1, 1_000);
        }
        if let Some(condition) = &honour.condition {
            findings.condition(&format!("{pointer}/if"), condition, &document.place(RuleMoment::Award));
        }
    }
}

/// No selection, round or result may need itself.
fn circles(document: &EditionDocument, findings: &mut Findings) {
    let mut needs = BTreeMap::<&str, Vec<&str>>::new();
    for round in &document.rounds {
        needs.entry(round.key()).or_default().extend(pool(round));
    }
    for selection in &document.selections {
        needs.entry(&selection.key).or_default().push(&selection.from);
    }
    for rule in &document.results {
        let parts = rule.parts.iter().map(|part| part.round.as_str());
        needs.entry(&rule.key).or_default().extend(parts.chain([rule.of.as_str()]));
    }
    for (index, selection) in document.selections.iter().enumerate() {
        if reaches(&needs, &selection.key, &selection.from) {
            let message = format!(
                "`{}` needs itself: what it is taken from is made of its own entries. Take it from something \
                 else.",
                selection.key
            );
            findings.report(format!("/selections/{index}/from"), DocumentCode::Contradiction, message);
        }
    }
}

fn reaches(needs: &BTreeMap<&str, Vec<&str>>, wanted: &str, from: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(key) = next.pop() {
        if key == wanted {
            return true;
        }
        if seen.insert(key) {
            next.extend(needs.get(key).into_iter().flatten());
        }
    }
    false
}
