//! A fault stays in its request and tells nothing of the inside (security bar ERR-2, ERR-3).
#![expect(clippy::panic, reason = "a handler that panics is what is tested")]

use std::sync::Arc;

use rocket::{
    get,
    http::{Header, Status},
    local::asynchronous::Client,
    routes,
};
use serde_json::Value;

use crate::support::{HOST, TestApp};

#[get("/test/panic")]
fn panics() -> &'static str {
    panic!("SELECT password_hash FROM /var/lib/palmares");
}

#[rocket::async_test]
async fn a_panic_costs_one_request_and_tells_nothing() {
    let app = TestApp::new().await;
    let rocket = palmares::build(Arc::clone(&app.app)).mount("/api", routes![panics]);
    let client = Client::untracked(rocket).await.expect("a client");
    let get = |path: &'static str| client.get(path).header(Header::new("Host", HOST)).dispatch();
    let broken = get("/api/test/panic").await;
    assert_eq!(broken.status(), Status::InternalServerError);
    let body = broken.into_string().await.expect("a body");
    let problem: Value = serde_json::from_str(&body).expect("a problem document");
    assert_eq!(problem["status"], 500);
    for inside in ["SELECT", "password_hash", "/var/lib", "panic"] {
        assert!(!body.replace("/api/test/panic", "").contains(inside), "{body}");
    }
    assert_eq!(get("/api/time").await.status(), Status::Ok);
}
