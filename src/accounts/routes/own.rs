//! HTTP of one's own account and sessions.

use rocket::{
    delete, get,
    http::{Cookie, CookieJar, Header},
    post, put,
    serde::json::Json,
};

use super::start_session_response;
use crate::{
    accounts::{
        guards::cookie_name,
        input::{PasswordChange, PasswordProof, Profile},
        principal::{Entrant, SignedIn},
        service,
        store::{people, sessions},
        views::{Me, SessionView},
    },
    context::Ctx,
    web::{Api, Body, Empty, Problem, Slug, api},
};

/// Shows who is signed in.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Me)))]
#[get("/me")]
async fn me(person: SignedIn, ctx: Ctx) -> Result<Json<Me>, Problem> {
    Ok(Json(people::me(ctx.read(), &person).await?))
}

/// Changes one's own name and language.
#[utoipa::path(tag = "accounts", request_body = Profile, responses((status = 200, body = Empty)))]
#[put("/me", data = "<body>")]
async fn edit_profile(person: Entrant, ctx: Ctx, body: Body<Profile>) -> Result<Json<Empty>, Problem> {
    service::edit_profile(&ctx, &person, body.value).await?;
    Ok(Json(Empty {}))
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(tag = "accounts", request_body = PasswordChange, responses((status = 200, body = Me)))]
#[put("/me/password", data = "<body>")]
async fn change_password(
    person: SignedIn,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<PasswordChange>,
) -> Result<Json<Me>, Problem> {
    let session = service::change_password(&ctx, &person, body.value).await?;
    start_session_response(&ctx, jar, session).await
}

/// Confirms the password again, as sensitive actions need; the session gets a new id.
#[utoipa::path(tag = "accounts", request_body = PasswordProof, responses((status = 200, body = Me)))]
#[post("/me/password/confirm", data = "<body>")]
async fn confirm_password(
    person: SignedIn,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<PasswordProof>,
) -> Result<Json<Me>, Problem> {
    let session = service::confirm_password(&ctx, &person, &body.value.password).await?;
    start_session_response(&ctx, jar, session).await
}

/// Signs out, and clears what the browser has stored.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Empty)))]
#[post("/sign-out")]
async fn sign_out(person: SignedIn, ctx: Ctx, jar: &CookieJar<'_>) -> Result<SignedOut, Problem> {
    service::sign_out(&ctx, &person).await?;
    jar.remove(Cookie::build((cookie_name(&ctx), "")).path("/"));
    Ok(SignedOut(Json(Empty {}), Header::new("Clear-Site-Data", "\"cache\", \"storage\"")))
}

#[derive(rocket::Responder)]
struct SignedOut(Json<Empty>, Header<'static>);

/// Lists one's own sessions.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Vec<SessionView>)))]
#[get("/me/sessions")]
async fn list_sessions(person: SignedIn, ctx: Ctx) -> Result<Json<Vec<SessionView>>, Problem> {
    Ok(Json(sessions::list(&ctx, &person).await?))
}

/// Ends one of one's own sessions.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Empty)))]
#[delete("/me/sessions/<id>")]
async fn end_session(person: SignedIn, ctx: Ctx, id: Slug) -> Result<Json<Empty>, Problem> {
    service::end_session(&ctx, &person, &id).await?;
    Ok(Json(Empty {}))
}

pub(super) fn api() -> Api {
    api![me, edit_profile, change_password, confirm_password, sign_out, list_sessions, end_session]
}
