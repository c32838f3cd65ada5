//! HTTP of deleting a draft edition.

use rocket::{delete, get, serde::json::Json};

use super::find;
use crate::{
    accounts::Staff,
    context::Ctx,
    editions::{service, views::Deletion},
    web::{Api, Empty, IfMatch, Problem, Slug, api},
};

/// Previews deleting a draft edition: what would be gone.
#[utoipa::path(tag = "editions", responses((status = 200, body = Deletion)))]
#[get("/staff/editions/<programme>/<edition>/deletion")]
async fn preview_deletion(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Deletion>, Problem> {
    let edition = find(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::look_at_deletion(&ctx, &edition).await?))
}

/// Deletes a draft edition with all that is kept of it; the audit log keeps what was done.
#[utoipa::path(tag = "editions", params(IfMatch), responses((status = 200, body = Empty)))]
#[delete("/staff/editions/<programme>/<edition>")]
async fn delete_edition(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: IfMatch,
) -> Result<Json<Empty>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    service::delete(&ctx, &staff, wanted).await?;
    Ok(Json(Empty {}))
}

pub(super) fn api() -> Api {
    api![preview_deletion, delete_edition]
}
