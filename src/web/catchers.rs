//! Answers for what no handler answered, in the same form as all other errors.

use rocket::{
    Catcher, Request, Route, catch, catcher, catchers as collect,
    http::{Method, Status},
    route::{Handler, Outcome},
};

use super::{
    headers,
    problem::{GuardProblem, Problem},
    trace,
};

pub fn catchers() -> Vec<Catcher> {
    let complete = |mut catcher: Catcher| {
        catcher.handler = Box::new(Complete(catcher.handler));
        catcher
    };
    collect![answer].into_iter().map(complete).collect()
}

/// What could not be read as a request comes here past all fairings; its answer has the same
/// headers, and its line in the log, all the same.
#[derive(Clone)]
struct Complete(Box<dyn catcher::Handler>);

#[rocket::async_trait]
impl catcher::Handler for Complete {
    async fn handle<'r>(&self, status: Status, request: &'r Request<'_>) -> catcher::Result<'r> {
        let mut answer = self.0.handle(status, request).await?;
        if !trace::was_welcomed(request) {
            headers::add(request, &mut answer);
            trace::note_end(request, &mut answer);
        }
        Ok(answer)
    }
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
        413 => Problem::new(413, "too-large", "The request is too large."),
        422 => Problem::new(422, "invalid", "Some fields are invalid."),
        503 => Problem::busy(),
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
