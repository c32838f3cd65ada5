//! Deleting a draft edition, with all that is kept of it.

use entity::edition::EditionState;
use serde_json::json;

use super::edit::{Wanted, seen};
use crate::{
    accounts::Staff,
    audit::{self, Actor, Cause},
    context::Ctx,
    db::WriteTx,
    editions::{Edition, error::EditionError, events, store, views::Deletion},
};

/// What would be gone with a draft.
pub async fn look_at_deletion(ctx: &Ctx, edition: &Edition) -> Result<Deletion, EditionError> {
    is_draft(edition)?;
    Ok(store::kept_of(ctx.read(), edition).await?)
}

/// Deletes a draft, as it was seen.
pub async fn delete(ctx: &Ctx, staff: &Staff, wanted: Wanted<'_>) -> Result<(), EditionError> {
    let tx = ctx.begin().await?;
    let edition = seen(&*tx, ctx, staff, wanted).await?;
    delete_draft(&tx, ctx, &edition, Cause { actor: Actor::from(staff), reason: "" }).await?;
    Ok(tx.commit().await?)
}

/// Deletes a draft, in a transaction of its caller; what is gone. The audit log keeps what was done.
pub async fn delete_draft(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    cause: Cause<'_>,
) -> Result<Deletion, EditionError> {
    is_draft(edition)?;
    // Whoever brings in another edition of the programme holds it first, too.
    let programme = store::programme(tx, &edition.document.programme).await?;
    store::hold(tx, edition).await?;
    let gone = store::kept_of(&**tx, edition).await?;
    events::draft_deleted(tx, ctx, edition.id).await?;
    store::delete(tx, edition.id, programme.id).await?;
    let name = &edition.document.edition.name;
    audit::event("edition.delete")
        .by(cause.actor)
        .on("edition", edition.path())
        .in_edition(edition.id)
        .because(cause.reason)
        .with(json!({ "name": name, "versions": gone.versions, "views": gone.views }))
        .record(tx, ctx)
        .await?;
    Ok(gone)
}

/// What people have seen is not deleted.
fn is_draft(edition: &Edition) -> Result<(), EditionError> {
    match edition.state {
        EditionState::Draft => Ok(()),
        state => Err(EditionError::NoDraft(state)),
    }
}
