//! HTTP of organisations, for staff.

use rocket::{Route, get, post, put, routes as collect, serde::json::Json};
use utoipa::OpenApi;

use super::{
    service,
    views::{Doubles, Merge, Merged, OrganisationPage, StaffOrganisation},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Answer,
    organisations::OrganisationInput,
    web::{Body, IfMatch, ObjectKey, OnceKey, Problem, Versioned},
};

/// Organisations by name, except those to which one belongs or has belonged.
#[utoipa::path(tag = "checks",
    params(("q" = Option<String>, Query, description = "Words of the name or city")),
    responses((status = 200, body = OrganisationPage)))]
#[get("/staff/organisations?<q>")]
async fn list_all_organisations(
    staff: Staff,
    ctx: Ctx,
    q: Option<String>,
) -> Result<Json<OrganisationPage>, Problem> {
    let search: String = q.unwrap_or_default().chars().take(200).collect();
    Ok(Json(service::list(&ctx, &staff, &search).await?))
}

/// Organisations of one name in one country, beside each other: they are likely one.
#[utoipa::path(tag = "checks", responses((status = 200, body = Vec<Doubles>)))]
#[get("/staff/organisations/doubles")]
async fn list_doubles(staff: Staff, ctx: Ctx) -> Result<Json<Vec<Doubles>>, Problem> {
    Ok(Json(service::doubles(&ctx, &staff).await?))
}

/// Corrects an organisation's record, whatever it has entered.
#[utoipa::path(tag = "checks", params(IfMatch), request_body = OrganisationInput,
    responses((status = 200, body = StaffOrganisation)))]
#[put("/staff/organisations/<id>", data = "<body>")]
async fn correct_organisation(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    body: Body<OrganisationInput>,
) -> Result<Versioned<StaffOrganisation>, Problem> {
    let view = service::correct(&ctx, &staff, &id, version.0, body.value).await?;
    Ok(Versioned(view.version, view))
}

/// Moves entries and people of an organisation to another that is the same, and removes it.
#[utoipa::path(tag = "checks", params(OnceKey), request_body = Merge,
    responses((status = 200, body = Merged)))]
#[post("/staff/organisations/<id>/merge", data = "<body>")]
async fn merge_organisations(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    key: OnceKey,
    body: Body<Merge>,
) -> Result<Answer<Merged>, Problem> {
    let once = key.of(&staff, &body);
    Ok(service::merge(&ctx, &staff, &id, &once, &body.value).await?)
}

/// The routes.
pub fn routes() -> Vec<Route> {
    collect![list_all_organisations, list_doubles, correct_organisation, merge_organisations]
}

/// Their description.
#[derive(OpenApi)]
#[openapi(paths(list_all_organisations, list_doubles, correct_organisation, merge_organisations))]
pub struct Doc;
