//! What everybody sees of an edition.

use palmares::editions::sample::{Stage, essa_2023};
use rocket::http::Status;
use sea_orm::ConnectionTrait as _;

use crate::support::TestApp;

#[rocket::async_test]
async fn anybody_sees_the_call_with_its_deadline_in_both_forms() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    app.at("2023-06-30T21:59:59.999Z");
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!(call["theme"], "Promoting Person-centred Care");
    assert_eq!(call["phase"], "call");
    assert_eq!(call["now"], "2023-06-30T21:59:59.999Z");
    let entries = &call["windows"]["entries"];
    assert_eq!(entries["to"], "2023-06-30T22:00:00.000Z");
    assert_eq!(entries["to_local"], "2023-07-01T00:00:00+02:00[Europe/Brussels]");
    assert_eq!(entries["state"], "open");
    assert_eq!(call["rules"][4]["text"], "An organisation submits at most two entries in total.");
    assert_eq!(call["organiser"], "European Social Network (ESN)");
    // Who wins is expected to come, which one should know before one enters.
    assert_eq!(call["ceremony"]["first_day"], "2023-11-16");
    assert!(call["ceremony"]["attendance"].as_str().is_some_and(|text| text.contains("two representatives")));
    assert_eq!(call["categories"].as_array().map(Vec::len), Some(6));
    assert_eq!(call["rounds"][0]["criteria"][0]["weight"], 30);
    let fields = call["form"]["sections"][0]["fields"].as_array().expect("fields");
    assert_eq!(fields[0]["answer"]["kind"], "text_list");

    app.at("2023-06-30T22:00:00Z");
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!((&call["phase"], &call["windows"]["entries"]["state"]), (&"check".into(), &"after".into()));
}

#[rocket::async_test]
async fn the_list_names_each_edition_with_its_phase() {
    let app = TestApp::new().await;
    assert_eq!(app.anyone().get("/api/editions").await.expect(Status::Ok), serde_json::json!([]));
    app.edition(Stage::Judging).await;
    let list = app.anyone().get("/api/editions").await.expect(Status::Ok);
    assert_eq!((&list[0]["edition"], &list[0]["phase"]), (&"2023".into(), &"judging".into()));
    assert_eq!(list[0]["windows"]["judging"]["state"], "open");
}

#[rocket::async_test]
async fn an_edition_that_does_not_exist_is_not_found() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    for path in ["/api/editions/essa/2024", "/api/editions/other/2023", "/api/editions/ESSA/2023"] {
        app.anyone().get(path).await.assert_problem(404, "not-found");
    }
}

#[rocket::async_test]
async fn the_address_for_questions_stands_in_the_call_and_where_no_contact_is_published_yet() {
    let app = TestApp::new().await;
    let mut essa = essa_2023().expect("the sample");
    essa.programme.contact = Some("awards@example.eu".to_owned());
    app.edition_of(&essa).await;
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!(call["contact"], "awards@example.eu");
    let contact = app.anyone().get("/api/texts/contact").await.expect(Status::Ok);
    assert_eq!(contact["contacts"], serde_json::json!(["awards@example.eu"]));
    essa.programme.contact = Some("nobody".to_owned());
    let faults = essa.checked().expect_err("no address");
    assert_eq!(faults[0].pointer, "/programme/contact");
}

/// The rules are large and rarely change, so only their version is read with each request.
#[rocket::async_test]
async fn rules_are_read_again_only_when_their_version_has_changed() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let theme =
        || async { app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok)["theme"].clone() };
    let before = theme().await;
    let document = "UPDATE edition SET document = replace(document, 'Person-centred Care', 'Other Care')";
    for (change, is_seen) in [(document, false), ("UPDATE edition SET version = version + 1", true)] {
        let tx = app.ctx().begin().await.expect("a transaction");
        tx.execute_unprepared(change).await.expect("a change");
        tx.commit().await.expect("saved");
        assert_eq!(theme().await != before, is_seen, "{change}");
    }
}
