//! Taking an entry back.

use entity::{PublicId, entry::EntryState};
use serde_json::json;

use super::{
    entering::Wish,
    read::view,
    tell::{entry_ref, mail, moment, own_event},
};
use crate::{
    accounts::Entrant,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    entries::{
        access::lock_own_entry,
        error::EntryError,
        events::{self, EntryEvent},
        store::{answers, attachments, entries, versions},
        views::OwnerView,
    },
    mail::Message,
};

/// Withdraws a submitted entry, while it could still be changed. It stays on record.
pub async fn withdraw(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    request_key: IdempotencyKey,
    reason: &str,
) -> Result<Idempotent<OwnerView>, EntryError> {
    ctx.once(&request_key, async |tx| {
        let own = lock_own_entry(tx, ctx, person, id).await?;
        let open = own.window()?.open_at(ctx.now)?;
        if own.entry().state == EntryState::Draft {
            return Err(EntryError::NotEditable(EntryState::Draft));
        }
        entries::set_withdrawn(tx, open, &own, reason).await?;
        own_event("entry.withdraw", person, &own).with(json!({ "reason": reason })).record(tx, ctx).await?;
        let message =
            Message::EntryWithdrawn { entry: entry_ref(&own, &own.entry().title), at: moment(&own, ctx.now) };
        mail(tx, ctx, &own, message).await?;
        events::happened(tx, ctx, EntryEvent::Withdrawn(&own)).await?;
        let own = lock_own_entry(tx, ctx, person, id).await?;
        let view = view(&**tx, ctx, person, own).await?;
        Ok(view)
    })
    .await
}

/// Undoes a withdrawal while the call is open, as if the entry were submitted again: it may have been
/// closed to the organisation in the meantime, or another entry may stand in its place. What counts is what
/// was last submitted.
pub async fn reinstate(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    request_key: IdempotencyKey,
) -> Result<Idempotent<OwnerView>, EntryError> {
    ctx.once(&request_key, async |tx| {
        let own = lock_own_entry(tx, ctx, person, id).await?;
        if own.entry().state != EntryState::Withdrawn {
            return Err(EntryError::NotEditable(own.entry().state));
        }
        own.edition().is_running()?;
        let open = own.document().call().ok_or(EntryError::NotFound)?.open_at(ctx.now)?;
        let version = versions::latest(&**tx, &own).await?.ok_or(EntryError::NotFound)?;
        Wish::of(&own).check(tx).await?;
        entries::set_reinstated(tx, open, &own).await?;
        let detail = json!({ "number": version.number, "reason": own.entry().state_reason });
        own_event("entry.reinstate", person, &own).with(detail).record(tx, ctx).await?;
        let message = Message::EntryReceived {
            entry: entry_ref(&own, &own.entry().title),
            at: moment(&own, version.submitted_at),
            sha256: version.sha256,
        };
        mail(tx, ctx, &own, message).await?;
        events::happened(tx, ctx, EntryEvent::Submitted(&own)).await?;
        let own = lock_own_entry(tx, ctx, person, id).await?;
        let view = view(&**tx, ctx, person, own).await?;
        Ok(view)
    })
    .await
}

/// Deletes a draft for good. What was once submitted is withdrawn instead.
pub async fn delete(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<(), EntryError> {
    let tx = ctx.begin().await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    if own.entry().state != EntryState::Draft {
        return Err(EntryError::OnlyDraft);
    }
    answers::delete(&tx, &own).await?;
    attachments::delete(&tx, &own).await?;
    entries::delete(&tx, &own).await?;
    own_event("entry.delete", person, &own)
        .with(json!({ "title": own.entry().title }))
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}
