//! HTTP of saved views.

use rocket::{delete, get, post, put, serde::json::Json};

use super::{
    service,
    views::{NewView, SavedView, ViewName},
};
use crate::{
    accounts::Staff,
    console::routes::find_edition,
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, Empty, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Lists one's own views of the lists of an edition, and those of all staff.
#[utoipa::path(tag = "console", responses((status = 200, body = Vec<SavedView>)))]
#[get("/staff/editions/<programme>/<edition>/views")]
async fn list_views(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Vec<SavedView>>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::list(&ctx, &staff, &edition).await?))
}

/// Keeps a view of a list, for oneself or for all staff.
#[utoipa::path(tag = "console", params(IdempotencyHeader), request_body = NewView,
    responses((status = 200, body = SavedView)))]
#[post("/staff/editions/<programme>/<edition>/views", data = "<body>")]
async fn keep_view(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    key: IdempotencyHeader,
    body: Body<NewView>,
) -> Result<Idempotent<SavedView>, Problem> {
    let request_key = key.of(&staff, &body);
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::keep(&ctx, &staff, &edition, request_key, body.value).await?)
}

/// Gives a view of a list another name.
#[utoipa::path(tag = "console", request_body = ViewName, responses((status = 200, body = SavedView)))]
#[put("/staff/editions/<programme>/<edition>/views/<id>", data = "<body>")]
async fn rename_view(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    id: ObjectKey,
    body: Body<ViewName>,
) -> Result<Json<SavedView>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::rename(&ctx, &staff, &edition, &id, body.value).await?))
}

/// Deletes a view of a list.
#[utoipa::path(tag = "console", responses((status = 200, body = Empty)))]
#[delete("/staff/editions/<programme>/<edition>/views/<id>")]
async fn delete_view(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    id: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    service::delete(&ctx, &staff, &edition, &id).await?;
    Ok(Json(Empty {}))
}

pub fn api() -> Api {
    api![list_views, keep_view, rename_view, delete_view]
}
