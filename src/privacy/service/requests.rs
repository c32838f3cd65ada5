//! Asking for one's own account to be deleted, and what admins decide.

use entity::PublicId;

use super::{
    again::write_list,
    erase::{erase_address, erase_in},
};
use crate::{
    accounts::{self, Admin, Entrant, FreshAdmin, FreshEntrant, Person},
    audit::{self, Actor, Cause},
    context::Ctx,
    privacy::{
        error::PrivacyError,
        input::{ErasureDecision, ErasureOrder},
        rules::{InHand, is_last_admin, names_person},
        store::{in_hand, requests},
        views::{ErasedView, ErasureRequestView, ErasureState, OwnErasure},
    },
};

async fn in_hand<C: sea_orm::ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: &Person,
) -> Result<InHand, PrivacyError> {
    Ok(InHand {
        running_entries: in_hand::running(db, ctx, person.user).await?,
        sheets: in_hand::handed_in(db, person.user).await?,
    })
}

/// Shows the state of one's own request for deletion.
pub async fn own_state(ctx: &Ctx, person: &Entrant) -> Result<OwnErasure, PrivacyError> {
    let at_once = in_hand(ctx.read(), ctx, person).await?.is_nothing();
    Ok(OwnErasure::new(requests::newest(ctx.read(), person.user).await?, at_once))
}

/// Deletes one's own account, at once or by asking the admins for it.
pub async fn ask(ctx: &Ctx, person: &FreshEntrant) -> Result<OwnErasure, PrivacyError> {
    let tx = ctx.begin().await?;
    let (held, other_admins) = accounts::erasing::lock(&tx, &person.email).await?;
    let held = held.ok_or(PrivacyError::NotFound)?;
    if is_last_admin(&held, other_admins) {
        return Err(PrivacyError::LastAdmin);
    }
    let own = Cause { actor: Actor::from(person), reason: "" };
    if in_hand(&*tx, ctx, person).await?.is_nothing() {
        erase_in(&tx, ctx, &person.email, own).await?;
        tx.commit().await?;
        write_list(ctx).await;
        return Ok(OwnErasure::erased());
    }
    let newest = requests::newest(&*tx, person.user).await?;
    let newest = OwnErasure::new(newest, false);
    if newest.state == ErasureState::Requested {
        return Ok(newest);
    }
    let request = requests::insert(&tx, ctx, person.user).await?;
    audit::event("erasure.request")
        .by(own.actor)
        .on("erasure_request", &request.public_id)
        .because(own.reason)
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(OwnErasure::new(Some(request), false))
}

pub async fn open_requests(ctx: &Ctx, _admin: &Admin) -> Result<Vec<ErasureRequestView>, PrivacyError> {
    let rows = requests::open(ctx.read()).await?;
    Ok(rows.into_iter().map(|(request, account)| ErasureRequestView::new(request, account)).collect())
}

pub async fn decide(
    ctx: &Ctx,
    admin: &FreshAdmin,
    id: &PublicId,
    decision: ErasureDecision,
) -> Result<ErasedView, PrivacyError> {
    let cause = Cause { actor: Actor::from(admin), reason: decision.reason.as_str() };
    let tx = ctx.begin().await?;
    let (request, account) = requests::find_open(&tx, id).await?.ok_or(PrivacyError::NotFound)?;
    if account.id == admin.user {
        return Err(PrivacyError::Oneself);
    }
    let pseudonym = if decision.erase {
        Some(erase_in(&tx, ctx, &account.email, cause).await?)
    } else {
        if names_person(cause.reason, &[account.email, account.email_as_typed]) {
            return Err(PrivacyError::ReasonNames);
        }
        let is_first = requests::refuse(&tx, ctx, request.id, admin.user, cause.reason).await?;
        if !is_first {
            return Err(PrivacyError::NotFound);
        }
        audit::event("erasure.refuse")
            .by(cause.actor)
            .on("erasure_request", id)
            .because(cause.reason)
            .record(&tx, ctx)
            .await?;
        None
    };
    tx.commit().await?;
    write_list(ctx).await;
    Ok(ErasedView { pseudonym })
}

/// Erases someone who asked otherwise than by the page.
pub async fn erase_person(
    ctx: &Ctx,
    admin: &FreshAdmin,
    order: ErasureOrder,
) -> Result<ErasedView, PrivacyError> {
    if order.email.canonical == admin.email {
        return Err(PrivacyError::Oneself);
    }
    let cause = Cause { actor: Actor::from(admin), reason: order.reason.as_str() };
    let pseudonym = erase_address(ctx, &order.email.canonical, cause).await?;
    Ok(ErasedView { pseudonym: Some(pseudonym) })
}
