//! Writes come from our own pages: Fetch Metadata first, `Origin` where a
//! browser sends none (OWASP CSRF cheat sheet; security bar CSRF-1).

use rocket::{
    Request,
    http::Method,
    request::{FromRequest, Outcome},
};

use super::{
    problem::{Problem, refuse},
    request::ctx_of,
};

/// Proof that a request that writes comes from one of our own pages or from no
/// browser at all. Principal guards hold it too; this one is for writes of
/// people who are not signed in.
pub struct SameOrigin(());

/// The check itself, for guards.
pub fn check(request: &Request<'_>, has_session: bool) -> Result<SameOrigin, Problem> {
    let safe = matches!(request.method(), Method::Get | Method::Head | Method::Options);
    let header = |name| request.headers().get_one(name);
    let allowed = match (header("Sec-Fetch-Site"), header("Origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => ctx_of(request).is_some_and(|ctx| ctx.app.config.http.is_own_origin(origin)),
        (None, None) => !has_session,
    };
    if safe || allowed {
        return Ok(SameOrigin(()));
    }
    Err(Problem::new(403, "cross-site", "This request did not come from our own pages, so it was refused."))
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SameOrigin {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let has_session = request.cookies().iter().any(|cookie| cookie.name().ends_with("session"));
        match check(request, has_session) {
            Ok(proof) => Outcome::Success(proof),
            Err(problem) => refuse(request, problem),
        }
    }
}
