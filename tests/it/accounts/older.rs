//! Addresses as they were stored before there was one form of them.

use palmares::housekeeping;
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::json;

use crate::support::{TestApp, judging::JUDGES};

const PASSWORD: &str = "three green boats at dawn";
const NOW: &str = "ana@xn--mnchen-3ya.example";
const OLD: &str = "ana@münchen.example";

async fn register(app: &TestApp, email: &str) {
    let new = json!({"name": "Ana", "email": email, "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
}

/// Stores addresses as they were stored before, and forgets that they were written anew.
async fn as_before(app: &TestApp, addresses: &[(&str, &str, &str)]) {
    let tx = app.ctx().begin().await.expect("a transaction");
    for (table, now, before) in addresses {
        let update = format!("UPDATE \"{table}\" SET email = '{before}' WHERE email = '{now}'");
        let updated = tx.execute_unprepared(&update).await.expect("a row");
        assert!(updated.rows_affected() > 0, "{table} {now}");
    }
    tx.execute_unprepared("DELETE FROM setting WHERE key = 'address_form'").await.expect("forgotten");
    tx.commit().await.expect("a commit");
}

async fn stored(app: &TestApp, table: &str) -> Vec<String> {
    let all = format!("SELECT email FROM \"{table}\" ORDER BY id");
    let backend = app.app.db.read().get_database_backend();
    let rows = app.app.db.read().query_all_raw(Statement::from_string(backend, all)).await.expect("rows");
    rows.iter().map(|row| row.try_get_by_index(0).expect("an address")).collect()
}

async fn sign_in(app: &TestApp, email: &str) -> u16 {
    app.anyone().post("/api/sign-in", json!({"email": email, "password": PASSWORD})).await.status
}

#[rocket::async_test]
async fn who_registered_with_an_older_form_of_an_address_signs_in_after_the_next_start() {
    let app = TestApp::new().await;
    register(&app, OLD).await;
    register(&app, "bo@x.example").await;
    as_before(&app, &[("user", NOW, OLD), ("user", "bo@x.example", "Bo@X.example")]).await;
    assert_eq!((sign_in(&app, OLD).await, sign_in(&app, "bo@x.example").await), (401, 401));
    housekeeping::renew_addresses(&app.ctx()).await.expect("renewed");
    assert_eq!((sign_in(&app, OLD).await, sign_in(&app, "bo@x.example").await), (200, 200));
}

#[rocket::async_test]
async fn invitations_links_and_members_get_the_present_form_too() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let admin = app.admin().await;
    let ana = app.person("eva@x.example").await;
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    ana.post_once(&path, json!({"email": OLD})).await.expect(Status::Ok);
    admin.post_once("/api/staff/people", json!({"email": OLD, "role": "staff"})).await.expect(Status::Ok);
    let judge = json!({"email": OLD, "name": "Ana"});
    panel.staff.post_once(JUDGES, json!({"judges": [judge]})).await.expect(Status::Ok);
    let tables = ["member", "staff_invitation", "judge", "link"];
    as_before(&app, &tables.map(|table| (table, NOW, OLD))).await;
    housekeeping::renew_addresses(&app.ctx()).await.expect("renewed");
    for table in tables {
        let all = stored(&app, table).await;
        assert!(all.iter().any(|email| email == NOW), "{table}: {all:?}");
        assert!(!all.iter().any(|email| email == OLD), "{table}: {all:?}");
    }
}

#[rocket::async_test]
async fn of_two_accounts_that_become_one_the_later_is_left_and_told() {
    let app = TestApp::new().await;
    for email in ["a@x.example", "b@x.example", "c@x.example", "here@x.example"] {
        register(&app, email).await;
    }
    let before = [
        ("user", "a@x.example", "Ana@X.example"),
        ("user", "b@x.example", "ANA@x.example"),
        ("user", "c@x.example", "HERE@x.example"),
    ];
    as_before(&app, &before).await;
    housekeeping::renew_addresses(&app.ctx()).await.expect("renewed");
    let users = stored(&app, "user").await;
    assert_eq!(users, ["ana@x.example", "ANA@x.example", "HERE@x.example", "here@x.example"]);
    let told = palmares::accounts::unreachable(app.app.db.read()).await.expect("accounts");
    let told: Vec<&str> = told.iter().map(|(_, email)| email.as_str()).collect();
    assert_eq!(told, ["ANA@x.example", "HERE@x.example"]);
}
