//! Who waits after too many tries, how long, and who does not wait for the tries of others.

use rocket::http::{Method, Status};
use serde_json::json;

use super::people::set_up;
use crate::support::{Answer, Browser, TestApp};

const EMAIL: &str = "ana@osijek.example";
const PASSWORD: &str = "three green boats at dawn";
const NEW: &str = "another long way home";

/// Ana has an account; the answer signed her in on her own device.
async fn ana(app: &TestApp) -> Answer {
    let new = json!({"name": "Ana", "email": EMAIL, "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    app.anyone().post("/api/accounts/confirm", json!({"token": app.newest_token().await})).await
}

async fn sign_in(browser: &Browser<'_>, email: &str, password: &str) -> Answer {
    browser.post("/api/sign-in", json!({"email": email, "password": password})).await
}

/// Wrong guesses, each as soon as it is let through.
async fn guesses(app: &TestApp, browser: &Browser<'_>, email: &str, count: usize) -> Answer {
    let mut last = sign_in(browser, email, "not the password").await;
    for _ in 1..count {
        let wait = last.header("retry-after").map_or(0, |seconds| seconds.parse().expect("seconds"));
        app.app.clock.set(app.app.clock.now().plus_ms(wait * 1000));
        last = sign_in(browser, email, "not the password").await;
    }
    last
}

async fn forgotten(browser: &Browser<'_>) {
    browser.post("/api/password/forgotten", json!({ "email": EMAIL })).await.expect(Status::Accepted);
}

async fn resets(app: &TestApp) -> usize {
    app.run_jobs().await;
    app.mails().await.iter().filter(|(kind, _)| kind == "reset_password").count()
}

#[rocket::async_test]
async fn strangers_who_ask_for_resets_leave_the_owner_a_link_that_works_at_any_time() {
    let app = TestApp::new().await;
    ana(&app).await;
    let stranger = app.anyone();
    for minute in 0..60 {
        app.at(&format!("2027-02-01T10:{minute:02}:00Z"));
        for _ in 0..16 {
            forgotten(&stranger).await;
        }
        app.run_jobs().await;
        let link = json!({"token": app.newest_token().await});
        app.anyone().post("/api/links", link).await.expect(Status::Ok);
    }
    assert_eq!(resets(&app).await, 3, "in an hour");
    // What was refused at 10:59 does not put off what comes at 11:00.
    app.at("2027-02-01T11:00:00Z");
    forgotten(&app.anyone()).await;
    assert_eq!(resets(&app).await, 4);
}

#[rocket::async_test]
async fn the_own_device_gets_its_mail_whatever_strangers_ask_for() {
    let app = TestApp::new().await;
    let own = app.anyone().with_device_of(&ana(&app).await);
    for _ in 0..16 {
        forgotten(&app.anyone()).await;
    }
    let before = resets(&app).await;
    forgotten(&own).await;
    assert_eq!(resets(&app).await, before + 1);
    for _ in 0..16 {
        forgotten(&own).await;
    }
    assert_eq!(resets(&app).await, before + 2, "nor does it flood");
}

#[rocket::async_test]
async fn resets_links_and_guesses_do_not_wait_for_each_other() {
    let app = TestApp::new().await;
    ana(&app).await;
    for _ in 0..16 {
        forgotten(&app.anyone()).await;
    }
    app.anyone().post("/api/sign-in/link", json!({"email": EMAIL})).await.expect(Status::Accepted);
    app.run_jobs().await;
    assert_eq!(app.mails().await.last().expect("a mail").0, "sign_in_link");
    for _ in 0..5 {
        sign_in(&app.anyone(), EMAIL, "not the password").await;
    }
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/sign-in/token", token).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_device_that_signed_in_before_does_not_wait_for_the_guesses_of_strangers() {
    let app = TestApp::new().await;
    let own = app.anyone().with_device_of(&ana(&app).await);
    guesses(&app, &app.anyone(), EMAIL, 20).await;
    sign_in(&app.anyone(), EMAIL, PASSWORD).await.assert_problem(429, "accounts/throttled");
    sign_in(&own, EMAIL, PASSWORD).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn each_device_counts_its_own_failures() {
    let app = TestApp::new().await;
    let one = app.anyone().with_device_of(&ana(&app).await);
    let other = app.anyone().with_device_of(&sign_in(&app.anyone(), EMAIL, PASSWORD).await);
    for _ in 0..5 {
        sign_in(&one, EMAIL, "not the password").await.assert_problem(401, "accounts/wrong-credentials");
    }
    sign_in(&one, EMAIL, PASSWORD).await.assert_problem(429, "accounts/throttled");
    sign_in(&other, EMAIL, PASSWORD).await.expect(Status::Ok);
    sign_in(&app.anyone(), EMAIL, PASSWORD).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_mark_of_a_device_is_good_for_its_account_and_password_alone() {
    let app = TestApp::new().await;
    let first = ana(&app).await;
    let own = app.anyone().with_device_of(&first);
    set_up(&app).await;
    guesses(&app, &app.anyone(), "eva@office.example", 6).await;
    sign_in(&own, "eva@office.example", PASSWORD).await.assert_problem(429, "accounts/throttled");

    let session = own.with_session_of(&first);
    let body = json!({"current": PASSWORD, "new": NEW});
    let changed = session.send(Method::Put, "/api/me/password", &[], Some(body)).await;
    guesses(&app, &app.anyone(), EMAIL, 6).await;
    sign_in(&own, EMAIL, NEW).await.assert_problem(429, "accounts/throttled");
    sign_in(&app.anyone().with_device_of(&changed), EMAIL, NEW).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn whoever_resets_the_password_signs_in_while_strangers_go_on_guessing() {
    let app = TestApp::new().await;
    ana(&app).await;
    guesses(&app, &app.anyone(), EMAIL, 20).await;
    forgotten(&app.anyone()).await;
    app.run_jobs().await;
    let reset = json!({"token": app.newest_token().await, "password": NEW});
    let own = app.anyone().with_device_of(&app.anyone().post("/api/password/reset", reset).await);
    guesses(&app, &app.anyone(), EMAIL, 20).await;
    sign_in(&own, EMAIL, NEW).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn strangers_cannot_keep_an_admin_from_confirming_the_password() {
    let app = TestApp::new().await;
    let eva = set_up(&app).await;
    guesses(&app, &app.anyone(), "eva@office.example", 20).await;
    let confirm = "/api/me/password/confirm";
    for _ in 0..5 {
        eva.post(confirm, json!({"password": "not the password"})).await.assert_problem(422, "invalid");
    }
    let refused = eva.post(confirm, json!({"password": PASSWORD})).await;
    refused.assert_problem(429, "accounts/throttled");
    assert_eq!(refused.header("retry-after"), Some("1"));
    app.app.clock.set(app.app.clock.now().plus_ms(1000));
    eva.post(confirm, json!({"password": PASSWORD})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_wait_is_told_as_it_is_and_what_is_refused_does_not_make_it_longer() {
    let app = TestApp::new().await;
    ana(&app).await;
    guesses(&app, &app.anyone(), EMAIL, 30).await;
    for (passed, left) in [(0, "900"), (1_000, "899"), (600_000, "299"), (298_001, "1")] {
        app.app.clock.set(app.app.clock.now().plus_ms(passed));
        for _ in 0..3 {
            let refused = sign_in(&app.anyone(), EMAIL, PASSWORD).await;
            refused.assert_problem(429, "accounts/throttled");
            assert_eq!(refused.header("retry-after"), Some(left));
        }
    }
    app.app.clock.set(app.app.clock.now().plus_ms(999));
    sign_in(&app.anyone(), EMAIL, PASSWORD).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_confirming_link_is_refused_with_the_true_wait_and_not_in_silence() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": EMAIL, "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let ana = app.anyone().with_session_of(&sign_in(&app.anyone(), EMAIL, PASSWORD).await);
    for _ in 0..4 {
        ana.post("/api/me/confirmation", json!({})).await.expect(Status::Accepted);
    }
    let refused = ana.post("/api/me/confirmation", json!({})).await;
    refused.assert_problem(429, "accounts/too-many-mails");
    assert_eq!(refused.header("retry-after"), Some("900"));
    assert_eq!(app.mails().await.len(), 5);
}
