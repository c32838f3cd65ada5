//! Signing in by password or mailed link, and out.

use entity::{link::LinkKind, user};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

use super::steps::{account_of, consume, finish_sign_in, prove, record};
use crate::{
    accounts::{
        error::AccountError,
        input::Credentials,
        passwords::Password,
        principal::Person,
        store::{
            people,
            sessions::{self, NewSession},
            throttle,
        },
    },
    context::Ctx,
    db::WriteTx,
};

/// Signs in by address and password.
pub async fn sign_in(
    ctx: &Ctx,
    credentials: Credentials,
    known_device: bool,
) -> Result<NewSession, AccountError> {
    let address = &credentials.email.canonical;
    let key = if known_device { format!("device:{address}") } else { format!("sign-in:{address}") };
    if let Some(until) = throttle::blocked_until(ctx.read(), &key, ctx.now).await? {
        return Err(AccountError::Throttled(until));
    }
    let account = people::find_by_email(ctx.read(), address).await?.filter(|a| a.disabled_at.is_none());
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let right = ctx.app.passwords.verify(&credentials.password, hash).await?;
    let tx = ctx.begin().await?;
    let Some(account) = account.filter(|_| right) else {
        throttle::count(&tx, &key, ctx.now).await?;
        tx.commit().await?;
        return Err(AccountError::WrongCredentials);
    };
    throttle::forget(&tx, &key).await?;
    let account = rehash_if_outdated(&tx, ctx, account, &credentials.password).await?;
    record(&tx, ctx, &account, "account.sign_in").await?;
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
    let account = prove(&tx, ctx, account).await?;
    record(&tx, ctx, &account, "account.sign_in_by_link").await?;
    finish_sign_in(ctx, tx, &account).await
}

/// Ends the session of this request.
pub async fn sign_out(ctx: &Ctx, person: &Person) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    sessions::end_current(&tx, person).await?;
    Ok(tx.commit().await?)
}

/// Ends one of the person's sessions.
pub async fn end_session(ctx: &Ctx, person: &Person, id: &str) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    if !sessions::end(&tx, person, id).await? {
        return Err(AccountError::NotFound);
    }
    Ok(tx.commit().await?)
}

async fn rehash_if_outdated(
    tx: &WriteTx,
    ctx: &Ctx,
    account: user::Model,
    password: &Password,
) -> Result<user::Model, AccountError> {
    if !account.password_hash.as_deref().is_some_and(|hash| ctx.app.passwords.is_outdated(hash)) {
        return Ok(account);
    }
    let mut row = account.into_active_model();
    row.password_hash = Set(Some(ctx.app.passwords.hash(password).await?));
    Ok(row.update(&**tx).await?)
}
