//! What the deadline lets through, to the millisecond.

use entity::audit;
use rocket::http::{Method, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::call;
use crate::support::{
    Browser, TestApp,
    entries::{answer, new_entry, submit},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn late_attempts(app: &TestApp) -> Vec<audit::Model> {
    let late = audit::Entity::find().filter(audit::Column::Action.eq("entry.submit_late"));
    late.all(app.app.db.read()).await.expect("the log")
}

#[rocket::async_test]
async fn an_entry_that_arrives_in_the_last_millisecond_is_in() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    app.at_deadline(&edition, -1);
    let ana = app.person("ana@osijek.example").await;
    let receipt = submit(&ana, &entry).await.expect(Status::Ok);
    let deadline = edition.document.window("entries").expect("a window").to().instant();
    assert_eq!(receipt["submitted_at"], deadline.plus_ms(-1).to_string());
    assert_eq!(late_attempts(&app).await.len(), 0);
}

#[rocket::async_test]
async fn one_millisecond_late_changes_nothing_and_is_recorded() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    app.at_deadline(&edition, 0);
    let ana = app.person("ana@osijek.example").await;
    let refused = submit(&ana, &entry).await;
    refused.assert_problem(409, "entries/closed");
    let deadline = edition.document.window("entries").expect("a window").to().instant();
    assert_eq!(refused.json()["closed_at"], deadline.to_string());

    let late = late_attempts(&app).await;
    assert_eq!(late.len(), 1);
    assert_eq!((late[0].at, entry.ends_with(&late[0].object_id)), (deadline, true));
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["may_edit"]), (&json!("draft"), &json!("closed")));
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn after_the_deadline_nothing_changes() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let draft = app.draft(&ana, &city, "workforce_support").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let before = ana.get(&entry).await.expect(Status::Ok);
    app.at_deadline(&edition, 0);
    let ana = app.person("ana@osijek.example").await;
    answer(&ana, &entry, "title", 1, json!("Late")).await.assert_problem(409, "entries/closed");
    submit(&ana, &entry).await.assert_problem(409, "entries/closed");
    ana.post_once(&format!("{entry}/withdraw"), json!({"reason": ""}))
        .await
        .assert_problem(409, "entries/closed");
    ana.put(&format!("{draft}/category"), 1, json!({"category": "research_evaluation"}))
        .await
        .assert_problem(409, "entries/closed");
    ana.post_once("/api/entries", new_entry(&city, "service_delivery"))
        .await
        .assert_problem(409, "entries/closed");
    let mut after = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(after["may_edit"], "closed");
    after["may_edit"] = json!("yes");
    assert_eq!(after, before);
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn before_the_call_opens_nothing_can_be_started() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let opens = edition.document.window("entries").expect("a window").from().instant();
    app.app.clock.set(opens.plus_ms(-1));
    let refused = ana.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    refused.assert_problem(409, "entries/not-open");
    assert_eq!(refused.json()["opens_at"], opens.to_string());
}

/// Staff send the entry back two days after the deadline, for ten days.
async fn sent_back<'a>(app: &'a TestApp) -> (palmares::editions::Edition, Browser<'a>, String) {
    let (edition, ana, city) = call(app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    app.at_deadline(&edition, 3 * DAY_MS);
    let staff = app.staff().await;
    let until = app.app.clock.now().plus_ms(10 * DAY_MS).to_string();
    let body = json!({"result": "incomplete", "message": "Please say more.", "return_until": until});
    let headers = [("Idempotency-Key", "a-key-of-the-staff-1"), ("If-Match", "\"v2\"")];
    let path = format!("{}/checks", entry.replace("/api/", "/api/staff/"));
    staff.send(Method::Post, &path, &headers, Some(body)).await.expect(Status::Ok);
    (edition, app.person("ana@osijek.example").await, entry)
}

#[rocket::async_test]
async fn an_entry_sent_back_can_be_completed_after_the_deadline() {
    let app = TestApp::new().await;
    let (_, ana, entry) = sent_back(&app).await;
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["may_edit"]), (&json!("incomplete"), &json!("yes")));
    assert_eq!(view["closes_at"], view["return_until"]);
    answer(&ana, &entry, "c_theme", 1, json!("More words.")).await.expect(Status::Ok);
    assert_eq!(submit(&ana, &entry).await.expect(Status::Ok)["number"], 2);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["may_edit"]), (&json!("submitted"), &json!("closed")));
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["entry_received", "entry_returned", "entry_received"]);
}

#[rocket::async_test]
async fn an_entry_sent_back_in_the_same_words_is_in_again() {
    let app = TestApp::new().await;
    let (_, ana, entry) = sent_back(&app).await;
    assert_eq!(submit(&ana, &entry).await.expect(Status::Ok)["number"], 2);
    assert_eq!(ana.get(&entry).await.json()["state"], "submitted");
}

#[rocket::async_test]
async fn the_date_for_which_an_entry_was_sent_back_is_kept_to_the_millisecond() {
    let app = TestApp::new().await;
    let (_, ana, entry) = sent_back(&app).await;
    let view = ana.get(&entry).await.expect(Status::Ok);
    app.at(view["return_until"].as_str().expect("an instant"));
    let ana = app.person("ana@osijek.example").await;
    answer(&ana, &entry, "c_theme", 1, json!("Late")).await.assert_problem(409, "entries/closed");
    submit(&ana, &entry).await.assert_problem(409, "entries/closed");
    assert_eq!(late_attempts(&app).await.len(), 1);
    assert_eq!(ana.get(&entry).await.json()["state"], "incomplete");
}
