//! Registering, confirming, signing in and out.

use entity::job;
use rocket::http::{Method, Status};
use sea_orm::EntityTrait as _;
use serde_json::json;

use crate::support::TestApp;

const PASSWORD: &str = "three green boats at dawn";

#[rocket::async_test]
async fn a_registered_person_confirms_the_address_and_is_signed_in() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let new = json!({"name": "Ana Kovač", "email": "Ana@Osijek.example", "password": PASSWORD});
    anyone.post("/api/accounts", new).await.expect(Status::Accepted);
    assert_eq!(app.mails().await, [("confirm_address".to_owned(), "Ana@Osijek.example".to_owned())]);

    let answer = anyone.post("/api/accounts/confirm", json!({"token": app.newest_token().await})).await;
    let ana = anyone.with_session_of(&answer);
    assert_eq!(answer.expect(Status::Ok)["confirmed"], true);
    assert_eq!(ana.get("/api/me").await.expect(Status::Ok)["name"], "Ana Kovač");

    ana.post("/api/sign-out", json!({})).await.expect(Status::Ok);
    ana.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
}

#[rocket::async_test]
async fn a_link_works_once() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/links", token.clone()).await.expect(Status::Ok);
    app.anyone().post("/api/accounts/confirm", token.clone()).await.expect(Status::Ok);
    app.anyone().post("/api/accounts/confirm", token).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn a_confirming_link_dies_after_a_day() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let token = json!({"token": app.newest_token().await});
    app.at("2027-02-02T09:00:00Z");
    app.anyone().post("/api/accounts/confirm", token).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn an_unknown_address_and_a_wrong_password_are_answered_alike() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let mut bodies = Vec::new();
    for email in ["ana@osijek.example", "nobody@osijek.example"] {
        let answer =
            app.anyone().post("/api/sign-in", json!({"email": email, "password": "not the password"})).await;
        answer.assert_problem(401, "accounts/wrong-credentials");
        let mut body = answer.json();
        body["instance"] = json!("masked");
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[rocket::async_test]
async fn five_failures_make_an_account_wait_and_a_pause_frees_it() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let wrong = json!({"email": "ana@osijek.example", "password": "not the password"});
    let right = json!({"email": "ana@osijek.example", "password": PASSWORD});
    for _ in 0..5 {
        app.anyone()
            .post("/api/sign-in", wrong.clone())
            .await
            .assert_problem(401, "accounts/wrong-credentials");
    }
    let refused = app.anyone().post("/api/sign-in", right.clone()).await;
    refused.assert_problem(429, "accounts/throttled");
    assert_eq!(refused.header("retry-after"), Some("1"));
    app.at("2027-02-01T09:00:01Z");
    app.anyone().post("/api/sign-in", right).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_reset_ends_all_sessions_and_signs_nobody_in() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    app.anyone()
        .post("/api/password/forgotten", json!({"email": "ana@osijek.example"}))
        .await
        .expect(Status::Accepted);
    app.run_jobs().await;
    ana.get("/api/me").await.expect(Status::Ok);
    let reset = json!({"token": app.newest_token().await, "password": "another long way home"});
    let answer = app.anyone().post("/api/password/reset", reset).await;
    assert_eq!((answer.status, answer.cookie("__Host-session")), (200, None));
    ana.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["reset_password", "password_changed"]);
}

#[rocket::async_test]
async fn asking_for_a_reset_of_an_unknown_address_sends_nothing_and_says_the_same() {
    let app = TestApp::new().await;
    app.person("ana@osijek.example").await;
    let known = app.anyone().post("/api/password/forgotten", json!({"email": "ana@osijek.example"})).await;
    let unknown = app.anyone().post("/api/password/forgotten", json!({"email": "bo@osijek.example"})).await;
    assert_eq!((known.status, known.bytes), (unknown.status, unknown.bytes));
    assert_eq!(app.run_jobs().await, 2);
    assert_eq!(app.mails().await.len(), 1);
    let jobs = job::Entity::find().all(app.app.db.read()).await.expect("jobs");
    assert!(jobs.iter().all(|job| job.payload.is_empty()), "no address stays behind: {jobs:?}");
}

#[rocket::async_test]
async fn a_mailed_link_signs_people_in_and_never_staff() {
    let app = TestApp::new().await;
    app.person("ana@osijek.example").await;
    app.staff().await;
    for email in ["ana@osijek.example", "staff@office.example"] {
        app.anyone().post("/api/sign-in/link", json!({ "email": email })).await.expect(Status::Accepted);
    }
    app.run_jobs().await;
    assert_eq!(app.mails().await, [("sign_in_link".to_owned(), "ana@osijek.example".to_owned())]);
    let token = json!({ "token": app.newest_token().await });
    let me = app.anyone().post("/api/sign-in/token", token.clone()).await.expect(Status::Ok);
    assert_eq!(me["email"], "ana@osijek.example");
    app.anyone().post("/api/sign-in/token", token).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn the_session_cookie_is_bound_to_host_and_hidden_from_scripts() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let answer = app.anyone().post("/api/accounts/confirm", json!({"token": app.newest_token().await})).await;
    let cookies = answer.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value);
    let cookie = cookies.into_iter().find(|value| value.starts_with("__Host-session=")).expect("a cookie");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.split("; ").any(|part| part == attribute), "{attribute} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[rocket::async_test]
async fn staff_who_do_nothing_for_half_an_hour_are_signed_out() {
    let app = TestApp::new().await;
    let (staff, ana) = (app.staff().await, app.person("ana@osijek.example").await);
    app.at("2027-02-01T09:29:59Z");
    staff.get("/api/me").await.expect(Status::Ok);
    app.at("2027-02-01T09:59:59Z");
    staff.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    ana.get("/api/me").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_set_up_link_makes_one_admin() {
    let app = TestApp::new().await;
    let link =
        palmares::accounts::first_admin_link(&app.ctx(), false).await.expect("an answer").expect("a link");
    let token = link.rsplit_once('#').expect("a fragment").1;
    let setup = json!({"token": token, "name": "Eva", "email": "eva@office.example", "password": PASSWORD});
    assert_eq!(
        app.anyone().post("/api/setup", setup.clone()).await.expect(Status::Ok)["staff_role"],
        "admin"
    );
    app.anyone().post("/api/setup", setup).await.assert_problem(410, "accounts/dead-link");
    assert!(palmares::accounts::first_admin_link(&app.ctx(), false).await.expect("an answer").is_none());
}

#[rocket::async_test]
async fn a_password_is_changed_by_who_knows_the_present_one() {
    let app = TestApp::new().await;
    let new = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let confirmed =
        app.anyone().post("/api/accounts/confirm", json!({"token": app.newest_token().await})).await;
    let ana = app.anyone().with_session_of(&confirmed);
    let change = |current: &str| json!({"current": current, "new": "another long way home"});
    let path = "/api/me/password";
    let send = async |body| ana.send(Method::Put, path, &[], Some(body)).await;

    let refused = send(change("not the password")).await;
    refused.assert_problem(422, "invalid");
    assert_eq!((&refused.json()["errors"][0]["pointer"]), &json!("/current"));
    let changed = send(change(PASSWORD)).await;
    assert_eq!(changed.status, 200);
    ana.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    ana.with_session_of(&changed).get("/api/me").await.expect(Status::Ok);
    let old = json!({"email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/sign-in", old).await.assert_problem(401, "accounts/wrong-credentials");
}

#[rocket::async_test]
async fn a_weaker_hash_is_renewed_when_its_owner_signs_in_and_not_by_a_guess() {
    use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _};
    use entity::user;
    use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

    let app = TestApp::new().await;
    app.person("ana@osijek.example").await;
    let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).expect("fine"));
    let weak = old.hash_password(PASSWORD.as_bytes()).expect("a hash").to_string();
    assert!(weak.starts_with("$argon2id$v=19$m=8192,t=1,p=1$"), "{weak}");
    let stored = async || {
        let row = user::Entity::find().one(app.app.db.read()).await.expect("an answer");
        row.expect("the account")
    };
    let tx = app.ctx().begin().await.expect("a transaction");
    let mut row = stored().await.into_active_model();
    row.password_hash = Set(Some(weak.clone()));
    row.update(&*tx).await.expect("a row");
    tx.commit().await.expect("a commit");

    let sign_in = async |password: &str| {
        let body = json!({"email": "ana@osijek.example", "password": password});
        app.anyone().post("/api/sign-in", body).await
    };
    sign_in("not the password").await.assert_problem(401, "accounts/wrong-credentials");
    assert_eq!(stored().await.password_hash, Some(weak));
    let first = sign_in(PASSWORD).await;
    let ana = app.anyone().with_session_of(&first);
    let renewed = stored().await.password_hash.expect("a hash");
    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
    // Everything goes on: the session, the device, the password; and it is renewed only once.
    ana.get("/api/me").await.expect(Status::Ok);
    sign_in(PASSWORD).await.expect(Status::Ok);
    assert_eq!(stored().await.password_hash, Some(renewed));
}
