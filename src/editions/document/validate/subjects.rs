//! What is honoured, and whether what is said of its nominees goes together.

use super::findings::{Findings, NAME};
use crate::editions::document::{CategoryKind, DocumentCode, EditionDocument, NominatedBy, Subject};

/// So many are enough for any awards.
const MOST: usize = 20;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let subjects = &document.subjects;
    if subjects.len() > MOST {
        findings.length("/subjects", subjects.len(), MOST, "subjects");
    }
    findings
        .keys(subjects.iter().map(|subject| subject.key.as_str()), |index| format!("/subjects/{index}/key"));
    for (index, subject) in subjects.iter().enumerate() {
        let pointer = format!("/subjects/{index}");
        findings.optional_line(&format!("{pointer}/name"), subject.name.as_ref(), NAME);
        nominated_by(&pointer, subject, findings);
        acceptance(&pointer, subject, document, findings);
    }
    let keys = subjects.iter().map(|subject| subject.key.as_str()).collect();
    for (index, category) in document.categories.iter().enumerate() {
        let Some(subject) = &category.subject else { continue };
        let pointer = format!("/categories/{index}/subject");
        findings.reference(&pointer, subject, &keys, "subject");
        if category.kind == CategoryKind::Derived {
            let message = "Remove this: nobody enters a derived category, so nobody is nominated for it.";
            findings.report(pointer, DocumentCode::Contradiction, message);
        }
    }
}

fn nominated_by(pointer: &str, subject: &Subject, findings: &mut Findings) {
    let pointer = format!("{pointer}/nominated_by");
    findings.length(&pointer, subject.nominated_by.len(), 2, "of `self` and `other`");
    if let [first, second] = subject.nominated_by.as_slice()
        && first == second
    {
        findings.report(format!("{pointer}/1"), DocumentCode::Duplicate, "This is listed twice; remove one.");
    }
}

fn acceptance(pointer: &str, subject: &Subject, document: &EditionDocument, findings: &mut Findings) {
    let mut wrong = |member: &str, code, message: &str| {
        findings.report(format!("{pointer}/{member}"), code, message);
    };
    let by_other = subject.allows(NominatedBy::Other);
    if subject.notice && !by_other {
        let message = "Remove this, or add `other` to `nominated_by`: who nominates oneself knows of it.";
        wrong("notice", DocumentCode::Contradiction, message);
    }
    if !subject.asks_nominee() {
        if subject.accept_by.is_some() {
            let message = "Remove this date, or let `acceptance` be `nominee`: nobody has to accept.";
            wrong("accept_by", DocumentCode::Contradiction, message);
        }
        return;
    }
    if !subject.is.is_people() {
        let message = "Only a person or a team can accept: write `none` here, or `person` or `team` in `is`.";
        wrong("acceptance", DocumentCode::Contradiction, message);
    }
    if !by_other {
        let message =
            "Write `none` here, or add `other` to `nominated_by`: who nominates oneself has accepted.";
        wrong("acceptance", DocumentCode::Contradiction, message);
    }
    if by_other && !subject.notice {
        let message = "Write true here: who gets no e-mail cannot accept.";
        wrong("notice", DocumentCode::Contradiction, message);
    }
    match (&subject.accept_by, document.call()) {
        (None, _) => {
            wrong("accept_by", DocumentCode::Empty, "Say until when a nominee may accept.");
        }
        (Some(by), Some(call)) if by.instant() <= call.from().instant() => {
            let message = "Nobody can be nominated before the call opens; write a later time.";
            wrong("accept_by", DocumentCode::Order, message);
        }
        (Some(_), _) => {}
    }
}

/// What can be so but is probably not meant.
pub(super) fn doubts(document: &EditionDocument, findings: &mut Findings) {
    for (index, subject) in document.subjects.iter().enumerate() {
        let pointer = format!("/subjects/{index}");
        if !document.categories.iter().any(|category| category.subject.as_ref() == Some(&subject.key)) {
            findings.doubt(pointer.as_str(), "No category names this subject, so it changes nothing.");
        }
        if subject.allows(NominatedBy::Other) && !subject.notice {
            let message = "Nominees get no e-mail, so they do not know from you that their names and addresses are kept.";
            findings.doubt(format!("{pointer}/notice"), message);
        }
        let late = |key: &str| {
            let (by, window) = (subject.accept_by.as_ref()?, document.window(key)?);
            Some((by.instant(), window.to().instant()))
        };
        if late("entries").is_some_and(|(by, closes)| by < closes) {
            let message = "The call is still open then: who is nominated later can no longer accept.";
            findings.doubt(format!("{pointer}/accept_by"), message);
        } else if late("check").is_some_and(|(by, closes)| by > closes) {
            let message = "Entries have been checked by then, without the answer of the nominee.";
            findings.doubt(format!("{pointer}/accept_by"), message);
        }
    }
}
