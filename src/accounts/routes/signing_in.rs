//! HTTP of getting an account and into it.

use entity::link::LinkKind;
use rocket::{http::CookieJar, post, response::status::Accepted, serde::json::Json};

use super::device;
use crate::{
    accounts::{
        error::AccountError,
        guards::session_cookie,
        input::{
            Address, AddressChange, Credentials, NewAccount, PasswordReset, Setup, StaffAcceptance, Token,
        },
        principal::SignedIn,
        service::{self, Purpose},
        store::{links, people, sessions},
        views::{LinkPreview, MailTaken, Me},
    },
    context::Ctx,
    web::{Api, Body, Empty, Problem, SameOrigin, api},
};

/// Creates an account and e-mails a link to confirm its address. Answers the same if the address has an account.
#[utoipa::path(tag = "accounts", request_body = NewAccount, responses((status = 202, body = MailTaken)))]
#[post("/accounts", data = "<body>")]
async fn register(
    _origin: SameOrigin,
    ctx: Ctx,
    body: Body<NewAccount>,
) -> Result<Accepted<Json<MailTaken>>, Problem> {
    service::register(&ctx, body.value).await?;
    Ok(mail_taken(&ctx))
}

/// The same whether an e-mail goes out or not; whether e-mails go out at all is no secret.
fn mail_taken(ctx: &Ctx) -> Accepted<Json<MailTaken>> {
    Accepted(Json(MailTaken { held: ctx.app.config.mail.smtp_url.is_empty() }))
}

/// Confirms an address with its link, and signs in.
#[utoipa::path(tag = "accounts", request_body = Token, responses((status = 200, body = Me)))]
#[post("/accounts/confirm", data = "<body>")]
async fn confirm(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Token>,
) -> Result<Json<Me>, Problem> {
    let session = service::confirm(&ctx, &body.value.token).await?;
    start_session_response(&ctx, jar, session).await
}

/// E-mails the link to confirm the address again.
#[utoipa::path(tag = "accounts", responses((status = 202, body = MailTaken)))]
#[post("/me/confirmation")]
async fn resend_confirmation(person: SignedIn, ctx: Ctx) -> Result<Accepted<Json<MailTaken>>, Problem> {
    service::resend_confirmation(&ctx, &person).await?;
    Ok(mail_taken(&ctx))
}

/// E-mails the link to another address, while none is confirmed. Answers the same for an
/// address that has an account.
#[utoipa::path(tag = "accounts", request_body = AddressChange, responses((status = 202, body = MailTaken)))]
#[post("/me/address", data = "<body>")]
async fn change_address(
    person: SignedIn,
    ctx: Ctx,
    body: Body<AddressChange>,
) -> Result<Accepted<Json<MailTaken>>, Problem> {
    service::change_address(&ctx, &person, body.value).await?;
    Ok(mail_taken(&ctx))
}

/// Signs in with address and password.
#[utoipa::path(tag = "accounts", request_body = Credentials, responses((status = 200, body = Me)))]
#[post("/sign-in", data = "<body>")]
async fn sign_in(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Credentials>,
) -> Result<Json<Me>, Problem> {
    let session = service::sign_in(&ctx, body.value, device::sent(jar)).await?;
    start_session_response(&ctx, jar, session).await
}

/// E-mails a sign-in link. Answers the same for an unknown address.
#[utoipa::path(tag = "accounts", request_body = Address, responses((status = 202, body = MailTaken)))]
#[post("/sign-in/link", data = "<body>")]
async fn send_sign_in_link(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Address>,
) -> Result<Accepted<Json<MailTaken>>, Problem> {
    service::ask_for_link(&ctx, Purpose::SignIn, body.value.email, device::sent(jar)).await?;
    Ok(mail_taken(&ctx))
}

/// Signs in with a link from an e-mail.
#[utoipa::path(tag = "accounts", request_body = Token, responses((status = 200, body = Me)))]
#[post("/sign-in/token", data = "<body>")]
async fn sign_in_by_link(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Token>,
) -> Result<Json<Me>, Problem> {
    let session = service::sign_in_by_link(&ctx, &body.value.token).await?;
    start_session_response(&ctx, jar, session).await
}

/// E-mails a link to set a new password. Answers the same for an unknown address.
#[utoipa::path(tag = "accounts", request_body = Address, responses((status = 202, body = MailTaken)))]
#[post("/password/forgotten", data = "<body>")]
async fn forgot_password(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Address>,
) -> Result<Accepted<Json<MailTaken>>, Problem> {
    service::ask_for_link(&ctx, Purpose::ResetPassword, body.value.email, device::sent(jar)).await?;
    Ok(mail_taken(&ctx))
}

/// Sets a new password with a link; all sessions end.
#[utoipa::path(tag = "accounts", request_body = PasswordReset, responses((status = 200, body = Empty)))]
#[post("/password/reset", data = "<body>")]
async fn reset_password(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<PasswordReset>,
) -> Result<Json<Empty>, Problem> {
    let account = service::reset_password(&ctx, body.value).await?;
    device::remember(&ctx, jar, &account)?;
    Ok(Json(Empty {}))
}

/// Shows what a link from an e-mail would do, without using it.
#[utoipa::path(tag = "accounts", request_body = Token, responses((status = 200, body = LinkPreview)))]
#[post("/links", data = "<body>")]
async fn preview_link(
    _origin: SameOrigin,
    ctx: Ctx,
    body: Body<Token>,
) -> Result<Json<LinkPreview>, Problem> {
    let link = links::find(ctx.read(), &ctx, &body.value.token).await?.ok_or(AccountError::DeadLink)?;
    let account = people::find_by_email(ctx.read(), &link.email).await?;
    let is_staff = account.as_ref().is_some_and(|account| account.staff_role.is_some());
    Ok(Json(LinkPreview {
        kind: link.kind,
        email: link.email,
        label: link.label,
        name: link.name,
        has_account: account.is_some_and(|account| account.confirmed_at.is_some()),
        needs_password: is_staff || link.kind == LinkKind::StaffInvitation,
    }))
}

/// Creates the first administrator with the set-up link.
#[utoipa::path(tag = "accounts", request_body = Setup, responses((status = 200, body = Me)))]
#[post("/setup", data = "<body>")]
async fn set_up(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Setup>,
) -> Result<Json<Me>, Problem> {
    let session = service::set_up(&ctx, body.value).await?;
    start_session_response(&ctx, jar, session).await
}

/// Accepts an invitation to the staff, and signs in. An existing account needs its password.
#[utoipa::path(tag = "accounts", request_body = StaffAcceptance, responses((status = 200, body = Me)))]
#[post("/invitations/staff", data = "<body>")]
async fn accept_staff_invitation(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<StaffAcceptance>,
) -> Result<Json<Me>, Problem> {
    let session = service::join_staff(&ctx, body.value).await?;
    start_session_response(&ctx, jar, session).await
}

/// Sets the cookie of a new session and answers with the person.
pub async fn start_session_response(
    ctx: &Ctx,
    jar: &CookieJar<'_>,
    session: sessions::NewSession,
) -> Result<Json<Me>, Problem> {
    let person = sessions::person(ctx, &session.secret).await?.ok_or_else(Problem::internal)?;
    jar.add(session_cookie(ctx, session));
    if let Some(account) = people::find(ctx.read(), person.user).await? {
        device::remember(ctx, jar, &account)?;
    }
    Ok(Json(people::me(ctx.read(), &person).await?))
}

pub(super) fn api() -> Api {
    api![
        register,
        confirm,
        resend_confirmation,
        change_address,
        sign_in,
        send_sign_in_link,
        sign_in_by_link,
        forgot_password,
        reset_password,
        preview_link,
        set_up,
        accept_staff_invitation
    ]
}
