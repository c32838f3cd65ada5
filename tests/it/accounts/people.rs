//! Admins and the people of the secretariat: who gets in, who may do what, who is put out.

use entity::user::{self, StaffRole};
use palmares::housekeeping;
use rocket::{
    http::{Method, Status},
    tokio,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp};

const PEOPLE: &str = "/api/staff/people";
const JOIN: &str = "/api/invitations/staff";
const PASSWORD: &str = "three green boats at dawn";
const BO: &str = "bo@office.example";

/// The first admin, with a password.
async fn set_up(app: &TestApp) -> Browser<'_> {
    let link = palmares::accounts::first_admin_link(&app.ctx(), true).await.expect("an answer");
    let link = link.expect("a link");
    let token = link.rsplit_once('#').expect("a fragment").1;
    let eva = json!({"token": token, "name": "Eva", "email": "eva@office.example", "password": PASSWORD});
    let answer = app.anyone().post("/api/setup", eva).await;
    app.anyone().with_session_of(&answer)
}

async fn invite(admin: &Browser<'_>, email: &str, role: &str) -> Value {
    admin.post_once(PEOPLE, json!({"email": email, "role": role})).await.expect(Status::Ok)
}

async fn accept(app: &TestApp, password: &str) -> Answer {
    let body = json!({"token": app.newest_token().await, "name": "Bo Babić", "password": password});
    app.anyone().post(JOIN, body).await
}

/// Somebody who was invited and has accepted.
async fn joined<'a>(app: &'a TestApp, admin: &Browser<'_>, email: &str, role: &str) -> Browser<'a> {
    invite(admin, email, role).await;
    let answer = accept(app, PASSWORD).await;
    app.anyone().with_session_of(&answer)
}

/// Somebody in the list of the secretariat, by address.
async fn listed(admin: &Browser<'_>, email: &str) -> Value {
    let list = admin.get(PEOPLE).await.expect(Status::Ok);
    let found = list.as_array().expect("a list").iter().find(|one| one["email"] == email);
    found.cloned().unwrap_or(Value::Null)
}

async fn change(admin: &Browser<'_>, person: &Value, role: &str, disabled: bool) -> Answer {
    let path = path_of(person);
    let version = person["version"].as_i64().expect("a version");
    admin.put(&path, version, json!({"role": role, "disabled": disabled})).await
}

fn path_of(person: &Value) -> String {
    format!("{PEOPLE}/{}", person["id"].as_str().expect("an id"))
}

async fn sign_in(app: &TestApp, email: &str) -> Answer {
    app.anyone().post("/api/sign-in", json!({"email": email, "password": PASSWORD})).await
}

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
    let deeds = [app.deeds("staff_invitation.send").await, app.deeds("staff_invitation.accept").await];
    assert_eq!((deeds, app.mails().await.len()), ([1, 1], 1));
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
    assert_eq!((app.mails().await.len(), app.deeds("staff_invitation.send").await), (1, 1));
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

#[rocket::async_test]
async fn a_new_role_holds_from_the_next_request_on_and_ends_the_old_sessions() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let bo = joined(&app, &admin, BO, "staff").await;
    let before = listed(&admin, BO).await;
    let after = change(&admin, &before, "admin", false).await.expect(Status::Ok);
    assert_eq!((&after["role"], &after["state"]), (&json!("admin"), &json!("active")));
    bo.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    let bo = app.anyone().with_session_of(&sign_in(&app, BO).await);
    bo.get(PEOPLE).await.expect(Status::Ok);

    let stale = change(&admin, &before, "staff", false).await;
    stale.assert_problem(412, "accounts/changed");
    assert_eq!(stale.json()["current"]["role"], "admin");
    bo.get(PEOPLE).await.expect(Status::Ok);
    change(&admin, &after, "staff", false).await.expect(Status::Ok);
    bo.get(PEOPLE).await.assert_problem(401, "accounts/not-signed-in");
    assert_eq!(app.deeds("account.change_role").await, 2);
}

#[rocket::async_test]
async fn a_disabled_person_is_out_at_once_and_comes_back_when_enabled() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let bo = joined(&app, &admin, BO, "staff").await;
    let off = change(&admin, &listed(&admin, BO).await, "staff", true).await.expect(Status::Ok);
    assert_eq!(off["state"], "disabled");
    bo.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    sign_in(&app, BO).await.assert_problem(401, "accounts/wrong-credentials");

    change(&admin, &off, "staff", false).await.expect(Status::Ok);
    bo.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    sign_in(&app, BO).await.expect(Status::Ok);
    assert_eq!([app.deeds("account.disable").await, app.deeds("account.enable").await], [1, 1]);
}

#[rocket::async_test]
async fn a_change_that_changes_nothing_ends_no_session() {
    let app = TestApp::new().await;
    let (admin, staff) = (app.admin().await, app.staff().await);
    let person = listed(&admin, "staff@office.example").await;
    let same = change(&admin, &person, "staff", false).await.expect(Status::Ok);
    assert_eq!(same["version"], person["version"]);
    staff.get("/api/me").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn nobody_changes_their_own_role_or_disables_themselves() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    joined(&app, &admin, BO, "admin").await;
    let me = listed(&admin, "admin@office.example").await;
    assert_eq!(me["is_me"], true);
    change(&admin, &me, "staff", false).await.assert_problem(409, "accounts/oneself");
    change(&admin, &me, "admin", true).await.assert_problem(409, "accounts/oneself");
    assert_eq!(listed(&admin, "admin@office.example").await, me);
}

#[rocket::async_test]
async fn of_two_admins_who_would_take_each_others_power_at_once_one_stays() {
    for (role, disabled) in [("staff", false), ("admin", true)] {
        let app = TestApp::new().await;
        let eva = app.admin().await;
        let bo = joined(&app, &eva, BO, "admin").await;
        let (of_eva, of_bo) = (listed(&eva, "admin@office.example").await, listed(&eva, BO).await);
        let (one, two) =
            tokio::join!(change(&eva, &of_bo, role, disabled), change(&bo, &of_eva, role, disabled));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        // The second is told that it is the last admin, or finds itself signed out.
        assert!(statuses == [200, 409] || statuses == [200, 401], "{statuses:?}");
        let admins = user::Entity::find()
            .filter(user::Column::StaffRole.eq(StaffRole::Admin))
            .filter(user::Column::DisabledAt.is_null());
        assert_eq!(admins.count(app.app.db.read()).await.expect("a count"), 1);
    }
}

#[rocket::async_test]
async fn an_admin_ends_all_sessions_of_one_person() {
    let app = TestApp::new().await;
    let (admin, ana) = (app.admin().await, app.person("ana@osijek.example").await);
    let (here, there) = (app.staff().await, app.staff().await);
    let person = listed(&admin, "staff@office.example").await;
    let path = format!("{}/sign-out", path_of(&person));
    assert_eq!(admin.post(&path, json!({})).await.expect(Status::Ok)["ended"], 2);
    for browser in [here, there] {
        browser.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    }
    for browser in [&admin, &ana] {
        browser.get("/api/me").await.expect(Status::Ok);
    }
    assert_eq!(app.deeds("account.end_sessions").await, 1);
}

#[rocket::async_test]
async fn an_admin_ends_the_sessions_of_everybody_and_keeps_the_own() {
    let app = TestApp::new().await;
    let (admin, elsewhere) = (app.admin().await, app.admin().await);
    let (staff, ana) = (app.staff().await, app.person("ana@osijek.example").await);
    let answer = admin.post("/api/staff/people/sign-out", json!({})).await.expect(Status::Ok);
    assert_eq!(answer["ended"], 3);
    for browser in [elsewhere, staff, ana] {
        browser.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    }
    admin.get("/api/me").await.expect(Status::Ok);
    assert_eq!(app.deeds("session.end_all").await, 1);
}

#[rocket::async_test]
async fn staff_can_do_none_of_this() {
    let app = TestApp::new().await;
    let (admin, staff) = (app.admin().await, app.staff().await);
    let (me, invited) = (listed(&admin, "staff@office.example").await, invite(&admin, BO, "staff").await);
    let refused = [
        staff.get(PEOPLE).await,
        staff.post_once(PEOPLE, json!({"email": "cy@office.example", "role": "staff"})).await,
        staff.delete(&path_of(&invited)).await,
        change(&staff, &me, "admin", false).await,
        staff.post(&format!("{}/sign-out", path_of(&me)), json!({})).await,
        staff.post("/api/staff/people/sign-out", json!({})).await,
    ];
    for answer in refused {
        answer.assert_problem(403, "accounts/wrong-role");
    }
    assert_eq!(listed(&admin, "staff@office.example").await["role"], "staff");
    assert_eq!(listed(&admin, BO).await["state"], "invited");
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_password_given_long_ago_is_asked_for_again() {
    let app = TestApp::new().await;
    let eva = set_up(&app).await;
    joined(&app, &eva, BO, "staff").await;
    app.at("2027-02-01T09:04:59.999Z");
    let bo = change(&eva, &listed(&eva, BO).await, "admin", false).await.expect(Status::Ok);
    app.at("2027-02-01T09:05:00Z");
    let refused = [
        eva.post_once(PEOPLE, json!({"email": "cy@office.example", "role": "admin"})).await,
        eva.delete(&path_of(&bo)).await,
        change(&eva, &bo, "staff", true).await,
        eva.post(&format!("{}/sign-out", path_of(&bo)), json!({})).await,
        eva.post("/api/staff/people/sign-out", json!({})).await,
    ];
    for answer in refused {
        answer.assert_problem(403, "accounts/password-needed");
    }
    assert_eq!(listed(&eva, BO).await["role"], "admin", "looking needs no fresh password");

    let wrong = eva.post("/api/me/password/confirm", json!({"password": "not the password"})).await;
    wrong.assert_problem(422, "invalid");
    assert_eq!(wrong.json()["errors"][0]["code"], "wrong");
    let right = eva.post("/api/me/password/confirm", json!({"password": PASSWORD})).await;
    assert_eq!(right.status, 200);
    eva.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    let eva = eva.with_session_of(&right);
    change(&eva, &bo, "staff", true).await.expect(Status::Ok);
}
