//! What staff change about editions.

use entity::audit;
use palmares::editions::sample::{Stage, essa_2023};
use rocket::http::Status;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::support::{DOCUMENT, TestApp};

fn essa() -> Value {
    serde_json::to_value(essa_2023().expect("the sample")).expect("JSON")
}

#[rocket::async_test]
async fn staff_add_an_edition_once_and_as_a_draft() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let added = staff.post("/api/staff/editions", json!({ "document": essa() })).await;
    assert_eq!(added.header("etag"), Some("\"v1\""));
    let added = added.expect(Status::Created);
    assert_eq!((&added["version"], &added["state"]), (&json!(1), &json!("draft")));
    app.anyone().get("/api/editions/essa/2023").await.assert_problem(404, "not-found");
    let again = staff.post("/api/staff/editions", json!({ "document": essa() })).await;
    assert_eq!(again.expect(Status::Created)["version"], 1);

    let mut other = essa();
    other["edition"]["theme"] = json!("Another theme");
    let refused = staff.post("/api/staff/editions", json!({ "document": other })).await;
    refused.assert_problem(409, "editions/exists");
    let mut first = essa();
    first["version"] = json!(1);
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["document"], first);
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_broken_document_is_refused_with_the_place_of_each_fault() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    let mut broken = essa();
    broken["categories"][1]["key"] = json!("Two Words");
    broken["rounds"][0]["window"] = json!("nowhere");
    let answer = staff.put(DOCUMENT, 1, json!({ "document": broken })).await;
    answer.assert_problem(422, "editions/document");
    let errors = answer.json()["errors"].clone();
    let pointers: Vec<_> = errors.as_array().expect("errors").iter().map(|e| e["pointer"].clone()).collect();
    assert!(pointers.contains(&json!("/document/categories/1/key")), "{errors}");
    assert!(pointers.contains(&json!("/document/rounds/0/window")), "{errors}");
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["version"], 1);
}

#[rocket::async_test]
async fn of_two_who_change_an_edition_the_second_is_told() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    let mut first = essa();
    first["edition"]["theme"] = json!("First");
    let mut second = essa();
    second["edition"]["theme"] = json!("Second");
    let changed = staff.replace(1, first).await.expect(Status::Ok);
    assert_eq!(changed["version"], 2);
    let refused = staff.put(DOCUMENT, 1, json!({ "document": second })).await;
    refused.assert_problem(412, "editions/changed");
    assert_eq!(refused.json()["current"]["version"], 2);
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["document"]["edition"]["theme"], "First");
    let without =
        staff.send(rocket::http::Method::Put, DOCUMENT, &[], Some(json!({"document": essa()}))).await;
    without.assert_problem(428, "version-missing");
}

#[rocket::async_test]
async fn the_document_of_another_edition_is_refused() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let mut other = essa();
    other["edition"]["slug"] = json!("2024");
    let answer = app.staff().await.put(DOCUMENT, 1, json!({ "document": other })).await;
    answer.assert_problem(422, "editions/document");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/document/edition/slug");
}

#[rocket::async_test]
async fn a_criterion_by_which_somebody_has_scored_stays() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    let read = panel.staff.get(DOCUMENT).await.expect(Status::Ok);
    let version = read["version"].as_i64().expect("a version");
    let called = |key: &str| -> Value {
        let text = read["document"].to_string().replace("\"theme_fit\"", &format!("\"{key}\""));
        serde_json::from_str(&text).expect("JSON")
    };
    let changed = panel.staff.replace(version, called("another")).await;
    let version = changed.expect(Status::Ok)["version"].as_i64().expect("a version");

    let path = panel.assignment(&mia, "Doors").await;
    let sheet = json!({ "scores": { "another": 7.0 } });
    mia.put(&format!("{path}/scoresheet"), 0, sheet).await.expect(Status::Ok);
    let refused = panel.staff.replace(version, called("third")).await;
    refused.assert_problem(422, "editions/document");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/document/rounds/0/ballot/criteria");
}

#[rocket::async_test]
async fn what_is_handed_in_stays_complete_and_on_its_scale() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&mia, "Doors", [7.0, 7.0, 7.0]).await;
    let read = panel.staff.get(DOCUMENT).await.expect(Status::Ok);
    let change = async |pointer: &str, value: Value| {
        let mut document = read["document"].clone();
        *document.pointer_mut(pointer).expect("a place") = value;
        let version = read["version"].as_i64().expect("a version");
        panel.staff.replace(version, document).await
    };
    let refused = change("/rounds/0/ballot/scale/max", json!(20)).await;
    refused.assert_problem(422, "editions/document");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/document/rounds/0/ballot/scale");
    let mut criteria = read["document"]["rounds"][0]["ballot"]["criteria"].clone();
    let mut reach = criteria[0].clone();
    (reach["key"], reach["label"]) = (json!("reach"), json!("Reach"));
    criteria.as_array_mut().expect("criteria").push(reach);
    let refused = change("/rounds/0/ballot/criteria", criteria).await;
    refused.assert_problem(422, "editions/document");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/document/rounds/0/ballot/criteria");
    // A finer step takes every score of before.
    change("/rounds/0/ballot/scale/step", json!(0.5)).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_moved_deadline_holds_at_once() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    app.at("2023-06-30T22:00:00Z");
    let staff = app.staff().await;
    let window = json!({
        "from": "2023-03-27T09:00:00+02:00[Europe/Brussels]",
        "to": "2023-07-02T00:00:00+02:00[Europe/Brussels]",
    });
    let path = "/api/staff/editions/essa/2023/windows/entries";
    staff.put(path, 1, window.clone()).await.expect(Status::Ok);
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!(
        (&call["phase"], &call["windows"]["entries"]["to"]),
        (&"call".into(), &"2023-07-01T22:00:00.000Z".into())
    );
    let deed = audit::Entity::find().order_by_desc(audit::Column::Id).one(app.app.db.read()).await;
    let detail: Value = serde_json::from_str(&deed.expect("the log").expect("a row").detail).expect("JSON");
    let changes = detail["changes"].as_object().expect("changes");
    assert_eq!(changes.keys().collect::<Vec<_>>(), ["windows"]);
    let moved = &changes["windows"];
    assert_eq!(moved["before"]["entries"]["to"], "2023-07-01T00:00:00+02:00[Europe/Brussels]");
    assert_eq!(moved["now"]["entries"], window);
    staff.put(path, 1, window).await.assert_problem(412, "editions/changed");
}

#[rocket::async_test]
async fn a_window_that_makes_no_sense_changes_nothing() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    let path = "/api/staff/editions/essa/2023/windows/entries";
    let from = "2023-03-27T09:00:00+02:00[Europe/Brussels]";
    for (to, problem) in [
        ("2023-03-26T09:00:00+02:00[Europe/Brussels]", "editions/document"),
        // Brussels is two hours ahead of UTC in July, not one.
        ("2023-07-01T00:00:00+01:00[Europe/Brussels]", "invalid"),
        ("2023-07-01T00:00:00Z", "invalid"),
    ] {
        staff.put(path, 1, json!({ "from": from, "to": to })).await.assert_problem(422, problem);
    }
    let unknown = "/api/staff/editions/essa/2023/windows/party";
    let window = json!({ "from": from, "to": "2023-07-01T00:00:00+02:00[Europe/Brussels]" });
    staff.put(unknown, 1, window).await.assert_problem(404, "not-found");
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["version"], 1);
}

#[rocket::async_test]
async fn nobody_else_reads_or_changes_a_document() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    app.anyone().get(DOCUMENT).await.assert_problem(401, "accounts/not-signed-in");
    let ana = app.person("ana@osijek.example").await;
    ana.get(DOCUMENT).await.assert_problem(403, "accounts/wrong-role");
    ana.put(DOCUMENT, 1, json!({ "document": essa() })).await.assert_problem(403, "accounts/wrong-role");
}
