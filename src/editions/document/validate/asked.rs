//! When questions are asked.

use super::findings::Findings;
use crate::editions::document::{DocumentCode, EditionDocument, Field};

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let mut before: Vec<&Field> = Vec::new();
    for (index, section) in document.form.sections.iter().enumerate() {
        let pointer = format!("/form/sections/{index}");
        one(document, &format!("{pointer}/if"), section.condition.as_ref(), &before, findings);
        for (index, field) in section.fields.iter().enumerate() {
            let place = format!("{pointer}/fields/{index}/if");
            one(document, &place, field.condition.as_ref(), &before, findings);
            before.push(field);
        }
    }
    always_named(document, findings);
}

/// The facts of its place are what is known before the entry is filled in, and the answers to the
/// questions before it.
fn one(
    document: &EditionDocument,
    pointer: &str,
    condition: Option<&String>,
    before: &[&Field],
    findings: &mut Findings,
) {
    if let Some(condition) = condition {
        findings.condition(pointer, condition, &document.place_after(before.iter().copied()));
    }
}

/// People tell entries apart by their names, so every entry is asked for one.
fn always_named(document: &EditionDocument, findings: &mut Findings) {
    let Some(title) = document.form.title_field() else { return };
    for (index, section) in document.form.sections.iter().enumerate() {
        let place = section.fields.iter().position(|field| field.key == title.key);
        if place.is_some_and(|_| section.condition.is_some()) {
            let message = format!("“{}” names the entry, so this section is asked of everyone.", title.label);
            findings.report(format!("/form/sections/{index}/if"), DocumentCode::Contradiction, message);
        }
        if let (Some(field), Some(_)) = (place, &title.condition) {
            let message = format!("“{}” names the entry, so it is asked of everyone.", title.label);
            let pointer = format!("/form/sections/{index}/fields/{field}/if");
            findings.report(pointer, DocumentCode::Contradiction, message);
        }
    }
}
