//! Saving one answer. Not in the audit log: every pause in typing saves, and the
//! row itself says who and when; what was submitted is kept word for word.

use std::{borrow::Cow, collections::BTreeMap};

use entity::{PublicId, entry::EntryState};
use serde_json::Value;

use super::read::filled;
use crate::{
    accounts::Entrant,
    context::Ctx,
    db::WriteTx,
    editions::Field,
    entries::{
        access::{OwnEntry, lock_own_entry},
        error::EntryError,
        fields::{Answer, check_answer, disorder, doubts, parse_answer},
        rules,
        store::{
            answers::{self, NewAnswer},
            entries, search,
        },
        views::AnswerSaved,
    },
};

/// Saves an answer if nobody has changed it since the version that was seen. A
/// draft keeps what is too long or not right yet, and says so.
pub async fn save_answer(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    field: &str,
    seen: i64,
    value: &Value,
) -> Result<AnswerSaved, EntryError> {
    let tx = ctx.begin().await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    let saved = save(&tx, ctx, person, &own, NewValue { field, seen, value }).await?;
    let saved = AnswerSaved { not_asked: not_asked(&tx, &own, field).await?, ..saved };
    tx.commit().await?;
    Ok(saved)
}

/// Saves answers to fields that have none yet, all of them or none.
pub async fn save_first_answers(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    values: &BTreeMap<&str, Value>,
) -> Result<(), EntryError> {
    let tx = ctx.begin().await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    for (field, value) in values {
        save(&tx, ctx, person, &own, NewValue { field, seen: 0, value }).await?;
    }
    Ok(tx.commit().await?)
}

struct NewValue<'a> {
    field: &'a str,
    /// The version that was seen; 0 for none.
    seen: i64,
    value: &'a Value,
}

async fn save(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Entrant,
    own: &OwnEntry,
    NewValue { field, seen, value }: NewValue<'_>,
) -> Result<AnswerSaved, EntryError> {
    let open = own.window()?.open_at(ctx.now)?;
    let form = &own.document().form;
    let field = form.field(field).ok_or(EntryError::UnknownField)?;
    let answer = parse_answer(field, value)?;
    let mut problems = check_answer(field, &answer);
    problems.extend(disorder(form, field, &times(tx, own, field, &answer).await?));
    let doubts = doubts(field, &answer, &own.organisation().country, ctx.now.year());
    let new = NewAnswer { field: &field.key, value: answer.to_json().to_string(), seen };
    if !answers::put(tx, open, own, person, &new).await? {
        let current = answers::of_field(tx, own, &field.key).await?;
        // A retry whose first answer was lost finds its own text: that is a success.
        return match current {
            Some(current) if current.value == new.value => Ok(AnswerSaved {
                version: current.version,
                saved_at: current.updated_at,
                problems,
                doubts,
                not_asked: None,
            }),
            current => {
                Err(EntryError::AnswerChanged(current.map(|found| Box::new(found.into_view(person.user)))))
            }
        };
    }
    let is_draft = own.entry().state == EntryState::Draft;
    let names_draft = is_draft && form.title_field().is_some_and(|title| title.key == field.key);
    entries::touch(tx, open, own, names_draft.then(|| rules::short_title(&answer))).await?;
    if is_draft && (names_draft || field.is_contact()) {
        search::renew_draft(tx, own.entry().id, form).await?;
    }
    let version = seen.saturating_add(1);
    Ok(AnswerSaved { version, saved_at: ctx.now, problems, doubts, not_asked: None })
}

/// What is not asked any more, where the answer to this field decides it.
async fn not_asked(tx: &WriteTx, own: &OwnEntry, field: &str) -> Result<Option<Vec<String>>, EntryError> {
    if !own.edition().questions.depend_on(field) {
        return Ok(None);
    }
    Ok(Some(filled(&**tx, own).await?.not_asked().to_vec()))
}

/// The months and days that stand before or after one that is answered now.
async fn times(
    tx: &WriteTx,
    own: &OwnEntry,
    field: &Field,
    answer: &Answer,
) -> Result<BTreeMap<String, Answer>, EntryError> {
    if !field.answer.is_time() {
        return Ok(BTreeMap::new());
    }
    let asked = if own.edition().questions.are_fixed() {
        Cow::Borrowed(&own.document().form)
    } else {
        Cow::Owned(filled(&**tx, own).await?.form().clone())
    };
    let times = asked.fields().filter(|one| one.answer.is_time());
    let keys: Vec<&str> = times.map(|one| one.key.as_str()).collect();
    let rows = answers::of_fields(&**tx, [own.entry().id], &keys).await?;
    let text = |value: &str| serde_json::from_str(value).map_or(Answer::Nothing, Answer::Text);
    let mut times: BTreeMap<_, _> = rows.into_iter().map(|row| (row.field_key, text(&row.value))).collect();
    times.insert(field.key.clone(), answer.clone());
    Ok(times)
}
