//! HTTP of operation.

use rocket::{
    Request, Route, State, get,
    request::{FromRequest, Outcome},
    routes as collect,
};

use super::Readiness;
use crate::{
    context::Ctx,
    web::{Problem, ctx_of},
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

/// For whatever watches the program.
pub fn probe_routes() -> Vec<Route> {
    collect![alive, ready]
}
