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
        passwords::{Password, Passwords},
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
    let hash = ctx.app.state::<Passwords>().hash(Lane::Of(ctx.caller), &setup.password).await?;
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

/// Verifies the password of an account that has to show one, or hashes that of a new one.
pub async fn show_password(
    ctx: &Ctx,
    token: &str,
    kind: LinkKind,
    name: &str,
    password: Option<&Password>,
) -> Result<Shown, AccountError> {
    let link = links::find(ctx.read(), ctx, token).await?.filter(|link| link.kind == kind);
    let link = link.ok_or(AccountError::DeadLink)?;
    let known = people::find_by_email(ctx.read(), &link.email).await?;
    refuse_disabled(known.as_ref())?;
    Ok(Shown(match (known.filter(is_proved), password) {
        (Some(account), password) if shows_password(&account, kind) => {
            let password = password.ok_or(AccountError::WrongPassword("/password"))?;
            verify(ctx, Asked::Link, &account, password, "/password").await?;
            account.password_hash
        }
        (None, Some(password)) => {
            let address = Email::known(&link.email);
            check_password(password, &address, name, "/password")?;
            Some(ctx.app.state::<Passwords>().hash(Lane::Of(ctx.caller), password).await?)
        }
        (Some(_) | None, _) => None,
    }))
}

/// The account that an invitation opens: an existing one, or a new one of this name.
pub async fn account_of_invitation(
    tx: &WriteTx,
    ctx: &Ctx,
    link: &link::Model,
    name: Option<PersonName>,
    Shown(hash): Shown,
) -> Result<user::Model, AccountError> {
    let known = people::find_by_email(&**tx, &link.email).await?;
    // It may have been disabled since the password was shown.
    refuse_disabled(known.as_ref())?;
    match known {
        Some(known) if is_proved(&known) => {
            let is_shown = hash.is_some() && known.password_hash == hash;
            if shows_password(&known, link.kind) && !is_shown {
                return Err(AccountError::WrongPassword("/password"));
            }
            Ok(known)
        }
        Some(unproved) => {
            let name = name.ok_or(AccountError::NameMissing)?;
            take_over(tx, ctx, unproved, Some(name), hash).await
        }
        None => {
            let name = name.ok_or(AccountError::NameMissing)?;
            let address = Email::known(&link.email);
            let new = NewPerson { name, email: &address, password_hash: hash };
            let account = people::insert(tx, ctx, new).await?;
            own_event("account.register", &account).record(tx, ctx).await?;
            prove(tx, ctx, account).await
        }
    }
}

/// Whoever reads the mail of an account alone gets no power (AUTH-13). For anything else,
/// following the mailed link proves the address.
fn shows_password(account: &user::Model, kind: LinkKind) -> bool {
    account.staff_role.is_some() || kind == LinkKind::StaffInvitation
}

/// A disabled account accepts no invitation: whoever disabled it decides.
fn refuse_disabled(account: Option<&user::Model>) -> Result<(), AccountError> {
    match account.filter(|account| account.disabled_at.is_some()) {
        Some(_) => Err(AccountError::Disabled),
        None => Ok(()),
    }
}

/// An account that nobody has proved is nobody's, whoever registered it.
const fn is_proved(account: &user::Model) -> bool {
    account.confirmed_at.is_some()
}

/// Joins the staff by invitation. Older sessions of the account end (SES-3).
pub async fn join_staff(ctx: &Ctx, acceptance: StaffAcceptance) -> Result<NewSession, AccountError> {
    let StaffAcceptance { token, name, password } = acceptance;
    let kind = LinkKind::StaffInvitation;
    let own_name = name.as_ref().map_or("", PersonName::as_str);
    let shown = show_password(ctx, &token, kind, own_name, Some(&password)).await?;
    let tx = ctx.begin().await?;
    let link = consume(&tx, ctx, &token, kind).await?;
    let invitation = staff::accept_invitation(&tx, &link.email).await?.ok_or(AccountError::DeadLink)?;
    let account = account_of_invitation(&tx, ctx, &link, name, shown).await?;
    // An invitation gives a role; it takes none from someone who came to one in the meantime.
    if account.staff_role.is_some() {
        return Err(AccountError::DeadLink);
    }
    let standing = Standing { role: invitation.role, disabled: false };
    let account = staff::set_standing(&tx, ctx, account, standing).await?;
    sessions::end_all(&tx, account.id).await?;
    own_event("staff_invitation.accept", &account).record(&tx, ctx).await?;
    finish_sign_in(ctx, tx, &account).await
}
