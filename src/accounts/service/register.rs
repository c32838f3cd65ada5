//! Getting an account and proving its address.

use entity::{link::LinkKind, user};

use super::{
    address::move_to,
    steps::{check_password, consume, finish_sign_in, mail, may_mail, named_by, order, own_event, prove},
};
use crate::{
    accounts::{
        error::AccountError,
        input::NewAccount,
        passwords::Passwords,
        queue::Lane,
        store::{
            links::{self, LinkOrder},
            pace::Pace,
            people::{self, Change, NewPerson},
            sessions::{self, NewSession},
        },
    },
    address::Email,
    context::Ctx,
    db::WriteTx,
    mail::{Message, OutgoingMail, outbox},
};

/// Registers an account and mails the confirming link. A known address gets a
/// mail that says so; the answer and its time are the same.
pub async fn register(ctx: &Ctx, new: NewAccount) -> Result<(), AccountError> {
    check_password(&new.password, &new.email, new.name.as_str(), "/password")?;
    let seen = people::find_by_email(ctx.read(), &new.email.canonical).await?.and_then(|a| a.password_hash);
    let is_known =
        ctx.app.state::<Passwords>().verify(Lane::Of(ctx.caller), &new.password, seen.as_deref()).await?;
    let hash = ctx.app.state::<Passwords>().hash(Lane::Of(ctx.caller), &new.password).await?;
    let tx = ctx.begin().await?;
    if may_mail(&tx, ctx, Pace::CONFIRMATION, &new.email.canonical).await?.is_err() {
        return Ok(tx.commit().await?);
    }
    let account = match people::find_by_email(&*tx, &new.email.canonical).await? {
        Some(known) if known.confirmed_at.is_some() => {
            mail(&tx, ctx, &known, Message::AddressKnown).await?;
            return Ok(tx.commit().await?);
        }
        Some(unproved) if is_known && unproved.password_hash == seen => unproved,
        Some(unproved) => {
            leave_to_reader(&tx, ctx, unproved, new.name.into_string()).await?;
            return Ok(tx.commit().await?);
        }
        None => {
            people::insert(
                &tx,
                ctx,
                NewPerson { name: new.name, email: &new.email, password_hash: Some(hash) },
            )
            .await?
        }
    };
    let next = new.next.map_or_else(String::new, |next| next.0);
    send_confirmation(&tx, ctx, &account, &new.email, &next).await?;
    own_event("account.register", &account).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

/// Someone else may have registered the address before, or does so now. Nobody's password counts
/// then: who reads the mail chooses one.
pub(super) async fn leave_to_reader(
    tx: &WriteTx,
    ctx: &Ctx,
    unproved: user::Model,
    name: String,
) -> Result<(), AccountError> {
    sessions::end_all(tx, unproved.id).await?;
    links::end_of(tx, ctx, LinkKind::ConfirmAddress, unproved.id).await?;
    let change = Change { name: Some(name), password_hash: Some(None), ..Change::default() };
    let account = people::change(tx, unproved, change).await?;
    let link = links::make(tx, ctx, order(LinkKind::ResetPassword, &account)).await?;
    mail(tx, ctx, &account, Message::ResetPassword { link }).await?;
    Ok(own_event("account.register_again", &account).record(tx, ctx).await?)
}

/// Proves an address by its link, and signs in.
pub async fn confirm(ctx: &Ctx, token: &str) -> Result<NewSession, AccountError> {
    let tx = ctx.begin().await?;
    let link = consume(&tx, ctx, token, LinkKind::ConfirmAddress).await?;
    let account = named_by(&tx, &link).await?;
    // An older link of someone who has joined the staff since: mail alone gives no power (AUTH-13).
    if account.staff_role.is_some() {
        return Err(AccountError::DeadLink);
    }
    let account = move_to(&tx, account, &link.email).await?;
    let account = prove(&tx, ctx, account).await?;
    own_event("account.confirm", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}

/// Mails the confirming link, which leads on to a page of ours.
pub(super) async fn send_confirmation(
    tx: &WriteTx,
    ctx: &Ctx,
    account: &user::Model,
    to: &Email,
    next: &str,
) -> Result<(), AccountError> {
    let order = LinkOrder { email: &to.canonical, label: next, ..order(LinkKind::ConfirmAddress, account) };
    let link = links::make(tx, ctx, order).await?;
    let message = Message::ConfirmAddress { name: account.name.clone(), link };
    let outgoing = OutgoingMail { to: &to.typed, ..OutgoingMail::to_account(account, None, message) };
    Ok(outbox::push(tx, ctx, outgoing).await?)
}
