//! One kind of address everywhere; what links lead to; how much one person can have sent.

use palmares::config::QuotaConfig;
use rocket::http::{Method, Status};
use serde_json::{Value, json};

use crate::support::{TestApp, city};

const PASSWORD: &str = "three green boats at dawn";

async fn register(app: &TestApp, body: Value) -> Value {
    app.anyone().post("/api/accounts", body).await.expect(Status::Accepted)
}

#[rocket::async_test]
async fn an_address_no_mail_reaches_is_refused_with_the_reason_and_nothing_is_made() {
    let app = TestApp::new().await;
    for (email, reason) in [
        ("a..b@x.eu", "Before the @, a dot must be between two other characters."),
        ("ana@osijek", "The part after the @ has no dot. Enter all of it, such as example.eu."),
        ("ana@192.0.2.1", "Enter the name of the domain after the @ instead of its number."),
    ] {
        let new = json!({"name": "Ana", "email": email, "password": PASSWORD});
        let refused = app.anyone().post("/api/accounts", new).await;
        refused.assert_problem(422, "invalid");
        let error = &refused.json()["errors"][0];
        assert_eq!((&error["pointer"], &error["detail"]), (&json!("/email"), &json!(reason)));
    }
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_domain_in_its_own_letters_and_in_ascii_is_one_account() {
    let app = TestApp::new().await;
    register(&app, json!({"name": "Ana", "email": "Ana@MÜNCHEN.example", "password": PASSWORD})).await;
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
    for email in ["ana@münchen.example", "ana@xn--mnchen-3ya.example", "\u{200b}ana@mu\u{308}nchen.example "]
    {
        let body = json!({"email": email, "password": PASSWORD});
        app.anyone().post("/api/sign-in", body).await.expect(Status::Ok);
    }
}

#[rocket::async_test]
async fn the_way_from_the_call_survives_the_confirming_of_the_address() {
    let app = TestApp::new().await;
    let new =
        |next: &str| json!({"name": "Ana", "email": "ana@x.example", "password": PASSWORD, "next": next});
    for elsewhere in ["https://evil.test/", "//evil.test", "/\\evil.test", "evil", "/a b", ""] {
        app.anyone().post("/api/accounts", new(elsewhere)).await.assert_problem(422, "invalid");
    }
    let answer = register(&app, new("/enter/essa/2023?category=service")).await;
    assert_eq!(answer["held"], true, "there is no mail server, and the page says so");
    let body = json!({"email": "ana@x.example", "password": PASSWORD});
    let ana = app.anyone().with_session_of(&app.anyone().post("/api/sign-in", body).await);
    ana.post("/api/me/confirmation", json!({})).await.expect(Status::Accepted);
    let preview = app.anyone().post("/api/links", json!({"token": app.newest_token().await})).await;
    assert_eq!(preview.expect(Status::Ok)["label"], "/enter/essa/2023?category=service");
}

#[rocket::async_test]
async fn a_session_is_told_by_its_browser() {
    let app = TestApp::new().await;
    register(&app, json!({"name": "Ana", "email": "ana@x.example", "password": PASSWORD})).await;
    let body = json!({"email": "ana@x.example", "password": PASSWORD});
    let agent = "Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0";
    let answer = app.anyone().send(Method::Post, "/api/sign-in", &[("User-Agent", agent)], Some(body)).await;
    let sessions = app.anyone().with_session_of(&answer).get("/api/me/sessions").await.expect(Status::Ok);
    assert_eq!(sessions[0]["device"], "Firefox on Windows");
}

#[rocket::async_test]
async fn a_colleague_without_a_name_is_asked_for_it_and_the_invitation_stays_open() {
    let app = TestApp::new().await;
    let ana = app.person("ana@x.example").await;
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    ana.post_once(&path, json!({"email": "bo@x.example"})).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let refused = app.anyone().post("/api/invitations/member", json!({ "token": token })).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/name");
    let named = json!({"token": token, "name": "Bo"});
    app.anyone().post("/api/invitations/member", named).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_disabled_account_accepts_no_invitation_and_nothing_is_half_done() {
    let app = TestApp::new().await;
    let ana = app.person("ana@x.example").await;
    app.person("bo@x.example").await;
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    ana.post_once(&path, json!({"email": "bo@x.example"})).await.expect(Status::Ok);
    let token = json!({"token": app.newest_token().await, "name": "Bo"});
    app.disable("bo@x.example").await;
    for _ in 0..2 {
        let refused = app.anyone().post("/api/invitations/member", token.clone()).await;
        refused.assert_problem(409, "accounts/disabled");
    }
    let members = ana.get(&path).await.expect(Status::Ok);
    let states: Vec<&Value> = members.as_array().expect("a list").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["active", "invited"]);
    assert_eq!(app.audit_events("organisation.join").await, 0);
}

#[rocket::async_test]
async fn one_account_invites_ten_strangers_an_hour_and_twenty_a_day() {
    let app = TestApp::new().await;
    let ana = app.person("ana@x.example").await;
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    let invite = async |number: usize| {
        ana.post_once(&path, json!({"email": format!("stranger{number}@x.example")})).await
    };
    for number in 0..10 {
        invite(number).await.expect(Status::Ok);
    }
    let refused = invite(10).await;
    refused.assert_problem(429, "accounts/quota");
    assert_eq!(
        (refused.header("retry-after"), &refused.json()["quota"]),
        (Some("3600"), &json!("invitations"))
    );
    app.at("2027-02-01T10:00:00Z");
    for number in 10..20 {
        invite(number).await.expect(Status::Ok);
    }
    app.at("2027-02-01T12:00:00Z");
    let refused = invite(20).await;
    refused.assert_problem(429, "accounts/quota");
    // The day began at nine.
    assert_eq!(refused.header("retry-after"), Some("75600"));
    assert_eq!(app.mails().await.len(), 20);
    app.at("2027-02-02T09:00:00Z");
    app.person("ana@x.example")
        .await
        .post_once(&path, json!({"email": "s20@x.example"}))
        .await
        .expect(Status::Ok);
}

#[rocket::async_test]
async fn one_account_adds_five_organisations_an_hour() {
    let app = TestApp::configured(|config| config.quota = QuotaConfig::default()).await;
    let ana = app.person("ana@x.example").await;
    let add = async |number: usize| ana.post("/api/organisations", city(&format!("City {number}"))).await;
    for number in 0..5 {
        assert!(add(number).await.status < 300);
    }
    add(5).await.assert_problem(429, "accounts/quota");
}
