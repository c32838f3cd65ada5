//! Reading entries and writing down what was found.

use entity::{audit, entry::EntryState};
use palmares::editions::{Edition, sample::Stage};
use rocket::http::{Method, Status};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};

use crate::support::{Browser, TestApp};

/// An entry of the organisation of ana@osijek.example.
async fn received<'a>(app: &'a TestApp, state: EntryState) -> (Browser<'a>, Edition, String) {
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let id = app.entry_in(&edition, &city, ("service_delivery", "Open doors"), state).await;
    (app.staff().await, edition, format!("/api/staff/entries/{id}"))
}

async fn check(staff: &Browser<'_>, entry: &str, version: i64, body: Value) -> crate::support::Answer {
    let key = entity::PublicId::random().expect("random bytes").to_string();
    let headers = [("Idempotency-Key", key.as_str()), ("If-Match", &format!("\"v{version}\""))];
    staff.send(Method::Post, &format!("{entry}/checks"), &headers, Some(body)).await
}

#[rocket::async_test]
async fn staff_read_a_submitted_entry_as_it_was_submitted() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let answer = staff.get(&entry).await;
    assert_eq!(answer.header("etag"), Some("\"v1\""));
    let view = answer.expect(Status::Ok);
    assert_eq!((&view["title"], &view["state"]), (&"Open doors".into(), &"submitted".into()));
    assert_eq!(view["category"]["name"].as_str().map(|name| name != "service_delivery"), Some(true));
    assert_eq!(view["organisation"]["kind"], json!({"key": "city", "name": "City or municipality"}));
    assert_eq!(view["contacts"][0]["email"], "ana@osijek.example");
    assert_eq!((&view["submitted"]["number"], &view["versions"][0]["number"]), (&json!(1), &json!(1)));
    assert_eq!(view["submitted"]["sha256"], view["versions"][0]["sha256"]);
    let field = |key: &str| {
        let sections = view["sections"].as_array().expect("sections").iter();
        let mut fields = sections.flat_map(|section| section["fields"].as_array().expect("fields"));
        fields.find(|field| field["key"] == key).expect(key).clone()
    };
    assert_eq!(field("title")["answer"], "Open doors");
    assert_eq!(field("target_group")["answer"], json!(["older_people"]));
    assert_ne!(field("target_group")["text"], json!(["older_people"]));
    assert_eq!((&field("truth")["answer"], &field("esn_member")["text"]), (&json!(true), &json!(["No"])));
    assert_eq!(field("website")["answer"], Value::Null);
}

#[rocket::async_test]
async fn a_draft_is_read_as_it_is_and_cannot_be_checked() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Draft).await;
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["submitted"], &view["possible_results"]), (&Value::Null, &json!([])));
    check(&staff, &entry, 1, json!({"result": "eligible"})).await.assert_problem(409, "checks/not-now");
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn an_eligible_entry_is_admitted_and_its_people_are_told() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let outcome = check(&staff, &entry, 1, json!({"result": "eligible"})).await.expect(Status::Ok);
    assert_eq!((&outcome["state"], &outcome["version"]), (&"eligible".into(), &json!(2)));
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["checks"][0]["result"]), (&"eligible".into(), &"eligible".into()));
    assert_eq!(view["checks"][0]["by"], "staff");
    assert_eq!(app.mails().await, [("entry_eligible".to_owned(), "ana@osijek.example".to_owned())]);
}

#[rocket::async_test]
async fn an_ineligible_entry_needs_a_reason() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let without = check(&staff, &entry, 1, json!({"result": "ineligible"})).await;
    without.assert_problem(422, "invalid");
    assert_eq!(without.json()["errors"][0]["pointer"], "/reason");
    let reason = json!({"result": "ineligible", "reason": "Not a social service."});
    check(&staff, &entry, 1, reason).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!(
        (&view["state"], &view["state_reason"]),
        (&"ineligible".into(), &"Not a social service.".into())
    );
    assert_eq!(app.mails().await, [("entry_ineligible".to_owned(), "ana@osijek.example".to_owned())]);
}

#[rocket::async_test]
async fn an_incomplete_entry_is_sent_back_until_a_date_to_come() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let until =
        |until: &str| json!({"result": "incomplete", "message": "Add a picture.", "return_until": until});
    let past = check(&staff, &entry, 1, until("2027-02-01T09:00:00Z")).await;
    past.assert_problem(422, "invalid");
    assert_eq!(past.json()["errors"][0]["pointer"], "/return_until");
    // Judging begins on 13 February, three weeks after the check: the 21 days of the sample.
    let late = check(&staff, &entry, 1, until("2027-02-12T23:00:00.001Z")).await;
    late.assert_problem(422, "invalid");
    assert_eq!(late.json()["errors"][0]["code"], "judging");
    assert!(app.mails().await.is_empty());

    check(&staff, &entry, 1, until("2027-02-10T22:00:00Z")).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!(
        (&view["state"], &view["return_until"]),
        (&"incomplete".into(), &"2027-02-10T22:00:00.000Z".into())
    );
    assert_eq!(view["checks"][0]["message"], "Add a picture.");
    assert_eq!(app.mails().await, [("entry_returned".to_owned(), "ana@osijek.example".to_owned())]);
}

#[rocket::async_test]
async fn a_moved_entry_changes_its_category_only_and_keeps_its_history() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let to = |to: &str| json!({"result": "moved", "to_category": to, "reason": "It is about software."});
    for wrong in ["service_delivery", "excellence_cities", "no_such"] {
        let answer = check(&staff, &entry, 1, to(wrong)).await;
        answer.assert_problem(422, "invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], "/to_category", "{wrong}");
    }
    check(&staff, &entry, 1, to("digital_transformation")).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!(
        (&view["state"], &view["category"]["key"]),
        (&"submitted".into(), &"digital_transformation".into())
    );
    let history = &view["checks"][0];
    assert_eq!(
        (&history["from_category"], &history["to_category"]),
        (&"service_delivery".into(), &"digital_transformation".into())
    );
    assert_eq!(view["versions"][0]["category"], "service_delivery");
    assert_eq!(app.mails().await, [("entry_moved".to_owned(), "ana@osijek.example".to_owned())]);
}

#[rocket::async_test]
async fn a_disqualified_entry_stays_out() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Eligible).await;
    let path = format!("{entry}/disqualify");
    let headers = [("Idempotency-Key", "0123456789abcdef"), ("If-Match", "\"v1\"")];
    let reason = json!({"reason": "The text was copied."});
    staff.send(Method::Post, &path, &headers, Some(reason)).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["possible_results"]), (&"disqualified".into(), &json!([])));
    check(&staff, &entry, 2, json!({"result": "eligible"})).await.assert_problem(409, "checks/not-now");
    assert_eq!(app.mails().await, [("entry_disqualified".to_owned(), "ana@osijek.example".to_owned())]);
}

/// The sample takes one entry per organisation and category.
#[rocket::async_test]
async fn an_entry_is_not_moved_where_its_organisation_has_all_it_may() {
    let app = TestApp::new().await;
    let (staff, edition, entry) = received(&app, EntryState::Submitted).await;
    let ana = app.person("ana@osijek.example").await;
    let organisation = staff.get(&entry).await.expect(Status::Ok)["organisation"]["id"].clone();
    let organisation = organisation.as_str().expect("an id");
    let to = json!({"result": "moved", "to_category": "digital_transformation", "reason": "Software."});
    app.entry_in(&edition, organisation, ("digital_transformation", "An idea"), EntryState::Draft).await;
    let other = app
        .entry_in(&edition, organisation, ("digital_transformation", "An app"), EntryState::Submitted)
        .await;
    let full = check(&staff, &entry, 1, to.clone()).await;
    full.assert_problem(422, "invalid");
    assert_eq!(full.json()["errors"][0]["code"], "rule");
    let said = "An organisation submits one entry in each category.";
    assert_eq!(full.json()["errors"][0]["detail"], said);

    app.at_deadline(&edition, -1);
    let withdraw = format!("/api/entries/{other}/withdraw");
    ana.post_once(&withdraw, json!({"reason": ""})).await.expect(Status::Ok);
    check(&staff, &entry, 1, to).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn of_two_who_check_at_once_the_second_is_told() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    check(&staff, &entry, 1, json!({"result": "eligible"})).await.expect(Status::Ok);
    let second = check(&staff, &entry, 1, json!({"result": "ineligible", "reason": "No."})).await;
    second.assert_problem(412, "checks/entry-changed");
    assert_eq!(second.json()["current"], json!({"version": 2, "state": "eligible"}));
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_check_that_is_sent_twice_happens_once() {
    let app = TestApp::new().await;
    let (staff, _, entry) = received(&app, EntryState::Submitted).await;
    let path = format!("{entry}/checks");
    let headers = [("Idempotency-Key", "0123456789abcdef"), ("If-Match", "\"v1\"")];
    let body = json!({"result": "eligible"});
    let first = staff.send(Method::Post, &path, &headers, Some(body.clone())).await;
    let audit_events = audit::Entity::find().count(app.app.db.read()).await.expect("a count");
    let again = staff.send(Method::Post, &path, &headers, Some(body)).await;
    assert_eq!((first.status, &first.bytes), (again.status, &again.bytes));
    assert_eq!(audit::Entity::find().count(app.app.db.read()).await.expect("a count"), audit_events);
    assert_eq!(app.mails().await.len(), 1);
    let other =
        staff.send(Method::Post, &path, &headers, Some(json!({"result": "eligible", "reason": "x"}))).await;
    other.assert_problem(422, "idempotency-key-reused");
}

/// Security bar AC-25.
#[rocket::async_test]
async fn staff_have_no_power_over_entries_of_their_own_organisation() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let staff = app.staff().await;
    let own = app.organisation(&staff).await;
    let id = app.entry_in(&edition, &own, ("service_delivery", "Mine"), EntryState::Submitted).await;
    let entry = format!("/api/staff/entries/{id}");
    staff.get(&entry).await.assert_problem(404, "not-found");
    check(&staff, &entry, 1, json!({"result": "eligible"})).await.assert_problem(404, "not-found");
    let list = staff.get("/api/staff/editions/essa/2023/entries").await.expect(Status::Ok);
    assert_eq!((&list["total"], &list["items"]), (&json!(0), &json!([])));
    let admin = app.admin().await;
    check(&admin, &entry, 1, json!({"result": "eligible"})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn nobody_but_staff_finds_an_entry_here() {
    let app = TestApp::new().await;
    let (_, _, entry) = received(&app, EntryState::Submitted).await;
    app.anyone().get(&entry).await.assert_problem(401, "accounts/not-signed-in");
    let ana = app.person("ana@osijek.example").await;
    ana.get(&entry).await.assert_problem(403, "accounts/wrong-role");
    check(&ana, &entry, 1, json!({"result": "eligible"})).await.assert_problem(403, "accounts/wrong-role");
}
