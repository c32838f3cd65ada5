//! Steps that several use cases share, each inside their transaction.

use entity::{
    PublicId,
    link::{self, LinkKind},
    user,
};

use crate::{
    accounts::{
        error::AccountError,
        input::PersonName,
        passwords::{Password, Passwords},
        principal::Person,
        queue::Lane,
        store::{
            links::{self, LinkOrder},
            pace::{self, Pace},
            people::{self, Change},
            quota::{self, Quota},
            sessions::{self, NewSession},
            throttle,
        },
    },
    address::Email,
    audit::{self, AuditEvent},
    clock::Wait,
    context::Ctx,
    db::WriteTx,
    mail::{Message, OutgoingMail, outbox},
};

/// Puts a mail to an account into the outbox.
pub async fn mail(
    tx: &WriteTx,
    ctx: &Ctx,
    to: &user::Model,
    message: Message,
) -> Result<(), crate::db::Error> {
    outbox::push(tx, ctx, OutgoingMail::to_account(to, None, message)).await
}

pub(super) fn check_password(
    password: &Password,
    email: &Email,
    name: &str,
    at: &'static str,
) -> Result<(), AccountError> {
    password.check_new(&[&email.canonical, name]).map_err(|weakness| AccountError::WeakPassword(weakness, at))
}

/// Who is asked for a password: each counts failures of its own, so that nobody waits for those of
/// others, who may be strangers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'a> {
    Session(&'a Person),
    /// Whoever reads the mail of the account. Failures count at the front door too: a link is no
    /// second way to guess.
    Link,
}

impl Asked<'_> {
    fn key(self, account: &user::Model) -> String {
        match self {
            Self::Session(person) => format!("confirm:{}", person.session.0),
            Self::Link => format!("link:{}", account.email),
        }
    }
}

/// The key under which guesses of strangers at an address count.
pub(super) fn door(email: &str) -> String {
    format!("sign-in:{email}")
}

/// Asks an account for its password. Outside of transactions: hashing takes its time.
pub(super) async fn verify(
    ctx: &Ctx,
    asked: Asked<'_>,
    account: &user::Model,
    password: &Password,
    at: &'static str,
) -> Result<(), AccountError> {
    let key = asked.key(account);
    if let Some(wait) = throttle::blocked(ctx.read(), &key, ctx.now).await? {
        return Err(AccountError::Throttled(wait));
    }
    let right = ctx
        .app
        .state::<Passwords>()
        .verify(Lane::Of(ctx.caller), password, account.password_hash.as_deref())
        .await?;
    let tx = ctx.begin().await?;
    // Guesses made at once learn no more than those made one after the other.
    if let Some(wait) = throttle::hold(&tx, &key, ctx.now).await? {
        return Err(AccountError::Throttled(wait));
    }
    if right {
        return Ok(());
    }
    throttle::count(&tx, &key, ctx.now).await?;
    if let Asked::Link = asked {
        throttle::count(&tx, &door(&account.email), ctx.now).await?;
    }
    tx.commit().await?;
    Err(AccountError::WrongPassword(at))
}

/// Marks an address as proved. Until then anyone may have signed in with it, so those sessions end.
pub(super) async fn prove(
    tx: &WriteTx,
    ctx: &Ctx,
    account: user::Model,
) -> Result<user::Model, AccountError> {
    if account.confirmed_at.is_some() {
        return Ok(account);
    }
    sessions::end_all(tx, account.id).await?;
    let proved = Change { confirmed_at: Some(ctx.now), ..Change::default() };
    Ok(people::change(tx, account, proved).await?)
}

/// Gives an account nobody has proved to whoever proves its address: anyone may have registered
/// it, so its password is theirs, or none.
pub(super) async fn take_over(
    tx: &WriteTx,
    ctx: &Ctx,
    unproved: user::Model,
    name: Option<PersonName>,
    hash: Option<String>,
) -> Result<user::Model, AccountError> {
    let name = name.map(PersonName::into_string);
    let change = Change { name, password_hash: Some(hash), ..Change::default() };
    prove(tx, ctx, people::change(tx, unproved, change).await?).await
}

/// The account as it is now, held to the end of the transaction, if its password is still the one
/// that was verified: whoever changed it in the meantime came first (TOK-8).
pub(super) async fn reload_if_unchanged(
    tx: &WriteTx,
    verified: &user::Model,
) -> Result<Option<user::Model>, AccountError> {
    let now = people::lock(tx, verified.id).await?;
    Ok(now.filter(|now| now.password_hash == verified.password_hash && now.disabled_at.is_none()))
}

/// A stranger cannot be flooded with mails of a kind. Counts this one if it may go out.
pub async fn may_mail(
    tx: &WriteTx,
    ctx: &Ctx,
    pace: Pace,
    email: &str,
) -> Result<Result<(), Wait>, crate::db::Error> {
    pace::pass(tx, pace, email, ctx.now).await
}

/// Counts what someone makes the program send or keep.
pub async fn spend(
    tx: &WriteTx,
    ctx: &Ctx,
    quota: Quota,
    whom: &PublicId,
    count: usize,
) -> Result<(), AccountError> {
    let spent = quota::spend(tx, &ctx.app.config.quota, quota, whom.as_str(), count, ctx.now).await?;
    spent.map_err(|wait| AccountError::Quota(quota, wait))
}

pub(super) async fn consume(
    tx: &WriteTx,
    ctx: &Ctx,
    token: &str,
    kind: LinkKind,
) -> Result<link::Model, AccountError> {
    links::consume(tx, ctx, token, kind).await?.ok_or(AccountError::DeadLink)
}

pub(super) async fn account_of(tx: &WriteTx, link: &link::Model) -> Result<user::Model, AccountError> {
    let account = named_by(tx, link).await?;
    // The mail went to an address that is not the account's any more.
    if account.email == link.email { Ok(account) } else { Err(AccountError::DeadLink) }
}

/// The same for a link whose address the account may only be going to have.
pub(super) async fn named_by(tx: &WriteTx, link: &link::Model) -> Result<user::Model, AccountError> {
    let id = link.user_id.ok_or(AccountError::DeadLink)?;
    let account = people::lock(tx, id).await?.filter(|account| account.disabled_at.is_none());
    account.ok_or(AccountError::DeadLink)
}

pub(super) async fn finish_sign_in(
    ctx: &Ctx,
    tx: WriteTx,
    account: &user::Model,
) -> Result<NewSession, AccountError> {
    let session = sessions::start(&tx, ctx, account).await?;
    tx.commit().await?;
    Ok(session)
}

pub(super) fn order(kind: LinkKind, account: &user::Model) -> LinkOrder<'_> {
    LinkOrder { kind, email: &account.email, user: Some(account.id), subject: None, label: "", name: "" }
}

pub(super) fn own_event(action: &str, account: &user::Model) -> AuditEvent {
    audit::event(action).by(account).on("account", &account.public_id)
}
