//! Answers for what no handler answered, in the same form as all other errors.

use rocket::{
    Catcher, Request, Route, catch, catchers as collect,
    http::{Method, Status},
    route::{Handler, Outcome},
};

use super::problem::{GuardProblem, Problem};

/// The one catcher.
pub fn catchers() -> Vec<Catcher> {
    collect![answer]
}

#[catch(default)]
fn answer(status: Status, request: &Request<'_>) -> Problem {
    let stored = request.local_cache(|| GuardProblem(None));
    if let Some(problem) = &stored.0 {
        return problem.clone();
    }
    match status.code {
        400 => Problem::new(400, "malformed", "The request could not be read."),
        404 => Problem::not_found(),
        413 => Problem::new(413, "too-large", "What was sent is too large."),
        422 => Problem::new(422, "invalid", "Some of what was sent is not right."),
        503 => Problem::new(503, "unavailable", "The service is busy. Please try again in a moment.")
            .retry_after(2),
        code if (400..500).contains(&code) => Problem::new(code, "refused", "The request was refused."),
        _ => Problem::internal(),
    }
}

/// Answers 404 below `/api` for every method, so that a path that no route
/// takes never falls through to the page.
#[derive(Clone)]
struct NothingHere;

#[rocket::async_trait]
impl Handler for NothingHere {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: rocket::Data<'r>) -> Outcome<'r> {
        Outcome::from(request, Problem::not_found())
    }
}

const NOTHING_HERE: &str = "nothing_here";

/// Whether some route takes the path of this request.
pub fn is_served(request: &Request<'_>) -> bool {
    request.route().is_some_and(|route| route.name.as_deref() != Some(NOTHING_HERE))
}

/// The routes of that answer, to be mounted at `/api` after all others.
pub fn api_catch_all() -> Vec<Route> {
    let methods = [Method::Get, Method::Put, Method::Post, Method::Delete, Method::Patch, Method::Options];
    methods
        .into_iter()
        .map(|method| {
            let mut route = Route::ranked(40, method, "/<path..>", NothingHere);
            route.name = Some(NOTHING_HERE.into());
            route
        })
        .collect()
}
