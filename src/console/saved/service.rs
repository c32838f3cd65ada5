//! Keeping views of lists.

use entity::{PublicId, saved_view, user::StaffRole};

use super::{
    store,
    views::{NewView, SavedView, ViewName},
};
use crate::{
    accounts::Staff,
    audit,
    console::error::ConsoleError,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::Edition,
};

/// A person keeps no more of an edition, nor do all staff together.
pub const MOST: u64 = 50;

pub async fn list(ctx: &Ctx, staff: &Staff, edition: &Edition) -> Result<Vec<SavedView>, ConsoleError> {
    let rows = store::list(ctx.read(), edition.id, staff.user).await?;
    Ok(rows.into_iter().map(SavedView::from).collect())
}

pub async fn keep(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    request_key: IdempotencyKey,
    new: NewView,
) -> Result<Idempotent<SavedView>, ConsoleError> {
    ensure_may(staff, new.shared)?;
    ctx.once(&request_key, async |tx| {
        let owner = (!new.shared).then_some(staff.user);
        if store::count(tx, edition.id, owner).await? >= MOST {
            return Err(ConsoleError::TooManyViews);
        }
        let row = store::insert(tx, ctx, edition.id, owner, new).await?;
        record(tx, ctx, staff, &row, "view.share").await?;
        Ok(row.into())
    })
    .await
}

pub async fn rename(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    id: &PublicId,
    new: ViewName,
) -> Result<SavedView, ConsoleError> {
    let tx = ctx.begin().await?;
    let row = find(&tx, staff, edition, id).await?;
    let row = store::rename(&tx, row, new.name.into_string()).await?;
    record(&tx, ctx, staff, &row, "view.rename").await?;
    tx.commit().await?;
    Ok(row.into())
}

pub async fn delete(ctx: &Ctx, staff: &Staff, edition: &Edition, id: &PublicId) -> Result<(), ConsoleError> {
    let tx = ctx.begin().await?;
    let row = find(&tx, staff, edition, id).await?;
    store::delete(&tx, row.id).await?;
    record(&tx, ctx, staff, &row, "view.delete").await?;
    Ok(tx.commit().await?)
}

/// A view that this person may change.
async fn find(
    tx: &WriteTx,
    staff: &Staff,
    edition: &Edition,
    id: &PublicId,
) -> Result<saved_view::Model, ConsoleError> {
    let row = store::find(tx, edition.id, staff.user, id).await?.ok_or(ConsoleError::NotFound)?;
    ensure_may(staff, row.user_id.is_none())?;
    Ok(row)
}

/// What changes for all staff is on record.
async fn record(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    row: &saved_view::Model,
    action: &str,
) -> Result<(), ConsoleError> {
    if row.user_id.is_some() {
        return Ok(());
    }
    let event = audit::event(action).by(staff).on("view", &row.public_id).in_edition(row.edition_id);
    Ok(event.record(tx, ctx).await?)
}

/// What all staff have, admins decide.
fn ensure_may(staff: &Staff, is_shared: bool) -> Result<(), ConsoleError> {
    match is_shared && staff.staff_role != Some(StaffRole::Admin) {
        true => Err(ConsoleError::AdminsOnly),
        false => Ok(()),
    }
}
