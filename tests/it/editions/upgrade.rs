//! Documents of earlier formats: kept as they were written, and read with the same meaning.

use std::collections::BTreeSet;

use palmares::conditions::Outcome;
use palmares::editions::{
    CategoryKind, EditionDocument, Known, Organisation, Otherwise, RuleMoment, Rulebook,
};
use serde_json::{Value, json};

/// ESSA 2023 as the program wrote it before rules were conditions.
const FIRST: &str = include_str!("kept/format-1.json");

/// The document with a category for some kinds alone, which the sample has none of.
fn first() -> Value {
    let mut document: Value = serde_json::from_str(FIRST).expect("JSON");
    document["categories"][1]["organisation_kinds"] = json!(["city", "third_sector"]);
    document
}

/// Whether the rules of a document refuse nothing.
fn lets_in(document: &EditionDocument, kind: &str, category: &str, others: &[&str]) -> bool {
    let organisation = Organisation { id: "o", name: "Osijek", kind, country: "HR" };
    let facts = Known { document, organisation, category, others, history: None }.facts();
    let rules = Rulebook::of(document);
    let moments = [RuleMoment::Start, RuleMoment::Submit];
    let refuses = |outcome, otherwise| outcome == Outcome::NotMet && otherwise == Otherwise::Refuse;
    !rules.ask(&moments, &facts).any(|finding| refuses(finding.outcome, finding.rule.otherwise))
}

/// What format 1 said, by its own members.
fn let_in(old: &Value, kind: &str, category: &str, others: &[&str]) -> bool {
    let limit = |name: &str| {
        old["limits"][name].as_u64().map_or(usize::MAX, |limit| limit.try_into().expect("small"))
    };
    let categories = old["categories"].as_array().expect("categories");
    let category_of = categories.iter().find(|one| one["key"] == category).expect("the category");
    let kinds = category_of["organisation_kinds"].as_array().map_or(&[][..], Vec::as_slice);
    (kinds.is_empty() || kinds.contains(&json!(kind)))
        && others.len() < limit("entries_per_organisation")
        && others.iter().filter(|other| **other == category).count()
            < limit("entries_per_organisation_and_category")
}

#[test]
fn a_document_of_format_1_lets_in_whom_it_let_in() {
    let old = first();
    let new = EditionDocument::from_value(&old).expect("it can be read");
    assert_eq!(new.format, "palmares-edition/2");
    let open = new.categories.iter().filter(|category| category.kind == CategoryKind::Open);
    let open: Vec<&str> = open.map(|category| category.key.as_str()).collect();
    let mut seen = BTreeSet::new();
    for kind in new.facts.organisation_kinds.iter().map(|kind| kind.key.as_str()) {
        for category in &open {
            for others in [&[][..], &[open[0]], &[open[1]], &[open[0], open[1]], &[open[2], open[2], open[3]]]
            {
                let was = let_in(&old, kind, category, others);
                assert_eq!(
                    lets_in(&new, kind, category, others),
                    was,
                    "{kind} in {category} beside {others:?}"
                );
                seen.insert(was);
            }
        }
    }
    assert_eq!(seen.len(), 2, "some are let in, and some are not");
}

#[test]
fn what_people_checked_in_format_1_is_still_asked_of_them() {
    let old = first();
    let new = EditionDocument::from_value(&old).expect("it can be read");
    for rule in old["eligibility"]["rules"].as_array().expect("rules") {
        let kept = new.rules.iter().find(|kept| rule["text"] == kept.text.as_str()).expect("the rule");
        assert_eq!((kept.otherwise, kept.condition.as_deref()), (Otherwise::Ask, None));
    }
    assert_eq!(old["eligibility"]["summary"], new.eligibility.as_str());
}

#[test]
fn a_document_that_was_upgraded_stays_as_it_is() {
    let new = EditionDocument::from_value(&first()).expect("it can be read");
    let text = new.to_json().expect("JSON");
    assert_eq!(EditionDocument::parse(&text).expect("it can be read"), new);
}
