//! What a change of subjects does to entries that are in.

use super::consequences::{Found, WorkSoFar, of};
use crate::editions::{EditionDocument, Subject};

/// Whether what nominees are asked in some category is not what it was.
pub fn asks_otherwise(old: &EditionDocument, new: &EditionDocument) -> bool {
    new.categories.iter().any(|category| {
        let of = |document: &EditionDocument| {
            let subject = document.subject_of(&category.key);
            subject.map_or((false, false), |subject| (subject.is_named(), subject.asks_nominee()))
        };
        of(old) != of(new)
    })
}

pub(super) fn changed(old: &EditionDocument, new: &EditionDocument, work: &WorkSoFar, found: &mut Found) {
    for category in &new.categories {
        let in_it = work.submitted.iter().filter(|entry| entry.category == category.key).count();
        let count = u64::try_from(in_it).unwrap_or(u64::MAX);
        let entries = of(count, "submitted entry", "submitted entries");
        let name = &category.name;
        let was = old.subject_of(&category.key);
        let is = new.subject_of(&category.key);
        let asks = |subject: Option<&Subject>, what: fn(&Subject) -> bool| subject.is_some_and(what);
        if asks(is, Subject::is_named) && !asks(was, Subject::is_named) {
            let text = format!("{entries} in “{name}” may not say who is nominated.");
            found.some("nominee_unsaid", count, text);
        }
        if asks(is, Subject::asks_nominee) && !asks(was, Subject::asks_nominee) {
            let text =
                format!("{entries} in “{name}” may need the acceptance of a nominee who got no e-mail.");
            found.some("acceptance_asked", count, text);
        } else if !asks(is, Subject::asks_nominee) && asks(was, Subject::asks_nominee) {
            let text = format!("{entries} in “{name}” no longer need the acceptance of the nominee.");
            found.some("acceptance_dropped", count, text);
        }
    }
}
