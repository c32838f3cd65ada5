//! Windows and milestones.

use super::findings::{Findings, NAME};
use crate::editions::document::{DocumentCode, EditionDocument, Window, error::escape};

/// The windows no edition can do without.
const NEEDED: [&str; 2] = ["entries", "check"];

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    for needed in NEEDED {
        if document.window(needed).is_none() {
            findings.report("/windows", DocumentCode::Reference, format!("Add the window `{needed}`."));
        }
    }
    for (key, window) in &document.windows {
        let pointer = format!("/windows/{}", escape(key));
        findings.key(&pointer, key);
        if window.from().instant() >= window.to().instant() {
            findings.report(
                format!("{pointer}/to"),
                DocumentCode::Order,
                "The window closes before it opens; write a later time.",
            );
        }
    }
    if let (Some(entries), Some(checks)) = (document.call(), document.window("check")) {
        follow(entries, checks, findings);
    }
    milestones(document, findings);
}

/// Entries that come in after the check has ended would never be checked.
fn follow(entries: &Window, checks: &Window, findings: &mut Findings) {
    if checks.from().instant() < entries.from().instant() {
        findings.report(
            "/windows/check/from",
            DocumentCode::Order,
            "The check opens before there can be entries; write a later time.",
        );
    }
    if checks.to().instant() < entries.to().instant() {
        findings.report(
            "/windows/check/to",
            DocumentCode::Order,
            "The check closes while entries still come in; write a later time.",
        );
    }
}

fn milestones(document: &EditionDocument, findings: &mut Findings) {
    let milestones = &document.milestones;
    findings.keys(milestones.iter().map(|milestone| milestone.key.as_str()), |index| {
        format!("/milestones/{index}/key")
    });
    for (index, milestone) in milestones.iter().enumerate() {
        findings.text(&format!("/milestones/{index}/label"), &milestone.label, NAME);
    }
}
