//! Who gets in: invitations, and what takes them up.

use palmares::housekeeping;
use rocket::http::{Method, Status};
use serde_json::{Value, json};

use super::{BO, JOIN, PASSWORD, PEOPLE, accept, invite, joined, listed, path_of, set_up, sign_in};
use crate::support::TestApp;

#[rocket::async_test]
async fn an_invited_person_sets_name_and_password_and_is_staff() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let invited = admin.post_once(PEOPLE, json!({"email": "Bo@Office.example", "role": "staff"})).await;
    let invited = invited.expect(Status::Ok);
    assert_eq!((&invited["state"], &invited["name"]), (&json!("invited"), &json!(null)));
    assert_eq!(invited["invited_until"], "2027-02-15T09:00:00.000Z");
    assert_eq!(app.mails().await, [("staff_invitation".to_owned(), "Bo@Office.example".to_owned())]);

    let token = app.newest_token().await;
    let preview = app.anyone().post("/api/links", json!({"token": token})).await.expect(Status::Ok);
    assert_eq!((&preview["kind"], &preview["label"]), (&json!("staff_invitation"), &json!("staff")));
    assert_eq!((&preview["has_account"], &preview["needs_password"]), (&json!(false), &json!(true)));
    let answer = accept(&app, PASSWORD).await;
    let bo = app.anyone().with_session_of(&answer);
    assert_eq!(answer.expect(Status::Ok)["staff_role"], "staff");
    bo.get("/api/staff/editions").await.expect(Status::Ok);

    let person = listed(&admin, BO).await;
    assert_eq!(
        [&person["name"], &person["role"], &person["state"], &person["last_seen_at"]],
        ["Bo Babić", "staff", "active", "2027-02-01T09:00:00.000Z"]
    );
    accept(&app, PASSWORD).await.assert_problem(410, "accounts/dead-link");
    let audit_events =
        [app.audit_events("staff_invitation.send").await, app.audit_events("staff_invitation.accept").await];
    assert_eq!((audit_events, app.mails().await.len()), ([1, 1], 1));
}

#[rocket::async_test]
async fn what_is_missing_in_an_acceptance_is_said_and_leaves_the_invitation_open() {
    let app = TestApp::new().await;
    invite(&app.admin().await, BO, "staff").await;
    let nameless = json!({"token": app.newest_token().await, "password": PASSWORD});
    let refused = app.anyone().post(JOIN, nameless).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/name");
    let weak = accept(&app, "bo@office.example").await;
    assert_eq!(weak.json()["errors"][0]["code"], "guessable");
    accept(&app, PASSWORD).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn an_account_takes_up_the_role_by_its_password_and_not_by_mail_alone() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let new = json!({"name": "Bo", "email": BO, "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let answer = app.anyone().post("/api/accounts/confirm", json!({"token": app.newest_token().await})).await;
    let bo = app.anyone().with_session_of(&answer);

    invite(&admin, BO, "admin").await;
    bo.get(PEOPLE).await.assert_problem(403, "accounts/wrong-role");
    let refused = accept(&app, "another long way home").await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/password");
    bo.get(PEOPLE).await.assert_problem(403, "accounts/wrong-role");

    let answer = accept(&app, PASSWORD).await;
    app.anyone().with_session_of(&answer).get(PEOPLE).await.expect(Status::Ok);
    bo.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
}

#[rocket::async_test]
async fn an_account_without_a_password_gets_no_power_by_mail() {
    let app = TestApp::new().await;
    let judge = app.person(BO).await;
    invite(&app.admin().await, BO, "staff").await;
    accept(&app, PASSWORD).await.assert_problem(422, "invalid");
    judge.get("/api/staff/editions").await.assert_problem(403, "accounts/wrong-role");
}

#[rocket::async_test]
async fn guesses_at_an_invitation_count_as_those_at_the_door_do() {
    let app = TestApp::new().await;
    app.person(BO).await;
    invite(&app.admin().await, BO, "staff").await;
    for _ in 0..5 {
        accept(&app, "another long way home").await.assert_problem(422, "invalid");
    }
    accept(&app, PASSWORD).await.assert_problem(429, "accounts/throttled");
    sign_in(&app, BO).await.assert_problem(429, "accounts/throttled");
}

#[rocket::async_test]
async fn an_older_confirming_link_lets_no_staff_in() {
    let app = TestApp::new().await;
    let new = json!({"name": "Bo", "email": BO, "password": PASSWORD});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    let confirming = json!({"token": app.newest_token().await});
    joined(&app, &app.admin().await, BO, "staff").await;
    app.anyone().post("/api/accounts/confirm", confirming).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn an_invitation_sent_twice_by_a_retry_is_one_mail() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    let body = json!({"email": BO, "role": "staff"});
    let first = admin.send(Method::Post, PEOPLE, &key, Some(body.clone())).await;
    let again = admin.send(Method::Post, PEOPLE, &key, Some(body)).await;
    assert_eq!((first.status, &first.bytes), (again.status, &again.bytes));
    let other = json!({"email": BO, "role": "admin"});
    admin.send(Method::Post, PEOPLE, &key, Some(other)).await.assert_problem(422, "idempotency-key-reused");
    admin.post(PEOPLE, json!({"email": BO, "role": "staff"})).await.assert_problem(400, "idempotency-key");
    assert_eq!((app.mails().await.len(), app.audit_events("staff_invitation.send").await), (1, 1));
}

#[rocket::async_test]
async fn inviting_again_replaces_role_and_link() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let first = invite(&admin, BO, "admin").await;
    let old = json!({"token": app.newest_token().await, "name": "Bo", "password": PASSWORD});
    let second = invite(&admin, BO, "staff").await;
    assert_eq!(first["id"], second["id"]);
    app.anyone().post(JOIN, old).await.assert_problem(410, "accounts/dead-link");
    assert_eq!(accept(&app, PASSWORD).await.expect(Status::Ok)["staff_role"], "staff");
}

#[rocket::async_test]
async fn an_invitation_taken_back_or_too_old_opens_nothing() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let bo = invite(&admin, BO, "staff").await;
    admin.delete(&path_of(&bo)).await.expect(Status::Ok);
    assert_eq!(listed(&admin, BO).await, Value::Null);
    accept(&app, PASSWORD).await.assert_problem(410, "accounts/dead-link");
    admin.delete(&path_of(&bo)).await.assert_problem(404, "not-found");

    invite(&admin, BO, "staff").await;
    app.at("2027-02-15T09:00:00Z");
    accept(&app, PASSWORD).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn who_does_not_answer_is_forgotten_after_a_month() {
    let app = TestApp::new().await;
    invite(&app.admin().await, BO, "staff").await;
    for (instant, found) in
        [("2027-03-17T09:00:00Z", json!("invited")), ("2027-03-17T09:00:01Z", Value::Null)]
    {
        app.at(instant);
        housekeeping::run(&app.ctx()).await.expect("housekeeping");
        assert_eq!(listed(&app.admin().await, BO).await["state"], found, "at {instant}");
    }
}

#[rocket::async_test]
async fn who_belongs_to_the_secretariat_is_neither_invited_nor_removed_as_an_invitation() {
    let app = TestApp::new().await;
    let (admin, staff) = (app.admin().await, app.staff().await);
    let again = json!({"email": "staff@office.example", "role": "admin"});
    admin.post_once(PEOPLE, again).await.assert_problem(409, "accounts/is-staff");
    let person = listed(&admin, "staff@office.example").await;
    admin.delete(&path_of(&person)).await.assert_problem(404, "not-found");
    staff.get("/api/staff/editions").await.expect(Status::Ok);
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn an_invitation_takes_no_role_from_somebody_who_was_set_up_meanwhile() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    invite(&admin, "eva@office.example", "staff").await;
    let invitation = json!({"token": app.newest_token().await, "password": PASSWORD});
    let eva = set_up(&app).await;
    app.anyone().post(JOIN, invitation).await.assert_problem(410, "accounts/dead-link");
    let found = listed(&eva, "eva@office.example").await;
    assert_eq!((&found["role"], &found["state"]), (&json!("admin"), &json!("active")));
}

#[rocket::async_test]
async fn an_address_is_not_flooded_with_invitations_into_the_secretariat() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    for _ in 0..5 {
        invite(&admin, BO, "staff").await;
    }
    let sixth = admin.post_once(PEOPLE, json!({"email": BO, "role": "staff"})).await;
    sixth.assert_problem(429, "accounts/too-many-mails");
    assert_eq!(app.mails().await.len(), 5);
}
