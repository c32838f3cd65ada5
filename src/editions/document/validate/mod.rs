//! What a document of the right shape can still get wrong; every fault is
//! found in one pass.

mod asked;
mod brand;
mod categories;
mod doubts;
mod findings;
mod form;
mod programme;
mod rounds;
mod rules;
mod selections;
mod subjects;
mod windows;

use super::{DocumentError, EditionDocument, FORMAT, Place};
use findings::Findings;

/// All faults of a document, in the order of its parts.
pub(super) fn errors(document: &EditionDocument) -> Vec<DocumentError> {
    let mut findings = Findings::default();
    if document.format != FORMAT {
        return vec![DocumentError::format(&document.format)];
    }
    programme::check(document, &mut findings);
    windows::check(document, &mut findings);
    categories::check(document, &mut findings);
    subjects::check(document, &mut findings);
    rules::check(document, &mut findings);
    form::check(document, &mut findings);
    asked::check(document, &mut findings);
    rounds::check(document, &mut findings);
    selections::check(document, &mut findings);
    findings.done()
}

/// Possible mistakes.
pub(super) fn doubts(document: &EditionDocument) -> Vec<DocumentError> {
    let mut findings = Findings::default();
    doubts::check(document, &mut findings);
    placed(document, findings.done())
}

/// The faults, each with its place in words.
pub(super) fn placed(document: &EditionDocument, mut faults: Vec<DocumentError>) -> Vec<DocumentError> {
    let value = serde_json::to_value(document).unwrap_or_default();
    for fault in &mut faults {
        fault.place = Place::of(&value, &fault.pointer).words;
    }
    faults
}
