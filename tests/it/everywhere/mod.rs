//! Loops over all mounted routes: a new route is covered by being mounted.

mod authz;
mod headers;
mod leaks;
mod members;
mod openapi;
mod origin;
mod privacy;
mod problems;
mod reading;
mod refusals;
mod silent;
mod stake;
mod statements;
mod words;
mod world;

pub use world::World;

use rocket::http::Method;

use crate::support::TestApp;

/// Every mounted API route with example values for its parameters.
fn api_routes(app: &TestApp) -> Vec<(Method, String)> {
    let routes = app.client.rocket().routes();
    routes
        .filter(|route| {
            route.uri.path().starts_with("/api/") && route.name.as_deref() != Some("nothing_here")
        })
        .map(|route| (route.method, example(route.uri.path())))
        .collect()
}

/// The path with a value of the right shape for each parameter.
fn example(path: &str) -> String {
    let word = |part: &str| match part {
        "<programme>" => "essa".to_owned(),
        "<edition>" => "2023".to_owned(),
        "<round>" => "judging".to_owned(),
        "<category>" => "service_delivery".to_owned(),
        "<field>" => "title".to_owned(),
        "<kind>" => "entries.csv".to_owned(),
        "<key>" => "entries".to_owned(),
        part if part.starts_with('<') => "a".repeat(16),
        part => part.to_owned(),
    };
    path.split('/').map(word).collect::<Vec<_>>().join("/")
}
