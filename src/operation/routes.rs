//! HTTP of operation.

use rocket::{
    Request, Route, State, get,
    http::ContentType,
    request::{FromRequest, Outcome},
    routes as collect,
    serde::json::Json,
};

use super::{
    Readiness, figures,
    system::{self, SystemView},
};
use crate::{
    accounts::Admin,
    context::Ctx,
    secret::sha256,
    web::{Api, Problem, api, ctx_of},
};

/// The context of a probe, which may call this machine by any name.
struct ProbeCtx(Ctx);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ProbeCtx {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match ctx_of(request) {
            Some(ctx) => Outcome::Success(Self(ctx)),
            None => Outcome::Forward(rocket::http::Status::NotFound),
        }
    }
}

/// The process answers.
#[get("/healthz")]
fn alive() -> &'static str {
    "alive\n"
}

/// What people save is kept.
#[get("/readyz")]
async fn ready(ctx: ProbeCtx, readiness: &State<Readiness>) -> Result<&'static str, Problem> {
    match readiness.check(&ctx.0).await {
        Ok(()) => Ok("ready\n"),
        Err(hindrance) => Err(Problem::new(503, "not-ready", "The service cannot save at the moment.")
            .with("reason", hindrance.as_str())
            .retry_after(5)),
    }
}

/// The token of an `Authorization` header (RFC 6750).
struct Bearer<'r>(&'r str);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Bearer<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let header = request.headers().get_one("Authorization").unwrap_or_default();
        Outcome::Success(Self(header.strip_prefix("Bearer ").unwrap_or_default()))
    }
}

/// Figures for a monitoring system; for all others there is nothing.
#[get("/metrics")]
async fn show_figures(ctx: ProbeCtx, bearer: Bearer<'_>) -> Result<(ContentType, String), Problem> {
    let token = ctx.0.app.config.http.metrics_token.reveal();
    // Hashes, so that the time it takes tells nothing of the token.
    if token.is_empty() || sha256(token.as_bytes()) != sha256(bearer.0.as_bytes()) {
        return Err(Problem::not_found());
    }
    let open_metrics = ContentType::new("application", "openmetrics-text");
    let open_metrics = open_metrics.with_params([("version", "1.0.0"), ("charset", "utf-8")]);
    Ok((open_metrics, figures::text(&ctx.0).await?))
}

/// Shows the state of the program, for administrators.
#[utoipa::path(tag = "operation", responses((status = 200, body = SystemView)))]
#[get("/staff/system")]
async fn show_system(_admin: Admin, ctx: Ctx) -> Result<Json<SystemView>, Problem> {
    Ok(Json(system::look(&ctx).await?))
}

pub fn api() -> Api {
    api![show_system]
}

pub fn probe_routes() -> Vec<Route> {
    collect![alive, ready, show_figures]
}
