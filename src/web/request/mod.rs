//! The context of a request: one `now`, one id, and the check that it was meant for us.

mod params;
mod precondition;

use std::sync::Arc;

use entity::PublicId;
use rocket::{
    Request,
    request::{FromRequest, Outcome},
};

use super::{
    limits::{caller_of, is_untrusted_proxy},
    problem::{Problem, refuse},
};
use crate::{
    context::{App, Ctx},
    db::Unsettled,
};

pub use params::{ObjectKey, Slug};
pub use precondition::{IfMatch, Versioned};

/// More of what a browser calls itself is not looked at.
const LONGEST_AGENT: usize = 400;

struct Cached(Option<Ctx>);

/// The context of this request, made at its first use.
pub fn ctx_of(request: &Request<'_>) -> Option<Ctx> {
    let make = || {
        let app = request.rocket().state::<Arc<App>>()?;
        let id = PublicId::random().map_or_else(|_| "unknown".to_owned(), |id| id.to_string());
        let caller = caller_of(&app.config.http, request);
        if is_untrusted_proxy(&app.config.http, request) && app.watch.saw_untrusted_proxy() {
            tracing::warn!("a proxy in front is not listed in http.trusted_proxies");
        }
        let agent = request.headers().get_one("User-Agent").unwrap_or_default();
        let agent = agent.chars().take(LONGEST_AGENT).collect();
        let unsettled = Some(Unsettled::default());
        Some(Ctx { request_id: id, caller, agent, unsettled, ..Ctx::system(app) })
    };
    request.local_cache(|| Cached(make())).0.clone()
}

/// The id by which logs know this request.
pub(super) fn request_id_of(request: &Request<'_>) -> String {
    ctx_of(request).map(|ctx| ctx.request_id).unwrap_or_default()
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Ctx {
    type Error = ();

    /// A link in a mail is made from the configured address alone; a request that
    /// was sent to another name is not for us (security bar TOK-5).
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(ctx) = ctx_of(request) else {
            return refuse(request, Problem::internal());
        };
        let host = request.headers().get_one("Host").unwrap_or_default();
        if ctx.app.config.http.is_own_host(host) {
            Outcome::Success(ctx)
        } else {
            refuse(request, Problem::new(421, "misdirected", "This address is not served here."))
        }
    }
}
