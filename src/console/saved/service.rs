//! Keeping views of lists.

use entity::{PublicId, user::StaffRole};

use super::{
    store,
    views::{NewView, SavedView},
};
use crate::{
    accounts::Staff,
    audit,
    console::error::ConsoleError,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
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
        if row.user_id.is_none() {
            let event = audit::event("view.share").by(staff).on("view", &row.public_id);
            event.in_edition(edition.id).record(tx, ctx).await?;
        }
        Ok(row.into())
    })
    .await
}

pub async fn delete(ctx: &Ctx, staff: &Staff, edition: &Edition, id: &PublicId) -> Result<(), ConsoleError> {
    let tx = ctx.begin().await?;
    let row = store::find(&tx, edition.id, staff.user, id).await?.ok_or(ConsoleError::NotFound)?;
    let is_shared = row.user_id.is_none();
    ensure_may(staff, is_shared)?;
    store::delete(&tx, row).await?;
    if is_shared {
        let event = audit::event("view.delete").by(staff).on("view", id);
        event.in_edition(edition.id).record(&tx, ctx).await?;
    }
    Ok(tx.commit().await?)
}

/// What all staff have, admins decide.
fn ensure_may(staff: &Staff, is_shared: bool) -> Result<(), ConsoleError> {
    match is_shared && staff.staff_role != Some(StaffRole::Admin) {
        true => Err(ConsoleError::AdminsOnly),
        false => Ok(()),
    }
}
