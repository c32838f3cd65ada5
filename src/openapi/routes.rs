//! HTTP of the description, and the time.

use entity::Timestamp;
use rocket::{
    get,
    response::content::{RawCss, RawHtml},
    serde::json::Json,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    context::Ctx,
    web::{Api, Problem, api},
};

/// The server's time, from which pages count down.
#[derive(Serialize, ToSchema)]
struct Time {
    /// The current instant.
    now: Timestamp,
}

/// Shows the server's time.
#[utoipa::path(tag = "service", responses((status = 200, body = Time)))]
#[get("/time")]
fn time(ctx: Ctx) -> Json<Time> {
    Json(Time { now: ctx.now })
}

/// This description.
#[utoipa::path(tag = "service", responses((status = 200, body = serde_json::Value)))]
#[get("/openapi.json")]
fn openapi(_ctx: Ctx) -> Json<utoipa::openapi::OpenApi> {
    Json(super::document())
}

/// This description as a page to read.
#[utoipa::path(tag = "service", responses((status = 200, content_type = "text/html", body = String)))]
#[get("/docs")]
fn docs(_ctx: Ctx) -> Result<RawHtml<String>, Problem> {
    super::page::html().map(RawHtml).map_err(|error| {
        tracing::error!(%error, "the page of the API");
        Problem::internal()
    })
}

/// Its style sheet.
#[utoipa::path(tag = "service", responses((status = 200, content_type = "text/css", body = String)))]
#[get("/docs.css")]
fn docs_css(_ctx: Ctx) -> RawCss<&'static str> {
    RawCss(include_str!("docs.css"))
}

pub fn api() -> Api {
    api![time, openapi, docs, docs_css]
}
