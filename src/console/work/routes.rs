//! HTTP of the overview.

use rocket::{get, serde::json::Json};

use super::{
    service,
    views::{Waiting, Work},
};
use crate::{
    accounts::Staff,
    console::routes::find_edition,
    context::Ctx,
    web::{Api, Problem, Slug, api},
};

/// Shows what waits in an edition, what goes wrong, and what comes next.
#[utoipa::path(tag = "console", responses((status = 200, body = Work)))]
#[get("/staff/editions/<programme>/<edition>/work")]
async fn show_work(staff: Staff, ctx: Ctx, programme: Slug, edition: Slug) -> Result<Json<Work>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::work(&ctx, &staff, &edition).await?))
}

/// Counts what waits in an edition.
#[utoipa::path(tag = "console", responses((status = 200, body = Waiting)))]
#[get("/staff/editions/<programme>/<edition>/waiting")]
async fn count_waiting(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Waiting>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::waiting(&ctx, &staff, &edition).await?))
}

pub fn api() -> Api {
    api![show_work, count_waiting]
}
