//! HTTP of the description, and the time.

use entity::Timestamp;
use rocket::{Route, get, routes as collect, serde::json::Json};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::context::Ctx;

/// The server's time, from which pages count down.
#[derive(Serialize, ToSchema)]
struct Time {
    /// The present instant.
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
}

/// The server's time.
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

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    collect![time, openapi]
}

/// Their description, and the head of the whole document.
#[derive(OpenApi)]
#[openapi(
    info(title = "Palmares", description = "An awards programme from the call for nominations to the results."),
    servers((url = "/api")),
    paths(time, openapi)
)]
pub struct Doc;
