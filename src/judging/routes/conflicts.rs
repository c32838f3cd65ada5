//! HTTP of conflicts of interest, for staff.

use entity::PublicId;
use rocket::{get, post, serde::json::Json};

use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    judging::{
        access::staff_edition,
        input::ConflictDecision,
        service,
        views::{ConflictLifted, ConflictView},
    },
    web::{Api, Body, Empty, IdempotencyHeader, Problem, Slug, api},
};

/// Lists the conflicts of interest of an edition or of one entry, newest first, removed ones too.
#[utoipa::path(tag = "judging",
    params(("entry" = Option<String>, Query, description = "Id of an entry")),
    responses((status = 200, body = Vec<ConflictView>)))]
#[get("/staff/editions/<programme>/<edition>/conflicts?<entry>")]
async fn list_conflicts(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    entry: Option<String>,
) -> Result<Json<Vec<ConflictView>>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    let entry = entry.map(|id| PublicId::parse(&id).ok_or_else(Problem::not_found)).transpose()?;
    Ok(Json(service::list_conflicts(&ctx, &place, entry.as_ref()).await?))
}

/// Adds a conflict of interest between a judge and an entry, assigned or not.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = ConflictDecision,
    responses((status = 200, body = Empty)))]
#[post("/staff/editions/<programme>/<edition>/conflicts", data = "<body>")]
async fn add_conflict(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    body: Body<ConflictDecision>,
) -> Result<Idempotent<Empty>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::add_conflict(&ctx, &staff, &place, &request_key, body.value).await?)
}

/// Removes a conflict: the judge gets the entry again, with the scoresheet as it was.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = ConflictDecision,
    responses((status = 200, body = ConflictLifted)))]
#[post("/staff/editions/<programme>/<edition>/conflicts/lift", data = "<body>")]
async fn lift_conflict(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    body: Body<ConflictDecision>,
) -> Result<Idempotent<ConflictLifted>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::lift_conflict(&ctx, &staff, &place, &request_key, body.value).await?)
}

pub(super) fn api() -> Api {
    api![list_conflicts, add_conflict, lift_conflict]
}
