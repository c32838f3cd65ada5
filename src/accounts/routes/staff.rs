//! HTTP of the members of staff, for its admins.

use rocket::{delete, get, post, put, serde::json::Json};

use crate::{
    accounts::{
        input::{NewStaff, StaffChange},
        principal::{Admin, FreshAdmin},
        service,
        views::{SessionsEnded, StaffPerson},
    },
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, Empty, IdempotencyHeader, IfMatch, ObjectKey, Problem, Versioned, api},
};

/// Lists the members of staff, and those invited.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Vec<StaffPerson>)))]
#[get("/staff/people")]
async fn list_people(admin: Admin, ctx: Ctx) -> Result<Json<Vec<StaffPerson>>, Problem> {
    Ok(Json(service::list_staff(&ctx, &admin).await?))
}

/// Invites someone to the staff by e-mail; inviting again sends a new link.
#[utoipa::path(tag = "accounts", params(IdempotencyHeader), request_body = NewStaff,
    responses((status = 200, body = StaffPerson)))]
#[post("/staff/people", data = "<body>")]
async fn invite_person(
    admin: FreshAdmin,
    ctx: Ctx,
    key: IdempotencyHeader,
    body: Body<NewStaff>,
) -> Result<Idempotent<StaffPerson>, Problem> {
    let request_key = key.of(&admin, &body);
    Ok(service::invite_staff(&ctx, &admin, &request_key, body.value).await?)
}

/// Cancels an invitation.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Empty)))]
#[delete("/staff/people/<person>")]
async fn take_invitation_back(
    admin: FreshAdmin,
    ctx: Ctx,
    person: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    service::take_invitation_back(&ctx, &admin, &person).await?;
    Ok(Json(Empty {}))
}

/// Changes the role of a member of staff, disables or enables the account; all their sessions end.
#[utoipa::path(tag = "accounts", params(IfMatch), request_body = StaffChange,
    responses((status = 200, body = StaffPerson)))]
#[put("/staff/people/<person>", data = "<body>")]
async fn change_person(
    admin: FreshAdmin,
    ctx: Ctx,
    person: ObjectKey,
    version: IfMatch,
    body: Body<StaffChange>,
) -> Result<Versioned<StaffPerson>, Problem> {
    let view = service::change_staff(&ctx, &admin, &person, version.0, body.value).await?;
    Ok(Versioned(view.version, view))
}

/// Ends all sessions of a member of staff; of oneself all but this one.
#[utoipa::path(tag = "accounts", responses((status = 200, body = SessionsEnded)))]
#[post("/staff/people/<person>/sign-out")]
async fn sign_out_person(
    admin: FreshAdmin,
    ctx: Ctx,
    person: ObjectKey,
) -> Result<Json<SessionsEnded>, Problem> {
    Ok(Json(service::sign_out_person(&ctx, &admin, &person).await?))
}

/// Ends the sessions of everyone, entrants and judges too, except this one.
#[utoipa::path(tag = "accounts", responses((status = 200, body = SessionsEnded)))]
#[post("/staff/people/sign-out")]
async fn sign_out_everybody(admin: FreshAdmin, ctx: Ctx) -> Result<Json<SessionsEnded>, Problem> {
    Ok(Json(service::sign_out_everybody(&ctx, &admin).await?))
}

pub(super) fn api() -> Api {
    api![list_people, invite_person, take_invitation_back, change_person, sign_out_person, sign_out_everybody]
}
