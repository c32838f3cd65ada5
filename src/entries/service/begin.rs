//! Starting an entry and choosing its category.

use entity::{PublicId, entry::EntryState};
use serde_json::json;

use super::{
    entering::{START, Wish},
    read::view,
    tell::own_event,
};
use crate::{
    accounts::Entrant,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    editions,
    entries::{
        access::lock_own_entry, error::EntryError, facts::Entering, input::NewEntry, rules::MOST_DRAFTS,
        store::entries, views::OwnerView,
    },
    organisations,
};

/// Starts an entry, while the call is open and the organisation may still submit one more.
pub async fn create(
    ctx: &Ctx,
    person: &Entrant,
    request_key: IdempotencyKey,
    new: NewEntry,
) -> Result<Idempotent<OwnerView>, EntryError> {
    ctx.once(&request_key, async |tx| {
        let id = PublicId::parse(&new.organisation).ok_or(EntryError::Unknown("organisation"))?;
        let organisation = organisations::lock_own(tx, person, &id).await?;
        let organisation = organisation.ok_or(EntryError::Unknown("organisation"))?;
        let edition = editions::find_public(&**tx, ctx, &new.programme, &new.edition).await?;
        let edition = edition.ok_or(EntryError::Unknown("edition"))?;
        edition.is_running()?;
        let open = edition.document.call().ok_or(EntryError::Unknown("edition"))?.open_at(ctx.now)?;
        // In one edition an organisation is of one kind.
        let known = entries::kind_in(&**tx, edition.id, organisation.row().id).await?;
        let own_kind = known.or(new.kind).unwrap_or_default();
        let kind = if own_kind.is_empty() { &organisation.row().kind } else { &own_kind };
        let entering =
            Entering { edition: &edition, organisation: organisation.row(), kind, category: &new.category };
        let wish = Wish { entering, entry: None, filled: None, moments: START };
        let around = wish.around(&**tx).await?;
        let drafts = around.entries.iter().filter(|other| other.state == EntryState::Draft);
        if drafts.count() >= MOST_DRAFTS {
            return Err(EntryError::TooManyDrafts(MOST_DRAFTS));
        }
        wish.allowed(&around)?;
        let chosen = entries::Chosen { open, category: new.category, kind: own_kind };
        let row = entries::insert(tx, ctx, person, &edition, &organisation, chosen).await?;
        let own = lock_own_entry(tx, ctx, person, &row.public_id).await?;
        own_event("entry.create", person, &own)
            .with(json!({ "category": row.category_key }))
            .record(tx, ctx)
            .await?;
        let view = view(&**tx, ctx, person, own).await?;
        Ok(view)
    })
    .await
}

/// Puts a draft into another category. A submitted entry stays where it is: what
/// counts must not differ from what was submitted.
pub async fn move_to_category(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    version: i64,
    category: &str,
) -> Result<OwnerView, EntryError> {
    let tx = ctx.begin().await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    let open = own.window()?.open_at(ctx.now)?;
    if own.entry().state != EntryState::Draft {
        return Err(EntryError::OnlyDraft);
    }
    let entering = Entering { category, ..own.entering() };
    Wish { entering, moments: START, ..Wish::of(&own) }.check(&tx).await?;
    if !entries::set_category(&tx, open, &own, version, category).await? {
        return Err(EntryError::EntryChanged(own.entry().version));
    }
    let detail = json!({ "from": own.entry().category_key, "to": category });
    own_event("entry.choose_category", person, &own).with(detail).record(&tx, ctx).await?;
    let own = lock_own_entry(&tx, ctx, person, id).await?;
    let view = view(&*tx, ctx, person, own).await?;
    tx.commit().await?;
    Ok(view)
}
