//! Every answer carries the headers of the security bar, HDR-1 to HDR-8.

use std::sync::Arc;

use rocket::{
    get,
    http::{Header, Method, Status},
    local::asynchronous::Client,
    routes,
};

use super::api_routes;
use crate::support::{Answer, HOST, TestApp};

/// HDR-1, word for word.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";
/// HDR-2.
const API: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// The readable description of the API has a style sheet.
const DOCS: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";

/// HDR-3 and HDR-4: what every answer carries, whatever it says.
#[track_caller]
fn assert_guarded(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name} of {what}");
    }
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(answer.header(name), None, "{name} of {what}");
    }
    let features = answer.header("permissions-policy").unwrap_or_default();
    assert!(features.split(", ").count() >= 15, "{what}: {features}");
    assert!(features.split(", ").all(|feature| feature.ends_with("=()")), "all off in {what}: {features}");
    assert_eq!(answer.header("x-request-id").map(str::len), Some(16), "{what}");
    for name in ["content-security-policy", "referrer-policy", "x-frame-options", "cache-control"] {
        let lines = answer.headers.iter().filter(|(found, _)| found == name).count();
        assert_eq!(lines, 1, "{name} of {what}");
    }
}

#[rocket::async_test]
async fn every_route_answers_with_the_security_headers() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let mut paths = api_routes(&app);
    paths.push((Method::Get, "/api/no-such-thing".to_owned()));
    for (method, path) in paths {
        let answer = anyone.send(method, &path, &[], None).await;
        let what = format!("{method} {path}: {}", answer.status);
        assert_guarded(&answer, &what);
        let policy = if path == "/api/docs" { DOCS } else { API };
        assert_eq!(answer.header("content-security-policy"), Some(policy), "{what}");
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin-when-cross-origin"), "{what}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("Cookie")), "{what}");
    }
}

#[rocket::async_test]
async fn every_page_and_file_answers_with_the_security_headers() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let page = String::from_utf8(anyone.get("/sign-in").await.bytes).expect("UTF-8");
    let script =
        page.split("src=\"").find_map(|rest| rest.split('"').next().filter(|at| at.ends_with(".js")));
    let script = script.expect("a script").to_owned();
    for (path, status, cache) in [
        ("/", 200, "no-cache"),
        ("/sign-in", 200, "no-cache"),
        ("/entries/k3v9", 200, "no-cache"),
        ("/nothing", 404, "no-cache"),
        ("/call/essa/1999", 404, "no-cache"),
        (script.as_str(), 200, "public, max-age=31536000, immutable"),
        ("/assets/nothing.js", 404, "no-cache"),
        ("/favicon.ico", 200, "public, max-age=86400"),
        ("/robots.txt", 200, "no-cache"),
        ("/healthz", 200, "no-store"),
        ("/readyz", 200, "no-store"),
        ("/metrics", 404, "no-store"),
    ] {
        let answer = anyone.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_guarded(&answer, path);
        let policy = if cache == "no-store" { API } else { PAGE };
        assert_eq!(answer.header("content-security-policy"), Some(policy), "{path}");
        assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
        let tag = [("If-None-Match", answer.header("etag").unwrap_or("\"none\""))];
        let again = anyone.send_raw(Method::Get, path, &tag, None).await;
        assert_guarded(&again, path);
    }
    for path in ["/confirm", "/reset", "/invitation", "/setup", "/sign-in"] {
        let answer = anyone.get(path).await;
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "mailed links lead to {path}");
    }
    for path in ["/", "/entries", "/staff"] {
        let policy = anyone.get(path).await.header("referrer-policy").map(str::to_owned);
        assert_eq!(policy.as_deref(), Some("strict-origin-when-cross-origin"), "{path}");
    }
}

#[get("/test/panic")]
fn panics() -> &'static str {
    unreachable!("this handler is what is tested")
}

#[rocket::async_test]
async fn refusals_before_and_faults_behind_a_route_carry_the_security_headers() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let json = |length: usize| Some(("application/json", vec![b' '; length]));
    for (status, method, path, headers, body) in [
        (404, Method::Put, "/nothing", vec![], None),
        (404, Method::Trace, "/api/sign-in", vec![], None),
        (404, Method::Options, "/api/me", vec![("Origin", "https://evil.example")], None),
        (413, Method::Post, "/api/sign-in", vec![], json(2 << 20)),
        (415, Method::Post, "/api/sign-in", vec![], Some(("text/plain", b"{}".to_vec()))),
        (400, Method::Post, "/api/sign-in", vec![], json(1)),
        (403, Method::Post, "/api/sign-in", vec![("Sec-Fetch-Site", "cross-site")], json(1)),
        (421, Method::Get, "/api/editions", vec![("Host", "evil.example")], None),
        (406, Method::Get, "/", vec![("Accept-Encoding", "identity;q=0")], None),
    ] {
        let mut all = vec![];
        if !headers.iter().any(|(name, _)| *name == "Sec-Fetch-Site") {
            all.push(("Sec-Fetch-Site", "same-origin"));
        }
        all.extend(headers);
        let answer = anyone.send_raw(method, path, &all, body).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_guarded(&answer, &format!("{status} of {method} {path}"));
    }
    let rocket = palmares::build(Arc::clone(&app.app)).mount("/api", routes![panics]);
    let client = Client::untracked(rocket).await.expect("a client");
    let broken = client.get("/api/test/panic").header(Header::new("Host", HOST)).dispatch().await;
    assert_eq!(broken.status(), Status::InternalServerError);
    assert_guarded(&Answer::of(broken).await, "500");
}

#[rocket::async_test]
async fn a_method_that_a_route_does_not_have_does_nothing() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let mounted = api_routes(&app);
    let methods = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Patch,
        Method::Options,
        Method::Trace,
        Method::Connect,
    ];
    for (_, path) in &mounted {
        for method in methods {
            if mounted.iter().any(|(known, same)| *known == method && same == path) {
                continue;
            }
            let answer = anyone.send(method, path, &[], None).await;
            assert!(matches!(answer.status, 401 | 404), "{method} {path}: {}", answer.status);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{method} {path}");
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

#[rocket::async_test]
async fn an_unknown_file_is_not_found_and_never_the_page() {
    let app = TestApp::new().await;
    for path in
        ["/assets/nothing.js", "/assets/a/b.css", "/assets/index.html", "/assets/", "/assets/..%2findex.html"]
    {
        let answer = app.anyone().get(path).await;
        answer.assert_problem(404, "not-found");
        assert!(!String::from_utf8_lossy(&answer.bytes).contains("<html"), "{path}");
    }
}
