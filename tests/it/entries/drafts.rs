//! Starting entries, looking at them, giving them up.

use rocket::http::{Method, Status};
use serde_json::{Value, json};

use super::call;
use crate::support::{
    TestApp,
    entries::{answer, new_entry, submit},
};

#[rocket::async_test]
async fn a_new_entry_says_what_its_form_needs() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let answer = ana.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    let view = answer.expect(Status::Created);
    let deadline = edition.document.window("entries").expect("a window").to();
    assert_eq!((&view["state"], &view["may_edit"]), (&json!("draft"), &json!("yes")));
    assert_eq!((&view["edition"], &view["category_name"]), (&json!("essa/2023"), &json!("Service Delivery")));
    assert_eq!(view["closes_at"], deadline.instant().to_string());
    assert_eq!(view["closes_at_local"], deadline.to_string());
    assert_eq!(view["timezone"], "Europe/Brussels");
    assert_eq!((&view["organisation"]["id"], &view["submitted"]), (&json!(city), &Value::Null));
    let list = ana.get("/api/entries").await.expect(Status::Ok);
    assert_eq!(list[0]["id"], view["id"]);
    // The form of the sample asks for 15 things that an entry cannot be without.
    assert_eq!(list[0]["missing_count"], 15);
    // And until when: a list of drafts is read for what is due.
    for what in ["closes_at", "return_until", "timezone"] {
        assert_eq!(list[0][what], view[what], "{what}");
    }
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_start_that_is_sent_twice_is_one_entry() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    let body = new_entry(&city, "service_delivery");
    let first = ana.send(Method::Post, "/api/entries", &key, Some(body.clone())).await;
    let again = ana.send(Method::Post, "/api/entries", &key, Some(body)).await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!(ana.get("/api/entries").await.json().as_array().map(Vec::len), Some(1));
}

#[rocket::async_test]
async fn what_cannot_be_entered_is_refused_and_nothing_is_started() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let eve = app.person("eve@elsewhere.example").await;
    let derived = ana.post_once("/api/entries", new_entry(&city, "excellence_cities")).await;
    derived.assert_problem(409, "entries/category-not-open");
    let unknown = ana.post_once("/api/entries", new_entry(&city, "no_such")).await;
    unknown.assert_problem(422, "invalid");
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/category");
    let foreign = eve.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    foreign.assert_problem(422, "invalid");
    assert_eq!(foreign.json()["errors"][0]["pointer"], "/organisation");
    for list in [ana.get("/api/entries").await, eve.get("/api/entries").await] {
        assert_eq!(list.json(), json!([]));
    }
}

#[rocket::async_test]
async fn an_entry_of_another_organisation_looks_like_none() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let eve = app.person("eve@elsewhere.example").await;
    app.organisation(&eve).await;
    for path in [entry.clone(), format!("{entry}/check"), format!("{entry}/receipt")] {
        let foreign = eve.get(&path).await;
        foreign.assert_problem(404, "not-found");
        let mut none = eve.get(&path.replace(&entry, "/api/entries/aaaaaaaaaaaaaaaa")).await.json();
        none["instance"] = foreign.json()["instance"].clone();
        assert_eq!(foreign.json(), none);
    }
    answer(&eve, &entry, "title", 1, json!("Mine")).await.assert_problem(404, "not-found");
    eve.put(&format!("{entry}/category"), 1, json!({"category": "workforce_support"}))
        .await
        .assert_problem(404, "not-found");
    submit(&eve, &entry).await.assert_problem(404, "not-found");
    eve.post_once(&format!("{entry}/withdraw"), json!({"reason": ""})).await.assert_problem(404, "not-found");
    eve.delete(&entry).await.assert_problem(404, "not-found");
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["title"], &view["version"]), (&json!("Open doors"), &json!(1)));
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_draft_changes_its_category_by_version() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let path = format!("{entry}/category");
    let moved = ana.put(&path, 1, json!({"category": "workforce_support"})).await;
    assert_eq!(moved.header("etag"), Some("\"v2\""));
    assert_eq!(moved.json()["category"], "workforce_support");
    let late = ana.put(&path, 1, json!({"category": "research_evaluation"})).await;
    late.assert_problem(412, "entries/changed");
    assert_eq!(late.json()["current"]["version"], 2);
}

#[rocket::async_test]
async fn a_draft_can_be_deleted_and_a_submitted_entry_cannot() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let draft = app.complete_draft(&ana, &city, "service_delivery").await;
    let other = app.complete_draft(&ana, &city, "workforce_support").await;
    submit(&ana, &other).await.expect(Status::Ok);
    ana.delete(&draft).await.expect(Status::Ok);
    ana.get(&draft).await.assert_problem(404, "not-found");
    ana.delete(&other).await.assert_problem(409, "entries/only-draft");
    ana.put(&format!("{other}/category"), 2, json!({"category": "service_delivery"}))
        .await
        .assert_problem(409, "entries/only-draft");
    ana.get(&other).await.expect(Status::Ok);
}

/// A page of an entry needs three things; one request brings them.
#[rocket::async_test]
async fn an_entry_comes_whole_with_what_it_lacks_and_its_call() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "title", 0, json!("Open doors")).await.expect(Status::Ok);
    let whole = ana.get(&format!("{entry}/whole")).await.expect(Status::Ok);
    assert_eq!(whole["entry"], ana.get(&entry).await.json());
    assert_eq!(whole["problems"], ana.get(&format!("{entry}/check")).await.json()["problems"]);
    assert_eq!(whole["call"], ana.get("/api/editions/essa/2023").await.json());
    let eve = app.person("eve@elsewhere.example").await;
    eve.get(&format!("{entry}/whole")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn an_answer_says_whether_the_reader_saved_it_in_another_window() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "title", 0, json!("Mine")).await.expect(Status::Ok);
    let again = answer(&ana, &entry, "title", 0, json!("From another window")).await;
    again.assert_problem(412, "entries/answer-changed");
    assert_eq!(again.json()["current"]["yours"], true);
    let colleague = answer(&bo, &entry, "title", 0, json!("Ours")).await;
    assert_eq!(colleague.json()["current"]["yours"], false);
    assert_eq!(ana.get(&entry).await.json()["answers"]["title"]["yours"], true);
    assert_eq!(bo.get(&entry).await.json()["answers"]["title"]["yours"], false);
}
