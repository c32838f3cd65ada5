//! An address nobody has proved is nobody's, whoever registered it.

use futures::future::join_all;
use rocket::http::{Method, Status};
use serde_json::json;

use crate::support::{Browser, TestApp};

const EMAIL: &str = "vera@city.example";
const THEIRS: &str = "the stranger walks at night";
const OWN: &str = "three green boats at dawn";

/// Somebody registers Vera's address with a password of theirs, and signs in.
async fn stranger(app: &TestApp) -> Browser<'_> {
    register(app, THEIRS).await;
    let answer = app.anyone().post("/api/sign-in", json!({"email": EMAIL, "password": THEIRS})).await;
    let stranger = app.anyone().with_session_of(&answer);
    assert_eq!(stranger.get("/api/me").await.expect(Status::Ok)["confirmed"], false);
    stranger
}

async fn register(app: &TestApp, password: &str) {
    let new = json!({"name": "Vera", "email": EMAIL, "password": password});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
}

async fn assert_nothing_is_theirs(app: &TestApp, stranger: &Browser<'_>) {
    stranger.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    let again = app.anyone().post("/api/sign-in", json!({"email": EMAIL, "password": THEIRS})).await;
    again.assert_problem(401, "accounts/wrong-credentials");
}

#[rocket::async_test]
async fn who_registers_it_too_chooses_the_password_by_mail() {
    let app = TestApp::new().await;
    let stranger = stranger(&app).await;
    let older = app.newest_token().await;
    register(&app, OWN).await;
    app.anyone()
        .post("/api/accounts/confirm", json!({"token": older}))
        .await
        .assert_problem(410, "accounts/dead-link");
    assert_eq!(app.mails().await.last().expect("a mail").0, "reset_password");
    let reset = json!({"token": app.newest_token().await, "password": OWN});
    app.anyone().post("/api/password/reset", reset).await.expect(Status::Ok);
    assert_nothing_is_theirs(&app, &stranger).await;
    let answer = app.anyone().post("/api/sign-in", json!({"email": EMAIL, "password": OWN})).await;
    assert_eq!(answer.expect(Status::Ok)["confirmed"], true);
}

#[rocket::async_test]
async fn who_registers_twice_with_one_password_gets_the_confirming_link_again() {
    let app = TestApp::new().await;
    register(&app, OWN).await;
    register(&app, OWN).await;
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["confirm_address", "confirm_address"]);
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
    app.anyone().post("/api/sign-in", json!({"email": EMAIL, "password": OWN})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_confirming_link_ends_the_sessions_of_before() {
    let app = TestApp::new().await;
    let before = stranger(&app).await;
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
    before.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
}

#[rocket::async_test]
async fn a_link_to_sign_in_leaves_no_password_of_somebody_else() {
    let app = TestApp::new().await;
    let stranger = stranger(&app).await;
    app.anyone().post("/api/sign-in/link", json!({"email": EMAIL})).await.expect(Status::Accepted);
    app.run_jobs().await;
    let token = json!({"token": app.newest_token().await});
    app.anyone().post("/api/sign-in/token", token).await.expect(Status::Ok);
    assert_nothing_is_theirs(&app, &stranger).await;
}

#[rocket::async_test]
async fn an_invitation_is_accepted_as_if_there_were_no_account() {
    let app = TestApp::new().await;
    let stranger = stranger(&app).await;
    let admin = app.admin().await;
    admin.post_once("/api/staff/people", json!({"email": EMAIL, "role": "staff"})).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let preview = app.anyone().post("/api/links", json!({"token": token})).await.expect(Status::Ok);
    assert_eq!(preview["has_account"], false);
    let acceptance = json!({"token": token, "name": "Vera Horvat", "password": OWN});
    let vera = app.anyone().post("/api/invitations/staff", acceptance).await.expect(Status::Ok);
    assert_eq!((&vera["name"], &vera["staff_role"]), (&json!("Vera Horvat"), &json!("staff")));
    assert_nothing_is_theirs(&app, &stranger).await;
    app.anyone().post("/api/sign-in", json!({"email": EMAIL, "password": OWN})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn guesses_made_at_once_are_told_no_more_than_five_times_that_they_are_wrong() {
    let app = TestApp::new().await;
    app.person(EMAIL).await;
    let anyone = app.anyone();
    let guess = |number: usize| {
        anyone.post("/api/sign-in", json!({"email": EMAIL, "password": format!("guess {number}")}))
    };
    let answers = join_all((0..12).map(guess)).await;
    let told = answers.iter().filter(|answer| answer.status == 401).count();
    assert!((1..=5).contains(&told), "{told} of 12");
    assert!(answers.iter().all(|answer| matches!(answer.status, 401 | 429)));
}

#[rocket::async_test]
async fn no_session_of_the_old_password_outlives_its_change() {
    let app = TestApp::new().await;
    register(&app, THEIRS).await;
    let token = json!({"token": app.newest_token().await});
    let confirmed = app.anyone().post("/api/accounts/confirm", token).await;
    let vera = app.anyone().with_session_of(&confirmed);
    let (anyone, credentials) = (app.anyone(), json!({"email": EMAIL, "password": THEIRS}));
    let sign_ins = join_all((0..12).map(|_| anyone.post("/api/sign-in", credentials.clone())));
    let change = json!({"current": THEIRS, "new": OWN});
    let (answers, changed) =
        futures::join!(sign_ins, vera.send(Method::Put, "/api/me/password", &[], Some(change)));
    changed.expect(Status::Ok);
    for answer in answers.iter().filter(|answer| answer.status == 200) {
        app.anyone()
            .with_session_of(answer)
            .get("/api/me")
            .await
            .assert_problem(401, "accounts/not-signed-in");
    }
}
