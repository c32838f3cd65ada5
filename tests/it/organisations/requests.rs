//! Requests to join that no member answers: staff see them and answer in their place.

use entity::audit;
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::support::{Browser, TestApp};

const STAFF: &str = "/api/staff/organisations";

/// Ana's organisation, which Bo asks to join.
async fn asked(app: &TestApp) -> (Browser<'_>, String) {
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let bo = app.person("bo@osijek.example").await;
    bo.post(&format!("/api/organisations/{id}/join"), json!({})).await.expect(Status::Ok);
    (bo, id)
}

/// The request as staff see it, and where it is answered.
async fn request(staff: &Browser<'_>, id: &str) -> (String, Value) {
    let page = staff.get(&format!("{STAFF}?asked=true")).await.expect(Status::Ok);
    let request = page["items"][0]["requests"][0].clone();
    let path = format!("{STAFF}/{id}/requests/{}", request["id"].as_str().expect("an id"));
    (path, request)
}

fn answer(admit: bool) -> Value {
    json!({ "admit": admit, "reason": "The city confirmed by telephone." })
}

#[rocket::async_test]
async fn staff_answer_a_request_that_members_left_for_two_weeks() {
    let app = TestApp::new().await;
    let (bo, id) = asked(&app).await;
    let eve = app.person("eve@zadar.example").await;
    app.organisation(&eve).await;
    let staff = app.staff().await;
    let all = staff.get(STAFF).await.expect(Status::Ok);
    let some = staff.get(&format!("{STAFF}?asked=true")).await.expect(Status::Ok);
    assert_eq!((&all["total"], &some["total"]), (&json!(2), &json!(1)));
    let (path, seen) = request(&staff, &id).await;
    assert_eq!((&seen["name"], &seen["email"]), (&json!("bo"), &json!("bo@osijek.example")));
    assert_eq!(seen["asked_at"], "2027-02-01T09:00:00.000Z");
    assert_eq!(
        (&seen["staff_from"], &seen["may_answer"]),
        (&json!("2027-02-15T09:00:00.000Z"), &json!(false))
    );
    let early = staff.post(&path, answer(true)).await;
    early.assert_problem(409, "organisations/members-answer");
    assert_eq!(early.json()["from"], "2027-02-15T09:00:00.000Z");
    bo.post(&path, answer(true)).await.assert_problem(403, "accounts/wrong-role");

    app.at("2027-02-15T09:00:00Z");
    let staff = app.staff().await;
    assert_eq!(request(&staff, &id).await.1["may_answer"], true);
    staff.post(&path, json!({ "admit": true, "reason": "" })).await.assert_problem(422, "invalid");
    staff.post(&path, answer(true)).await.expect(Status::Ok);
    staff.post(&path, answer(true)).await.assert_problem(404, "not-found");
    let bo = app.person("bo@osijek.example").await;
    bo.get(&format!("/api/organisations/{id}")).await.expect(Status::Ok);
    assert_eq!(app.mails().await.last().expect("a mail").0, "join_accepted");
    let admitted = audit::Entity::find().filter(audit::Column::Action.eq("organisation.admit"));
    let deed = admitted.one(app.app.db.read()).await.expect("the log").expect("a deed");
    assert_eq!(deed.reason, "The city confirmed by telephone.");
    assert_eq!(deed.actor_role, "staff");
}

#[rocket::async_test]
async fn where_no_member_can_answer_staff_do_at_once() {
    let app = TestApp::new().await;
    let (bo, id) = asked(&app).await;
    let tx = app.ctx().begin().await.expect("a transaction");
    let gone = "UPDATE \"user\" SET disabled_at = 1 WHERE email = 'ana@osijek.example'";
    tx.execute_unprepared(gone).await.expect("disabled");
    tx.commit().await.expect("a commit");
    let staff = app.staff().await;
    let (path, seen) = request(&staff, &id).await;
    assert_eq!(seen["may_answer"], true);
    staff.post(&path, answer(false)).await.expect(Status::Ok);
    assert_eq!(app.mails().await.last().expect("a mail").0, "join_declined");
    bo.get(&format!("/api/organisations/{id}")).await.assert_problem(404, "not-found");
    // Asked again, it counts from then on.
    app.at("2027-02-02T09:00:00Z");
    let bo = app.person("bo@osijek.example").await;
    bo.post(&format!("/api/organisations/{id}/join"), json!({})).await.expect(Status::Ok);
    let staff = app.staff().await;
    assert_eq!(request(&staff, &id).await.1["asked_at"], "2027-02-02T09:00:00.000Z");
}
