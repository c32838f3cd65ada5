//! HTTP of going to something.

use rocket::{get, serde::json::Json};

use super::{service, views::Finds};
use crate::{
    accounts::Staff,
    checks::Refused,
    console::{error::ConsoleError, input::search_text, routes::find_edition},
    context::Ctx,
    web::{Api, Problem, Slug, api},
};

/// Finds entries, judges and organisations of an edition by the beginning of words; entries and
/// organisations from three letters on.
#[utoipa::path(tag = "console",
    params(("q" = Option<String>, Query, description = "Beginnings of words, or of the number of an entry.")),
    responses((status = 200, body = Finds)))]
#[get("/staff/editions/<programme>/<edition>/find?<q>")]
async fn find_anything(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    q: Option<String>,
) -> Result<Json<Finds>, Problem> {
    let search = search_text(q).map_err(|refused: Refused| ConsoleError::Input(refused))?;
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::find(&ctx, &staff, &edition, &search).await?))
}

pub fn api() -> Api {
    api![find_anything]
}
