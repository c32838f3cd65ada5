//! The address of an account nobody has proved yet: mailed to again, or another one. An account
//! gets another address only when that one is proved; until then its newest confirming link holds it.

use entity::{link::LinkKind, user};

use super::{
    register::{leave_to_reader, send_confirmation},
    steps::{Asked, mail, may_mail, order, own_event, reload_if_unchanged, verify},
};
use crate::{
    accounts::{
        error::AccountError,
        input::AddressChange,
        principal::SignedIn,
        store::{
            links::{self, LinkOrder},
            pace::Pace,
            people::{self, Change},
        },
    },
    address::Email,
    context::Ctx,
    db::WriteTx,
    mail::Message,
};

/// Mails the confirming link again, to the address chosen last.
pub async fn resend_confirmation(ctx: &Ctx, person: &SignedIn) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    let account = people::lock(&tx, person.user).await?.ok_or(AccountError::NotFound)?;
    if account.confirmed_at.is_some() {
        return Ok(());
    }
    let newest = links::newest_of(&*tx, LinkKind::ConfirmAddress, account.id).await?;
    let (address, next) = newest.map_or_else(Default::default, |link| (link.email, link.label));
    let to = if address.is_empty() || address == account.email {
        Email { typed: account.email_as_typed.clone(), canonical: account.email.clone() }
    } else {
        Email { typed: Email::shown(&address), canonical: address }
    };
    ask(&tx, ctx, &account, &to, &next).await?;
    Ok(tx.commit().await?)
}

/// Mails the confirming link to another address. The same answer for an address that has an
/// account, whose owner gets the mail that registering would send.
pub async fn change_address(ctx: &Ctx, person: &SignedIn, change: AddressChange) -> Result<(), AccountError> {
    if person.confirmed {
        return Err(AccountError::AddressConfirmed);
    }
    let account = people::find(ctx.read(), person.user).await?.ok_or(AccountError::NotFound)?;
    verify(ctx, Asked::Session(person), &account, &change.password, "/password").await?;
    let tx = ctx.begin().await?;
    let account =
        reload_if_unchanged(&tx, &account).await?.ok_or(AccountError::WrongPassword("/password"))?;
    if account.confirmed_at.is_some() {
        return Err(AccountError::AddressConfirmed);
    }
    // One account does not mail to the world.
    let own = account.public_id.as_str();
    may_mail(&tx, ctx, Pace::CONFIRMATION, own).await?.map_err(AccountError::TooManyMails)?;
    let newest = links::newest_of(&*tx, LinkKind::ConfirmAddress, account.id).await?;
    links::end_of(&tx, ctx, LinkKind::ConfirmAddress, account.id).await?;
    let next = newest.map_or_else(String::new, |link| link.label);
    ask(&tx, ctx, &account, &change.email, &next).await?;
    own_event("account.change_address", &account).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

/// Gives the account the address that was just proved, unless the account has been proved by
/// another one or someone else has the address by now.
pub(super) async fn move_to(
    tx: &WriteTx,
    account: user::Model,
    address: &str,
) -> Result<user::Model, AccountError> {
    if account.email == address {
        return Ok(account);
    }
    if account.confirmed_at.is_some() || people::find_by_email(&**tx, address).await?.is_some() {
        return Err(AccountError::DeadLink);
    }
    let moved = Change { address: Some(address), ..Change::default() };
    Ok(people::change(tx, account, moved).await?)
}

async fn ask(
    tx: &WriteTx,
    ctx: &Ctx,
    account: &user::Model,
    to: &Email,
    next: &str,
) -> Result<(), AccountError> {
    let paced = may_mail(tx, ctx, Pace::CONFIRMATION, &to.canonical).await?;
    paced.map_err(AccountError::TooManyMails)?;
    let holder = people::find_by_email(&**tx, &to.canonical).await?;
    let Some(holder) = holder.filter(|holder| holder.id != account.id) else {
        return send_confirmation(tx, ctx, account, to, next).await;
    };
    // Mailed to nobody: the account asks for this address as it would for one that is free.
    let order = LinkOrder { email: &to.canonical, label: next, ..order(LinkKind::ConfirmAddress, account) };
    links::make(tx, ctx, order).await?;
    if holder.confirmed_at.is_some() {
        return Ok(mail(tx, ctx, &holder, Message::AddressKnown).await?);
    }
    leave_to_reader(tx, ctx, holder, account.name.clone()).await
}
