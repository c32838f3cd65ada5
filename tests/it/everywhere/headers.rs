//! Every answer carries the headers of the security bar, HDR-1 to HDR-5.

use rocket::http::Method;

use super::api_routes;
use crate::support::TestApp;

#[rocket::async_test]
async fn every_route_answers_with_the_security_headers() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let mut paths = api_routes(&app);
    paths.push((Method::Get, "/api/no-such-thing".to_owned()));
    paths.push((Method::Get, "/".to_owned()));
    for (method, path) in paths {
        let answer = anyone.send(method, &path, &[], None).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{name} of {method} {path}");
        }
        assert_eq!(answer.header("server"), None, "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{method} {path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{method} {path}: {policy}"
        );
        if path.starts_with("/api/") {
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{method} {path}");
            assert!(answer.header("vary").is_some_and(|v| v.contains("Cookie")), "{method} {path}");
        }
    }
}

#[rocket::async_test]
async fn every_error_is_a_problem_document() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    for (method, path) in api_routes(&app) {
        let answer = anyone.send(method, &path, &[], None).await;
        if answer.status >= 400 {
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{method} {path}");
            let body = answer.json();
            for member in ["type", "title", "status", "instance"] {
                assert!(!body[member].is_null(), "{member} of {method} {path}: {body}");
            }
        }
    }
}

#[rocket::async_test]
async fn an_unknown_path_below_api_is_not_the_page() {
    let app = TestApp::new().await;
    for path in ["/api/entry/not-an-id", "/api/nothing", "/api/"] {
        app.anyone().get(path).await.assert_problem(404, "not-found");
    }
}
