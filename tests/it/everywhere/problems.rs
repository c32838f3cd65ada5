//! A fault stays in its request and tells nothing of the inside (security bar ERR-2, ERR-3).
#![expect(clippy::panic, reason = "a handler that panics is what is tested")]

use std::sync::Arc;

use palmares::editions::sample::Stage;
use rocket::{
    get,
    http::{Header, Method, Status},
    local::asynchronous::Client,
    routes,
};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use super::world::{PRINCIPALS, World};
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

/// What only somebody inside should ever read.
const INSIDE: [&str; 9] = [
    "SELECT",
    "select ",
    "no such table",
    "relation \"",
    "sqlx",
    "sqlite",
    "postgres",
    "/src/",
    "palmares.sqlite",
];

#[rocket::async_test]
async fn a_broken_database_is_told_to_nobody_and_opens_nothing() {
    let world = World::at(Stage::Judging).await;
    let mut browsers = Vec::new();
    for principal in PRINCIPALS {
        browsers.push((principal, world.browser(principal).await));
    }
    let tx = world.app.ctx().begin().await.expect("a transaction");
    // Rights, and what they are rights to; sessions stay, so that everybody is still known.
    for table in ["member", "judge", "assignment", "entry", "answer", "edition", "outbox", "scoresheet"] {
        tx.execute_unprepared(&format!("ALTER TABLE {table} RENAME TO {table}_gone")).await.expect("renamed");
    }
    tx.commit().await.expect("a commit");
    let mut faults = 0;
    for (method, pattern, path) in world.routes() {
        for (principal, browser) in &browsers {
            let key = entity::PublicId::random().expect("random bytes").to_string();
            let headers = [("If-Match", "\"v1\""), ("Idempotency-Key", key.as_str())];
            let body = (method != Method::Get).then(|| json!({}));
            let answer = browser.send(method, &path, &headers, body).await;
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            if answer.status >= 400 {
                for inside in INSIDE {
                    assert!(!text.contains(inside), "{principal}: {method} {pattern}: {text}");
                }
            }
            if answer.status >= 500 {
                faults += 1;
                assert!(answer.json()["detail"].is_null(), "{principal}: {method} {pattern}: {text}");
            }
        }
    }
    assert!(faults > 100, "the database was broken for {faults} of all");
}
