//! Submitting: what counts is written down word for word, with the instant it arrived.

use entity::{PublicId, Timestamp, entry::EntryState, legal_text::TextKind};
use serde_json::json;

use super::{
    entering::Wish,
    read::filled,
    tell::{entry_ref, mail, moment, own_event},
};
use crate::{
    accounts::Entrant,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{Closed, Open},
    entries::{
        access::{OwnEntry, lock_own_entry},
        canonical::{self, EntryFacts},
        error::EntryError,
        events::{self, EntryEvent},
        filled::Filled,
        rules,
        store::{entries, versions},
        views::ReceiptView,
    },
    legal,
    mail::Message,
};

/// Submits an entry, for the first time or again: the last submitted version counts, and staff
/// check it again. An attempt after the deadline changes nothing and is recorded.
pub async fn submit(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    request_key: IdempotencyKey,
) -> Result<Idempotent<ReceiptView>, EntryError> {
    let outcome = try_submit(ctx, person, id, request_key).await;
    if let Err(EntryError::Closed(Closed::Over { closed_at })) = &outcome {
        record_late(ctx, person, id, *closed_at).await?;
    }
    outcome
}

async fn try_submit(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    request_key: IdempotencyKey,
) -> Result<Idempotent<ReceiptView>, EntryError> {
    ctx.once(&request_key, async |tx| {
        let own = lock_own_entry(tx, ctx, person, id).await?;
        let open = own.window()?.open_at(ctx.now)?;
        let filled = filled(&**tx, &own).await?;
        let wish = Wish::to_submit(&own, &filled);
        let around = wish.around(&**tx).await?;
        let problems = around.problems(&own, &filled);
        if !problems.is_empty() {
            return Err(EntryError::Incomplete(problems));
        }
        // The organisation, the category or the rules may have changed since the entry was begun.
        wish.allowed(&around)?;
        let receipt = take_in(tx, ctx, open, person, &own, &filled).await?;
        Ok(receipt)
    })
    .await
}

/// Writes the version, its consents, the new state, the log and the mail. What
/// is submitted already in the very same words stays as it is.
async fn take_in(
    tx: &WriteTx,
    ctx: &Ctx,
    open: Open,
    person: &Entrant,
    own: &OwnEntry,
    filled: &Filled<'_>,
) -> Result<ReceiptView, EntryError> {
    let form = filled.form();
    let content = filled.content(&facts(own))?;
    if matches!(own.entry().state, EntryState::Submitted | EntryState::Eligible | EntryState::Ineligible)
        && let Some(last) = versions::latest(&**tx, own).await?
        && last.sha256 == canonical::sha256(&content)
    {
        return Ok(ReceiptView::new(own, &last));
    }
    let version = versions::insert(tx, open, own, person, content).await?;
    let locale = &own.document().programme.default_locale;
    let privacy = legal::version_in_force(&**tx, TextKind::Privacy, locale).await?;
    versions::insert_consents(tx, &version, filled, privacy).await?;
    let title = form.title_field().map(|field| rules::short_title(filled.answer(&field.key)));
    let title = title.unwrap_or_default();
    let found_by = rules::search_text(form, &title, |field| filled.answer(field).as_text());
    entries::set_submitted(tx, open, own, version.number, title.clone(), found_by).await?;
    let detail = json!({ "number": version.number, "sha256": version.sha256 });
    own_event("entry.submit", person, own).with(detail).record(tx, ctx).await?;
    let message = Message::EntryReceived {
        entry: entry_ref(own, &title),
        at: moment(own, version.submitted_at),
        sha256: version.sha256.clone(),
    };
    mail(tx, ctx, own, message).await?;
    events::happened(tx, ctx, EntryEvent::Submitted(own)).await?;
    Ok(ReceiptView::new(own, &version))
}

fn facts(own: &OwnEntry) -> EntryFacts {
    EntryFacts {
        entry_id: own.entry().public_id.to_string(),
        edition: own.edition().path(),
        category: own.entry().category_key.clone(),
        organisation: own.organisation().name.clone(),
        country: own.organisation().country.clone(),
        form_version: own.edition().form_number,
    }
}

/// In a transaction of its own: the attempt was rolled back with everything it wrote.
async fn record_late(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    closed_at: Timestamp,
) -> Result<(), EntryError> {
    let tx = ctx.begin().await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    own_event("entry.submit_late", person, &own)
        .with(json!({ "closed_at": closed_at }))
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}
