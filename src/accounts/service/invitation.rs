//! Accounts that begin with a link: the first admin, invited people.

use entity::{
    link::{self, LinkKind},
    user::{self, StaffRole},
};

use super::steps::{Asked, check_password, consume, finish_sign_in, own_event, prove, take_over, verify};
use crate::{
    accounts::{
        error::AccountError,
        input::{PersonName, Setup, StaffAcceptance},
        passwords::Password,
        queue::Lane,
        rules::Standing,
        store::{
            links::{self, LinkOrder},
            people::{self, Change, NewPerson},
            sessions::{self, NewSession},
            staff,
        },
    },
    address::Email,
    context::Ctx,
    db::WriteTx,
};

/// Makes the first admin by the set-up link, once.
pub async fn set_up(ctx: &Ctx, setup: Setup) -> Result<NewSession, AccountError> {
    check_password(&setup.password, &setup.email, setup.name.as_str(), "/password")?;
    let hash = ctx.app.passwords.hash(Lane::Of(ctx.caller), &setup.password).await?;
    let tx = ctx.begin().await?;
    consume(&tx, ctx, &setup.token, LinkKind::Setup).await?;
    let account = match people::find_by_email(&*tx, &setup.email.canonical).await? {
        Some(_) => return Err(AccountError::AddressKnown),
        None => {
            let new = NewPerson { name: setup.name, email: &setup.email, password_hash: Some(hash) };
            people::insert(&tx, ctx, new).await?
        }
    };
    let account = prove(&tx, ctx, account).await?;
    let admin = Change { staff_role: Some(StaffRole::Admin), ..Change::default() };
    let account = people::change(&tx, account, admin).await?;
    staff::accept_invitation(&tx, &account.email).await?;
    own_event("account.set_up", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}

/// A set-up link if there is no admin yet; `None` when there is one.
pub async fn first_admin_link(ctx: &Ctx, even_if_there_is_one: bool) -> Result<Option<String>, AccountError> {
    let tx = ctx.begin().await?;
    if !even_if_there_is_one && people::has_admin(&*tx).await? {
        return Ok(None);
    }
    let order =
        LinkOrder { kind: LinkKind::Setup, email: "", user: None, subject: None, label: "", name: "" };
    let link = links::make(&tx, ctx, order).await?;
    let url = links::url(&*tx, &ctx.app, &link).await?;
    tx.commit().await?;
    Ok(url)
}

/// What the password of an invited person came to. Found out before the
/// transaction: hashing takes longer than other writers should wait.
pub struct Shown(Option<String>);

/// Verifies the password of an account of the secretariat, or hashes that of a
/// new one; others need none, for following the mailed link proves the address.
pub async fn show_password(
    ctx: &Ctx,
    token: &str,
    kind: LinkKind,
    (name, password): (&str, Option<&Password>),
) -> Result<Shown, AccountError> {
    let link = links::find(ctx.read(), ctx, token).await?.filter(|link| link.kind == kind);
    let link = link.ok_or(AccountError::DeadLink)?;
    refuse_disabled(ctx, &link).await?;
    let known = people::find_by_email(ctx.read(), &link.email).await?.filter(is_proved);
    Ok(Shown(match (known, password) {
        (Some(account), password) if account.staff_role.is_some() => {
            let password = password.ok_or(AccountError::WrongPassword("/password"))?;
            verify(ctx, Asked::Link, &account, password, "/password").await?;
            account.password_hash
        }
        (None, Some(password)) => {
            let address = Email::known(&link.email);
            check_password(password, &address, name, "/password")?;
            Some(ctx.app.passwords.hash(Lane::Of(ctx.caller), password).await?)
        }
        (Some(_) | None, _) => None,
    }))
}

/// The account that an invitation opens: an existing one, or a new one of this name.
pub async fn account_of_invitation(
    tx: &WriteTx,
    ctx: &Ctx,
    link: &link::Model,
    (name, Shown(hash)): (Option<PersonName>, Shown),
) -> Result<user::Model, AccountError> {
    let known = people::find_by_email(&**tx, &link.email).await?;
    // Switched off since the password was shown.
    if known.as_ref().is_some_and(|known| known.disabled_at.is_some()) {
        return Err(AccountError::Disabled);
    }
    if let Some(known) = known.as_ref().filter(|known| is_proved(known)) {
        let is_shown = hash.is_some() && known.password_hash == hash;
        return match known.staff_role {
            Some(_) if !is_shown => Err(AccountError::WrongPassword("/password")),
            _ => Ok(known.clone()),
        };
    }
    let name = name.ok_or(AccountError::NameMissing)?;
    let address = Email::known(&link.email);
    begin(tx, ctx, known, &address, (name, hash)).await
}

/// The account of somebody whose address is proved now: a new one, or one that nobody had proved.
async fn begin(
    tx: &WriteTx,
    ctx: &Ctx,
    unproved: Option<user::Model>,
    address: &Email,
    (name, hash): (PersonName, Option<String>),
) -> Result<user::Model, AccountError> {
    if let Some(unproved) = unproved {
        return take_over(tx, ctx, unproved, (Some(name), hash)).await;
    }
    let new = NewPerson { name, email: address, password_hash: hash };
    let account = people::insert(tx, ctx, new).await?;
    own_event("account.register", &account).record(tx, ctx).await?;
    prove(tx, ctx, account).await
}

/// An account that is switched off takes no invitation up: whoever switched it off decides.
async fn refuse_disabled(ctx: &Ctx, link: &link::Model) -> Result<(), AccountError> {
    let account = people::find_by_email(ctx.read(), &link.email).await?;
    match account.filter(|account| account.disabled_at.is_some()) {
        Some(_) => Err(AccountError::Disabled),
        None => Ok(()),
    }
}

/// An account that nobody has proved is nobody's, whoever registered it.
const fn is_proved(account: &user::Model) -> bool {
    account.confirmed_at.is_some()
}

/// Joins the secretariat by invitation. An account shows itself with its password: whoever
/// reads its mail alone gets no power (AUTH-13). Its older sessions end (SES-3).
pub async fn join_staff(ctx: &Ctx, acceptance: StaffAcceptance) -> Result<NewSession, AccountError> {
    let link = links::find(ctx.read(), ctx, &acceptance.token).await?;
    let link = link.filter(|link| link.kind == LinkKind::StaffInvitation).ok_or(AccountError::DeadLink)?;
    refuse_disabled(ctx, &link).await?;
    let address = Email::known(&link.email);
    let known = people::find_by_email(ctx.read(), &address.canonical).await?.filter(is_proved);
    let hash = match &known {
        Some(account) => {
            verify(ctx, Asked::Link, account, &acceptance.password, "/password").await?;
            account.password_hash.clone()
        }
        None => {
            let name = acceptance.name.as_ref().map_or("", PersonName::as_str);
            check_password(&acceptance.password, &address, name, "/password")?;
            Some(ctx.app.passwords.hash(Lane::Of(ctx.caller), &acceptance.password).await?)
        }
    };
    let tx = ctx.begin().await?;
    consume(&tx, ctx, &acceptance.token, LinkKind::StaffInvitation).await?;
    let invitation =
        staff::accept_invitation(&tx, &address.canonical).await?.ok_or(AccountError::DeadLink)?;
    let account = match people::find_by_email(&*tx, &address.canonical).await? {
        // The password of this very account was shown, and it is still the one.
        Some(account) if known.is_some() && account.password_hash == hash => account,
        Some(account) if is_proved(&account) => return Err(AccountError::WrongPassword("/password")),
        unproved => {
            let name = acceptance.name.ok_or(AccountError::NameMissing)?;
            begin(&tx, ctx, unproved, &address, (name, hash)).await?
        }
    };
    // An invitation gives a role; it takes none from somebody who came to one meanwhile.
    if account.disabled_at.is_some() {
        return Err(AccountError::Disabled);
    }
    if account.staff_role.is_some() {
        return Err(AccountError::DeadLink);
    }
    let account = prove(&tx, ctx, account).await?;
    let standing = Standing { role: invitation.role, disabled: false };
    let account = staff::set_standing(&tx, ctx, account, standing).await?;
    sessions::end_all(&tx, account.id).await?;
    own_event("staff_invitation.accept", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}
