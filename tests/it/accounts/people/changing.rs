//! Who may do what, and who is put out.

use entity::user::{self, StaffRole};
use rocket::{http::Status, tokio};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;

use super::{BO, PASSWORD, PEOPLE, change, invite, joined, listed, path_of, set_up, sign_in};
use crate::support::TestApp;

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
    assert_eq!(app.audit_events("account.change_role").await, 2);
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
    assert_eq!([app.audit_events("account.disable").await, app.audit_events("account.enable").await], [1, 1]);
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
    assert_eq!(app.audit_events("account.end_sessions").await, 1);
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
    assert_eq!(app.audit_events("session.end_all").await, 1);
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
