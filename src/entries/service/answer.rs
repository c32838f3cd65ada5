//! Saving one answer. Not in the audit log: every pause in typing saves, and the
//! row itself says who and when; what was submitted is kept word for word.

use entity::{PublicId, entry::EntryState};
use serde_json::Value;

use crate::{
    accounts::Entrant,
    context::Ctx,
    entries::{
        access::lock_own_entry,
        error::EntryError,
        fields::{check_answer, parse_answer},
        rules,
        store::{
            answers::{self, NewAnswer},
            entries,
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
    own.window()?.open_at(ctx.now)?;
    let form = &own.document().form;
    let field = form.field(field).ok_or(EntryError::UnknownField)?;
    let answer = parse_answer(field, value)?;
    let problems = check_answer(field, &answer);
    let new = NewAnswer { field: &field.key, value: answer.to_json().to_string(), seen };
    if !answers::put(&tx, ctx, &own, person, &new).await? {
        let current = answers::of_field(&tx, &own, &field.key).await?;
        // A retry whose first answer was lost finds its own text: that is a success.
        return match current {
            Some(current) if current.value == new.value => {
                Ok(AnswerSaved { version: current.version, saved_at: current.updated_at, problems })
            }
            current => Err(EntryError::AnswerChanged(current.map(|found| Box::new(found.into_view())))),
        };
    }
    let names_draft = own.entry().state == EntryState::Draft
        && form.title_field().is_some_and(|title| title.key == field.key);
    entries::touch(&tx, ctx, &own, names_draft.then(|| rules::short_title(&answer))).await?;
    tx.commit().await?;
    Ok(AnswerSaved { version: seen.saturating_add(1), saved_at: ctx.now, problems })
}
