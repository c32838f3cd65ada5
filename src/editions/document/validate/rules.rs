//! Rules, and the facts that their conditions name.

use std::collections::BTreeSet;

use super::findings::{Findings, NAME, PARAGRAPHS};
use crate::editions::document::{DocumentCode, EditionDocument, Otherwise, Rule, error::escape};

/// So many rules and groups are enough for any awards.
const MOST: usize = 100;
/// Countries there are, and more.
const LONGEST_GROUP: usize = 300;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    kinds(document, findings);
    groups(document, findings);
    if document.rules.len() > MOST {
        findings.length("/rules", document.rules.len(), MOST, "rules");
    }
    findings.keys(document.rules.iter().map(|rule| rule.key.as_str()), |index| format!("/rules/{index}/key"));
    for (index, rule) in document.rules.iter().enumerate() {
        one(&format!("/rules/{index}"), rule, document, findings);
    }
}

fn one(pointer: &str, rule: &Rule, document: &EditionDocument, findings: &mut Findings) {
    findings.text(&format!("{pointer}/text"), &rule.text, PARAGRAPHS);
    match &rule.condition {
        Some(condition) => {
            findings.condition(&format!("{pointer}/if"), condition, &document.place(rule.at));
        }
        None if rule.otherwise != Otherwise::Ask => findings.report(
            format!("{pointer}/else"),
            DocumentCode::Contradiction,
            "Write `ask` here, or a condition in `if`: without one the program cannot know whether the rule \
             is met.",
        ),
        None => {}
    }
}

fn kinds(document: &EditionDocument, findings: &mut Findings) {
    let kinds = &document.facts.organisation_kinds;
    let place = "/facts/organisation_kinds";
    findings.length(place, kinds.len(), 50, "kind of organisation");
    findings.keys(kinds.iter().map(|kind| kind.key.as_str()), |index| format!("{place}/{index}/key"));
    for (index, kind) in kinds.iter().enumerate() {
        findings.text(&format!("{place}/{index}/label"), &kind.label, NAME);
    }
}

fn groups(document: &EditionDocument, findings: &mut Findings) {
    for (key, members) in &document.facts.groups {
        let pointer = format!("/facts/groups/{}", escape(key));
        findings.key(&pointer, key);
        findings.length(&pointer, members.len(), LONGEST_GROUP, "member");
        let mut seen = BTreeSet::new();
        for (index, member) in members.iter().enumerate() {
            let place = format!("{pointer}/{index}");
            findings.text(&place, member, NAME);
            if !seen.insert(member) {
                findings.duplicate(&place, member);
            }
        }
    }
}
