//! An address that was mistyped is changed as long as nobody has confirmed it.

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp};

const PASSWORD: &str = "three green boats at dawn";
const MISTYPED: &str = "vera@city.exmaple";
const RIGHT: &str = "vera@city.example";

async fn register(app: &TestApp, email: &str, password: &str) {
    let new = json!({"name": "Vera", "email": email, "password": password, "next": "/enter/essa/2023"});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
}

async fn sign_in(app: &TestApp, email: &str) -> Answer {
    app.anyone().post("/api/sign-in", json!({"email": email, "password": PASSWORD})).await
}

/// Vera, signed in with the address that is not hers.
async fn vera(app: &TestApp) -> Browser<'_> {
    register(app, MISTYPED, PASSWORD).await;
    app.anyone().with_session_of(&sign_in(app, MISTYPED).await)
}

async fn change(browser: &Browser<'_>, email: &str) -> Answer {
    browser.post("/api/me/address", json!({"email": email, "password": PASSWORD})).await
}

async fn confirm(app: &TestApp, token: &str) -> Answer {
    app.anyone().post("/api/accounts/confirm", json!({ "token": token })).await
}

async fn kinds(app: &TestApp) -> Vec<(String, String)> {
    app.mails().await.split_off(1)
}

fn mail(kind: &str, to: &str) -> (String, String) {
    (kind.to_owned(), to.to_owned())
}

#[rocket::async_test]
async fn a_mistyped_address_is_changed_and_the_old_link_dies() {
    let app = TestApp::new().await;
    let vera = vera(&app).await;
    let old = app.newest_token().await;
    change(&vera, "Vera@City.example").await.expect(Status::Accepted);
    assert_eq!(kinds(&app).await, [mail("confirm_address", "Vera@City.example")]);
    let me = vera.get("/api/me").await.expect(Status::Ok);
    assert_eq!((&me["email"], &me["confirmed"]), (&json!(RIGHT), &json!(false)));
    confirm(&app, &old).await.assert_problem(410, "accounts/dead-link");
    vera.post("/api/me/confirmation", json!({})).await.expect(Status::Accepted);
    assert_eq!(
        kinds(&app).await[1],
        mail("confirm_address", RIGHT),
        "the link comes again to the same address"
    );
    let token = app.newest_token().await;
    let preview = app.anyone().post("/api/links", json!({ "token": token })).await.expect(Status::Ok);
    assert_eq!(preview["label"], "/enter/essa/2023", "the way from the call is kept");
    let me = confirm(&app, &token).await.expect(Status::Ok);
    assert_eq!((&me["email"], &me["confirmed"]), (&json!(RIGHT), &json!(true)));
    assert_eq!(sign_in(&app, RIGHT).await.status, 200);
    assert_eq!(sign_in(&app, MISTYPED).await.status, 401, "the mistyped address is free again");
    let session = app.anyone().with_session_of(&sign_in(&app, RIGHT).await);
    change(&session, "else@city.example").await.assert_problem(409, "accounts/address-confirmed");
}

#[rocket::async_test]
async fn changing_answers_the_same_whether_the_address_has_an_account() {
    let app = TestApp::new().await;
    app.person("taken@city.example").await;
    register(&app, "unproved@city.example", "the stranger walks at night").await;
    let vera = vera(&app).await;
    let mut answers: Vec<(Value, Value)> = Vec::new();
    for email in ["free@city.example", "taken@city.example", "unproved@city.example"] {
        let taken = change(&vera, email).await.expect(Status::Accepted);
        let mut me = vera.get("/api/me").await.expect(Status::Ok);
        assert_eq!(me["email"].take(), email);
        answers.push((taken, me));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    let sent = kinds(&app).await.split_off(1);
    assert_eq!(
        sent,
        [
            mail("confirm_address", "free@city.example"),
            mail("address_known", "taken@city.example"),
            // Nobody's password counts: who reads the mail chooses one.
            mail("reset_password", "unproved@city.example"),
        ]
    );
}

#[rocket::async_test]
async fn changing_asks_for_the_password_and_mails_to_five_addresses_at_once() {
    let app = TestApp::new().await;
    let vera = vera(&app).await;
    let wrong = json!({"email": RIGHT, "password": "the stranger walks at night"});
    let refused = vera.post("/api/me/address", wrong).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/password");
    for number in 0..5 {
        change(&vera, &format!("v{number}@city.example")).await.expect(Status::Accepted);
    }
    change(&vera, RIGHT).await.assert_problem(429, "accounts/too-many-mails");
    assert_eq!(kinds(&app).await.len(), 5);
}

#[rocket::async_test]
async fn who_reads_the_mistyped_address_and_proves_it_keeps_the_account() {
    let app = TestApp::new().await;
    let vera = vera(&app).await;
    change(&vera, RIGHT).await.expect(Status::Accepted);
    let pending = app.newest_token().await;
    app.anyone().post("/api/password/forgotten", json!({"email": MISTYPED})).await.expect(Status::Accepted);
    app.run_jobs().await;
    let reset = json!({"token": app.newest_token().await, "password": "the stranger walks at night"});
    app.anyone().post("/api/password/reset", reset).await.expect(Status::Ok);
    confirm(&app, &pending).await.assert_problem(410, "accounts/dead-link");
    vera.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
}

#[rocket::async_test]
async fn an_address_that_somebody_registered_meanwhile_is_theirs() {
    let app = TestApp::new().await;
    let vera = vera(&app).await;
    change(&vera, RIGHT).await.expect(Status::Accepted);
    let pending = app.newest_token().await;
    app.person(RIGHT).await;
    confirm(&app, &pending).await.assert_problem(410, "accounts/dead-link");
}
