//! HTTP of organisations, for staff.

use rocket::{get, post, put, serde::json::Json};

use super::{
    service,
    views::{Doubles, Merge, Merged, OrganisationPage, RequestAnswer, StaffOrganisation},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    organisations::OrganisationCorrection,
    web::{Api, Body, Empty, IdempotencyHeader, IfMatch, ObjectKey, Problem, Versioned, api},
};

/// Lists organisations by name, except those one belongs to or has belonged to.
#[utoipa::path(tag = "console",
    params(("q" = Option<String>, Query, description = "Words of the name or city"),
        ("asked" = Option<bool>, Query, description = "Only those with requests to join")),
    responses((status = 200, body = OrganisationPage)))]
#[get("/staff/organisations?<q>&<asked>")]
async fn list_all_organisations(
    staff: Staff,
    ctx: Ctx,
    q: Option<String>,
    asked: Option<bool>,
) -> Result<Json<OrganisationPage>, Problem> {
    let search: String = q.unwrap_or_default().chars().take(200).collect();
    Ok(Json(service::list(&ctx, &staff, &search, asked.unwrap_or(false)).await?))
}

/// Lists possible duplicates: organisations with the same name in the same country.
#[utoipa::path(tag = "console", responses((status = 200, body = Vec<Doubles>)))]
#[get("/staff/organisations/doubles")]
async fn list_doubles(staff: Staff, ctx: Ctx) -> Result<Json<Vec<Doubles>>, Problem> {
    Ok(Json(service::doubles(&ctx, &staff).await?))
}

/// Changes the details of an organisation, also after it has submitted entries.
#[utoipa::path(tag = "console", params(IfMatch), request_body = OrganisationCorrection,
    responses((status = 200, body = StaffOrganisation)))]
#[put("/staff/organisations/<id>", data = "<body>")]
async fn correct_organisation(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    body: Body<OrganisationCorrection>,
) -> Result<Versioned<StaffOrganisation>, Problem> {
    let view = service::correct(&ctx, &staff, &id, version.0, body.value).await?;
    Ok(Versioned(view.version, view))
}

/// Answers a request to join that no member can answer, or none has for two weeks.
#[utoipa::path(tag = "console", request_body = RequestAnswer, responses((status = 200, body = Empty)))]
#[post("/staff/organisations/<id>/requests/<member>", data = "<body>")]
async fn answer_join_request(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    member: ObjectKey,
    body: Body<RequestAnswer>,
) -> Result<Json<Empty>, Problem> {
    let asked = service::Asked { organisation: &id, member: &member };
    service::answer_request(&ctx, &staff, asked, &body.value).await?;
    Ok(Json(Empty {}))
}

/// Merges an organisation into another: moves its entries and people there, and deletes it.
#[utoipa::path(tag = "console", params(IdempotencyHeader), request_body = Merge,
    responses((status = 200, body = Merged)))]
#[post("/staff/organisations/<id>/merge", data = "<body>")]
async fn merge_organisations(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<Merge>,
) -> Result<Idempotent<Merged>, Problem> {
    let request_key = key.of(&staff, &body);
    Ok(service::merge(&ctx, &staff, &id, &request_key, &body.value).await?)
}

pub fn api() -> Api {
    api![list_all_organisations, list_doubles, correct_organisation, answer_join_request, merge_organisations]
}
