//! Changing one’s password and profile.

use entity::{link::LinkKind, user};

use super::steps::{
    Asked, account_of, check_password, consume, door, finish_sign_in, mail, own_event, prove,
    reload_if_unchanged, verify,
};
use crate::{
    accounts::{
        error::AccountError,
        input::{PasswordChange, PasswordReset, Profile},
        passwords::{Password, Passwords},
        principal::Person,
        queue::Lane,
        store::{
            links,
            people::{self, Change},
            sessions::{self, NewSession},
            throttle,
        },
    },
    address::Email,
    context::Ctx,
    db::WriteTx,
    mail::Message,
};

/// Sets a new password by link. All sessions end; nobody is signed in by it. The
/// account as it is now, for the browser to be remembered by.
pub async fn reset_password(ctx: &Ctx, reset: PasswordReset) -> Result<user::Model, AccountError> {
    let link = links::find(ctx.read(), ctx, &reset.token).await?.ok_or(AccountError::DeadLink)?;
    let address = Email::known(&link.email);
    check_password(&reset.password, &address, "", "/password")?;
    let hash = ctx.app.state::<Passwords>().hash(Lane::Of(ctx.caller), &reset.password).await?;
    let tx = ctx.begin().await?;
    let link = consume(&tx, ctx, &reset.token, LinkKind::ResetPassword).await?;
    let account = account_of(&tx, &link).await?;
    let account = prove(&tx, ctx, account).await?;
    let account = set_password(&tx, ctx, account, hash).await?;
    tx.commit().await?;
    Ok(account)
}

/// Sets a new password by the old one, and starts a new session.
pub async fn change_password(
    ctx: &Ctx,
    person: &Person,
    change: PasswordChange,
) -> Result<NewSession, AccountError> {
    let account = people::find(ctx.read(), person.user).await?.ok_or(AccountError::NotFound)?;
    verify(ctx, Asked::Session(person), &account, &change.current, "/current").await?;
    let address = Email::known(&account.email);
    check_password(&change.new, &address, &account.name, "/new")?;
    let hash = ctx.app.state::<Passwords>().hash(Lane::Of(ctx.caller), &change.new).await?;
    let tx = ctx.begin().await?;
    let account = reload_if_unchanged(&tx, &account).await?.ok_or(AccountError::WrongPassword("/current"))?;
    let account = set_password(&tx, ctx, account, hash).await?;
    finish_sign_in(ctx, tx, &account).await
}

/// Gives the password again before a sensitive action (AUTH-16): from now on it is fresh, and
/// the session has a new id (SES-3).
pub async fn confirm_password(
    ctx: &Ctx,
    person: &Person,
    password: &Password,
) -> Result<NewSession, AccountError> {
    let account = people::find(ctx.read(), person.user).await?.ok_or(AccountError::NotFound)?;
    verify(ctx, Asked::Session(person), &account, password, "/password").await?;
    let tx = ctx.begin().await?;
    let account =
        reload_if_unchanged(&tx, &account).await?.ok_or(AccountError::WrongPassword("/password"))?;
    sessions::end_current(&tx, person).await?;
    own_event("account.confirm_password", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}

pub async fn edit_profile(ctx: &Ctx, person: &Person, profile: Profile) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    let account = people::find(&*tx, person.user).await?.ok_or(AccountError::NotFound)?;
    let change = Change {
        name: Some(profile.name.into_string()),
        locale: Some(profile.locale.into_string()),
        ..Change::default()
    };
    let account = people::change(&tx, account, change).await?;
    own_event("account.edit", &account).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

async fn set_password(
    tx: &WriteTx,
    ctx: &Ctx,
    account: user::Model,
    hash: String,
) -> Result<user::Model, AccountError> {
    let change = Change { password_hash: Some(Some(hash)), ..Change::default() };
    let account = people::change(tx, account, change).await?;
    sessions::end_all(tx, account.id).await?;
    throttle::forget(tx, &door(&account.email)).await?;
    mail(tx, ctx, &account, Message::PasswordChanged).await?;
    own_event("account.change_password", &account).record(tx, ctx).await?;
    Ok(account)
}
