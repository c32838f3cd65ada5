//! What a document of the right shape can still get wrong; every fault is
//! found in one pass.

mod categories;
mod findings;
mod form;
mod programme;
mod rounds;
mod windows;

use super::{DocumentCode, DocumentError, EditionDocument, FORMAT};
use findings::Findings;

/// All faults of a document, in the order of its parts.
pub(super) fn errors(document: &EditionDocument) -> Vec<DocumentError> {
    let mut findings = Findings::default();
    if document.format != FORMAT {
        findings.report(
            "/format",
            DocumentCode::Format,
            format!(
                "This version reads `{FORMAT}`; write that, or use the version that wrote this document."
            ),
        );
        return findings.done();
    }
    programme::check(document, &mut findings);
    windows::check(document, &mut findings);
    categories::check(document, &mut findings);
    form::check(document, &mut findings);
    rounds::check(document, &mut findings);
    findings.done()
}
