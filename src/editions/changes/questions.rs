//! What a change of the form does to answers.

use entity::entry::EntryState;

use super::consequences::{Found, WorkSoFar, of};
use crate::editions::{AnswerKind, EditionDocument, Field, Form, Section};

pub(super) fn changed(old: &EditionDocument, new: &EditionDocument, work: &WorkSoFar, found: &mut Found) {
    let answers = |field: &Field| work.answers.get(&field.key).copied().unwrap_or_default();
    for field in old.form.fields() {
        let count = answers(field);
        match new.form.field(&field.key) {
            Some(now) => {
                question_changed(field, now, count, found);
                asked_of_others(old, new, now, count, found);
            }
            None => {
                let (label, said) = (&field.label, of(count, "answer", "answers"));
                let text = format!(
                    "The question “{label}” and {said} to it are removed; submitted entries keep theirs."
                );
                found.add("question_dropped", count, text);
            }
        }
    }
    needed(old, new, work, found);
    for key in old.form.reworded_consents(&new.form) {
        if let Some(field) = new.form.field(key) {
            let count = work.agreed.get(key).copied().unwrap_or_default();
            let asked = of(count, "entry is", "entries are");
            found.some("consent_again", count, format!("{asked} asked again to agree to “{}”.", field.label));
        }
    }
}

fn question_changed(before: &Field, now: &Field, count: u64, found: &mut Found) {
    let (label, said) = (&before.label, of(count, "answer", "answers"));
    if now.answer != before.answer && !matches!(now.answer, AnswerKind::Consent { .. }) {
        let text = format!("{said} to “{label}” were given under other limits and may no longer fit.");
        found.some("answers_recheck", count, text);
    }
    if now.judges && !before.judges {
        found.some("answers_shown", count, format!("{said} to “{label}” become visible to judges."));
    } else if before.judges && !now.judges {
        found.some("answers_hidden", count, format!("{said} to “{label}” are no longer visible to judges."));
    }
}

/// Whom a question is asked: the conditions of its section and its own.
fn asked_if<'a>(form: &'a Form, key: &str) -> [Option<&'a str>; 2] {
    let of = |section: &'a Section| {
        let field = section.fields.iter().find(|field| field.key == key)?;
        Some([section.condition.as_deref(), field.condition.as_deref()])
    };
    form.sections.iter().find_map(of).unwrap_or_default()
}

/// Which answers stop counting is known entry by entry; that some may is said.
fn asked_of_others(
    old: &EditionDocument,
    new: &EditionDocument,
    field: &Field,
    count: u64,
    found: &mut Found,
) {
    let now = asked_if(&new.form, &field.key);
    if now != asked_if(&old.form, &field.key) && now != [None, None] {
        let (label, said) = (&field.label, of(count, "answer", "answers"));
        let text = format!(
            "“{label}” is asked by another condition: where it is no longer asked, {said} in all may not count."
        );
        found.some("answers_may_leave", count, text);
    }
}

/// Drafts that lack what they must answer now and did not before.
fn needed(old: &EditionDocument, new: &EditionDocument, work: &WorkSoFar, found: &mut Found) {
    let drafts = work.entries.get(&EntryState::Draft).copied().unwrap_or_default();
    for field in new.form.fields().filter(|field| field.required) {
        let (before, now) = (asked_if(&old.form, &field.key), asked_if(&new.form, &field.key));
        let was_needed = old.form.field(&field.key).is_some_and(|old| old.required);
        if was_needed && (before == now || before == [None, None]) {
            continue;
        }
        let left = drafts.saturating_sub(work.answers.get(&field.key).copied().unwrap_or_default());
        let (label, said) = (&field.label, of(left, "draft", "drafts"));
        let text = if now == [None, None] {
            format!("{said} must answer “{label}” before submitting.")
        } else {
            format!("Up to {said} must answer “{label}” before submitting, where it is asked.")
        };
        found.some("question_needed", left, text);
    }
}
