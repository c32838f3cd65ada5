//! HTTP of how someone wants the pages.

use std::collections::BTreeMap;

use rocket::{get, put, serde::json::Json};
use serde_json::Value;

use crate::{
    accounts::{
        error::AccountError, input::NewPreference, principal::Entrant, service, store::preferences,
        views::Preference,
    },
    context::Ctx,
    web::{Api, Body, Empty, Problem, Slug, api},
};

/// Lists what pages keep for oneself, by name.
#[utoipa::path(tag = "accounts", responses((status = 200, body = BTreeMap<String, Value>)))]
#[get("/me/preferences")]
async fn list_preferences(person: Entrant, ctx: Ctx) -> Result<Json<BTreeMap<String, Value>>, Problem> {
    let all = preferences::all(ctx.read(), person.user).await.map_err(AccountError::from)?;
    Ok(Json(all))
}

/// Shows what a page keeps for oneself under a name.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Preference)))]
#[get("/me/preferences/<name>")]
async fn read_preference(person: Entrant, ctx: Ctx, name: Slug) -> Result<Json<Preference>, Problem> {
    let value = preferences::find(ctx.read(), person.user, &name).await.map_err(AccountError::from)?;
    Ok(Json(Preference { value: value.ok_or(AccountError::NotFound)? }))
}

/// Keeps something for oneself under a name: at most 4,096 bytes of JSON, and at most 50 names.
#[utoipa::path(tag = "accounts", request_body = NewPreference, responses((status = 200, body = Empty)))]
#[put("/me/preferences/<name>", data = "<body>")]
async fn keep_preference(
    person: Entrant,
    ctx: Ctx,
    name: Slug,
    body: Body<NewPreference>,
) -> Result<Json<Empty>, Problem> {
    service::keep_preference(&ctx, &person, &name, &body.value).await?;
    Ok(Json(Empty {}))
}

pub(super) fn api() -> Api {
    api![list_preferences, read_preference, keep_preference]
}
