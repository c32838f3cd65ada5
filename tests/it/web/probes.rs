//! Whether the program lives and can save, for whatever watches it.

use std::time::Duration;

use entity::heartbeat;
use rocket::http::{Method, Status};
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _};
use tokio::time::timeout;

use crate::support::TestApp;

#[rocket::async_test]
async fn a_ready_program_has_saved_and_read_back() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let answer = anyone.send_raw(Method::Get, "/readyz", &[("Host", "10.0.0.7:8000")], None).await;
    assert_eq!((answer.status, answer.bytes.as_slice()), (200, b"ready\n".as_slice()));
    let beats = || async { heartbeat::Entity::find().all(app.app.db.read()).await.expect("rows") };
    let first = beats().await;
    assert_eq!(first.iter().map(|row| row.at).collect::<Vec<_>>(), [app.app.clock.now()]);
    app.at("2027-02-01T09:00:01Z");
    for _ in 0..20 {
        assert_eq!(anyone.get("/readyz").await.status, 200);
    }
    assert_eq!(beats().await, first, "asking often writes no more");
    assert_eq!(anyone.send_raw(Method::Get, "/healthz", &[("Host", "10.0.0.7")], None).await.status, 200);
}

#[rocket::async_test]
async fn a_program_that_cannot_save_is_alive_and_not_ready() {
    let app = TestApp::new().await;
    let tx = app.ctx().begin().await.expect("a transaction");
    tx.execute_unprepared("DROP TABLE heartbeat").await.expect("a broken database");
    tx.commit().await.expect("a commit");
    let answer = app.anyone().get("/readyz").await;
    answer.assert_problem(503, "not-ready");
    assert_eq!(answer.json()["reason"], "broken");
    assert_eq!(answer.header("retry-after"), Some("5"));
    app.anyone().get("/healthz").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_writer_that_is_never_free_is_told_in_time() {
    let app = TestApp::new().await;
    let tx = app.ctx().begin().await.expect("a transaction");
    // On both databases nobody else can write this row before the transaction ends.
    let taken = "INSERT INTO heartbeat (id, at) VALUES (1, 0)";
    tx.execute_unprepared(taken).await.expect("a row");
    let answer = app.anyone().get("/readyz").await;
    answer.assert_problem(503, "not-ready");
    assert_eq!(answer.json()["reason"], "timeout");
}

const TOKEN: &str = "a token of the monitoring system";

async fn figures(app: &TestApp) -> String {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [("Authorization", bearer.as_str())];
    let answer = app.anyone().send_raw(Method::Get, "/metrics", &headers, None).await;
    assert_eq!(answer.status, 200);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(answer.header("content-type"), Some(kind));
    String::from_utf8(answer.bytes).expect("UTF-8")
}

#[rocket::async_test]
async fn connections_in_use_and_commits_that_fail_are_counted() {
    let app = TestApp::configured(|config| config.http.metrics_token = TOKEN.to_owned().into()).await;
    let writing = "palmares_database_connections{pool=\"write\",state=\"in_use\"}";
    let tx = app.ctx().begin().await.expect("a transaction");
    let text = figures(&app).await;
    assert!(text.contains(&format!("{writing} 1\n")), "{text}");
    // What a full disk does to a transaction of SQLite, and a server that stops to one of PostgreSQL.
    let end = match tx.get_database_backend() {
        DbBackend::Postgres => "SELECT pg_terminate_backend(pg_backend_pid())",
        _ => "ROLLBACK",
    };
    let _ = tx.execute_unprepared(end).await;
    tx.commit().await.expect_err("a commit that fails");
    let tx = app.ctx().begin().await.expect("a transaction");
    tx.commit().await.expect("one that does not");
    let text = figures(&app).await;
    assert!(text.contains("palmares_commits_failed_total 1\n"), "{text}");
    // The connection is free once a task of the pool has run; the limit only ends a hang.
    let free = async { while !figures(&app).await.contains(&format!("{writing} 0\n")) {} };
    timeout(Duration::from_secs(120), free).await.expect("a connection that is free again");
}

#[rocket::async_test]
async fn figures_are_there_for_who_has_the_token_and_name_nobody() {
    let app = TestApp::configured(|config| config.http.metrics_token = TOKEN.to_owned().into()).await;
    let ana = app.person("ana.canary@city.example").await;
    ana.get("/api/entries/k3v9k3v9k3v9k3v9").await.expect(Status::NotFound);
    ana.get("/api/me").await.expect(Status::Ok);
    let text = figures(&app).await;
    for line in [
        "palmares_requests_total{method=\"GET\",route=\"/api/entries/<id>\",status=\"404\"} 1",
        "palmares_requests_total{method=\"GET\",route=\"/api/me\",status=\"200\"} 1",
        "palmares_request_duration_seconds_count{route=\"/api/me\"} 1",
        "palmares_sessions 1",
        "palmares_commits_failed_total 0",
        "# TYPE palmares_database_wait_seconds histogram",
        "# EOF",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
    for secret in ["canary", "city.example", "k3v9", "127.0.0.1"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[rocket::async_test]
async fn without_the_token_there_are_no_figures() {
    let app = TestApp::configured(|config| config.http.metrics_token = TOKEN.to_owned().into()).await;
    for header in ["", "Bearer ", "Bearer a token of the monitoring syste", "Basic YTpi"] {
        let headers = [("Authorization", header)];
        let answer = app.anyone().send_raw(Method::Get, "/metrics", &headers, None).await;
        answer.assert_problem(404, "not-found");
    }
    let off = TestApp::new().await;
    off.anyone()
        .send_raw(Method::Get, "/metrics", &[("Authorization", "Bearer ")], None)
        .await
        .assert_problem(404, "not-found");
}
