//! How the program does, as administrators see it.

use entity::{
    job::{self, JobState},
    outbox::{self, OutboxState},
};
use rocket::http::{Header, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};
use serde_json::json;

use crate::support::{HOST, TestApp};

#[rocket::async_test]
async fn an_admin_sees_what_waits_what_failed_and_what_needs_a_look() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let ana =
        json!({ "name": "Ana Kovac", "email": "ana@city.example", "password": "three green boats at dawn" });
    app.anyone().post("/api/accounts", ana).await.expect(Status::Accepted);
    let now = admin.get("/api/staff/system").await.expect(Status::Ok);
    assert_eq!(now["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&now["now"], &now["started_at"]), (&json!("2027-02-01T09:00:00.000Z"), &now["now"]));
    assert_eq!(now["jobs"]["failed"], 0);
    assert_eq!(now["sessions"], 1);
    assert!(["sqlite", "postgresql"].contains(&now["database"]["kind"].as_str().expect("a kind")));
    assert!(now["database"]["version"].as_str().is_some_and(|version| version.contains('.')));
    assert!(now["database"]["bytes"].as_i64().is_some_and(|bytes| bytes > 10_000));
    assert!(now["disk"]["free_bytes"].is_u64());
    assert!(told(&now, "no_mail_server") && !told(&now, "jobs_failed") && !told(&now, "mails_failed"));

    fail_everything(&app).await;
    app.at("2027-02-01T10:00:00Z");
    let later = app.admin().await.get("/api/staff/system").await.expect(Status::Ok);
    assert!(later["mails"]["failed"].as_i64().is_some_and(|failed| failed >= 1), "{later}");
    assert_eq!(later["mails"]["last_error"], "550 no such mailbox");
    assert!(told(&later, "mails_failed"), "{later}");
    assert!(told(&later, "jobs_failed") == (later["jobs"]["failed"] != 0), "{later}");
}

fn told(view: &serde_json::Value, what: &str) -> bool {
    view["attention"].as_array().expect("a list").iter().any(|code| code == what)
}

/// Every job is given up, and there is a mail that was.
async fn fail_everything(app: &TestApp) {
    palmares::jobs::run_next(&app.app, &palmares::jobs()).await.expect("a job");
    let tx = app.ctx().begin().await.expect("a transaction");
    let mails = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Failed))
        .col_expr(outbox::Column::LastError, Expr::value("550 no such mailbox"))
        .exec(&*tx);
    assert!(mails.await.expect("rows").rows_affected >= 1, "there is a mail");
    let jobs = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(JobState::Failed))
        .filter(job::Column::State.eq(JobState::Waiting));
    jobs.exec(&*tx).await.expect("rows");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn a_proxy_that_was_forgotten_in_the_settings_is_told() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let ask = |peer: &'static str| {
        let request = app.client.get("/api/editions").remote(peer.parse().expect("an address"));
        request.header(Header::new("Host", HOST)).header(Header::new("X-Forwarded-For", "198.51.100.7"))
    };
    ask("127.0.0.1:4711").dispatch().await;
    ask("203.0.113.9:4711").dispatch().await;
    let before = admin.get("/api/staff/system").await.expect(Status::Ok);
    assert!(!told(&before, "proxy_not_trusted"), "a trusted one, and somebody who lies");
    ask("172.18.0.2:4711").dispatch().await;
    let after = admin.get("/api/staff/system").await.expect(Status::Ok);
    assert!(told(&after, "proxy_not_trusted"));
}
