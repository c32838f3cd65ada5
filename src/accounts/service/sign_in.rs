//! Signing in by password or mailed link, and out.

use entity::{link::LinkKind, user};

use super::steps::{account_of, consume, door, finish_sign_in, own_event, reload_if_unchanged, take_over};
use crate::{
    accounts::{
        device::KnownDevice,
        error::AccountError,
        input::Credentials,
        passwords::{Password, Passwords},
        principal::Person,
        queue::Lane,
        store::{
            people::{self, Change},
            sessions::{self, NewSession},
            throttle,
        },
    },
    context::Ctx,
};

/// Signs in by address and password. A device that has signed in before counts its own failures.
pub async fn sign_in(
    ctx: &Ctx,
    credentials: Credentials,
    device: Option<&str>,
) -> Result<NewSession, AccountError> {
    let address = &credentials.email.canonical;
    let account = people::find_by_email(ctx.read(), address).await?.filter(|a| a.disabled_at.is_none());
    let known =
        KnownDevice::of(ctx, account.as_ref(), device).map(|device| format!("device:{}", device.id()));
    let lane = known.clone().map_or(Lane::Of(ctx.caller), Lane::KnownDevice);
    let key = known.unwrap_or_else(|| door(address));
    if let Some(wait) = throttle::blocked(ctx.read(), &key, ctx.now).await? {
        return Err(AccountError::Throttled(wait));
    }
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let right = ctx.app.state::<Passwords>().verify(lane.clone(), &credentials.password, hash).await?;
    let account = account.filter(|_| right);
    let renewed = renewed_hash(ctx, lane, account.as_ref(), &credentials.password).await?;
    let tx = ctx.begin().await?;
    // Guesses made at once learn no more than those made one after the other.
    if let Some(wait) = throttle::hold(&tx, &key, ctx.now).await? {
        return Err(AccountError::Throttled(wait));
    }
    let Some(verified) = account else {
        throttle::count(&tx, &key, ctx.now).await?;
        tx.commit().await?;
        return Err(AccountError::WrongCredentials);
    };
    let mut account = reload_if_unchanged(&tx, &verified).await?.ok_or(AccountError::WrongCredentials)?;
    throttle::forget(&tx, &key).await?;
    if renewed.is_some() {
        let change = Change { password_hash: Some(renewed), ..Change::default() };
        account = people::change(&tx, account, change).await?;
    }
    own_event("account.sign_in", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}

/// Signs in by a mailed link; following it also proves the address.
pub async fn sign_in_by_link(ctx: &Ctx, token: &str) -> Result<NewSession, AccountError> {
    let tx = ctx.begin().await?;
    let link = consume(&tx, ctx, token, LinkKind::SignIn).await?;
    let account = account_of(&tx, &link).await?;
    if account.staff_role.is_some() {
        return Err(AccountError::DeadLink);
    }
    let account = match account.confirmed_at {
        Some(_) => account,
        None => take_over(&tx, ctx, account, None, None).await?,
    };
    own_event("account.sign_in_by_link", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}

pub async fn sign_out(ctx: &Ctx, person: &Person) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    sessions::end_current(&tx, person).await?;
    Ok(tx.commit().await?)
}

pub async fn end_session(ctx: &Ctx, person: &Person, id: &str) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    if !sessions::end(&tx, person, id).await? {
        return Err(AccountError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// A hash by today's parameters, where the stored one is older. Made before the transaction:
/// hashing takes longer than other writers should wait.
async fn renewed_hash(
    ctx: &Ctx,
    lane: Lane,
    account: Option<&user::Model>,
    password: &Password,
) -> Result<Option<String>, AccountError> {
    let stored = account.and_then(|account| account.password_hash.as_deref());
    match stored.filter(|hash| ctx.app.state::<Passwords>().is_outdated(hash)) {
        Some(_) => Ok(Some(ctx.app.state::<Passwords>().hash(lane, password).await?)),
        None => Ok(None),
    }
}
