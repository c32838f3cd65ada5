//! One organisation is one record: recognised when it is named again, joined, merged.

use entity::{audit, entry::EntryState};
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::support::{Browser, TestApp, city};

const STAFF: &str = "/api/staff/organisations";

async fn named(person: &Browser<'_>, name: &str) -> crate::support::Answer {
    person.post("/api/organisations", city(name)).await
}

fn id_of(answer: crate::support::Answer) -> String {
    answer.expect(Status::Created)["id"].as_str().expect("an id").to_owned()
}

#[rocket::async_test]
async fn an_organisation_named_again_is_recognised_within_its_country() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = id_of(named(&ana, "Caritas Osijek e.V.").await);
    let bo = app.person("bo@osijek.example").await;
    for name in ["CARITAS OSIJEK", "Cáritas  Osijek", "ASBL Caritas Osijek", "Caritas Osijek gGmbH"] {
        let answer = named(&bo, name).await;
        answer.assert_problem(409, "organisations/known");
        let known = json!([{ "id": id, "name": "Caritas Osijek e.V.", "city": "Osijek" }]);
        assert_eq!(answer.json()["known"], known, "{name}");
    }
    named(&bo, "Caritas Zagreb").await.expect(Status::Created);
    let mut abroad = city("Caritas Osijek");
    abroad["country"] = json!("AT");
    bo.post("/api/organisations", abroad).await.expect(Status::Created);
    let mut anyway = city("Caritas Osijek");
    anyway["anyway"] = json!(true);
    bo.post("/api/organisations", anyway).await.expect(Status::Created);
}

async fn membership(member: &Browser<'_>, organisation: &str, state: &str) -> (String, Value) {
    let path = format!("/api/organisations/{organisation}/members");
    let list = member.get(&path).await.expect(Status::Ok);
    let one = list.as_array().expect("people").iter().find(|one| one["state"] == state).cloned();
    let one = one.unwrap_or_else(|| panic!("{state} in {list}"));
    (format!("{path}/{}", one["id"].as_str().expect("an id")), one)
}

#[rocket::async_test]
async fn who_asks_to_join_is_let_in_by_a_member() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let bo = app.person("bo@osijek.example").await;
    let join = format!("/api/organisations/{id}/join");
    for _ in 0..2 {
        bo.post(&join, json!({})).await.expect(Status::Ok);
    }
    let asked: Vec<_> = app.mails().await.into_iter().filter(|(kind, _)| kind == "join_requested").collect();
    assert_eq!(asked, [("join_requested".to_owned(), "ana@osijek.example".to_owned())], "told once");
    bo.get(&format!("/api/organisations/{id}")).await.assert_problem(404, "not-found");
    let (path, one) = membership(&ana, &id, "asked").await;
    assert_eq!(one["email"], "bo@osijek.example");
    bo.post(&format!("{path}/admit"), json!({})).await.assert_problem(404, "not-found");
    ana.post(&format!("{path}/admit"), json!({})).await.expect(Status::Ok);
    bo.get(&format!("/api/organisations/{id}")).await.expect(Status::Ok);
    assert!(app.mails().await.contains(&("join_accepted".to_owned(), "bo@osijek.example".to_owned())));
    bo.post(&join, json!({})).await.assert_problem(409, "organisations/is-member");
}

#[rocket::async_test]
async fn who_is_declined_hears_of_it_and_sees_nothing() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let bo = app.person("bo@osijek.example").await;
    bo.post(&format!("/api/organisations/{id}/join"), json!({})).await.expect(Status::Ok);
    let (path, _) = membership(&ana, &id, "asked").await;
    assert_eq!(ana.delete(&path).await.status, 200);
    assert!(app.mails().await.contains(&("join_declined".to_owned(), "bo@osijek.example".to_owned())));
    bo.get(&format!("/api/organisations/{id}")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn staff_see_doubles_and_make_one_record_of_them() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let (ana, bo) = (app.person("ana@osijek.example").await, app.person("bo@osijek.example").await);
    let first = app.organisation(&ana).await;
    let second = app.organisation(&bo).await;
    app.colleague(&bo, &second, "ana@osijek.example").await;
    app.entry_in(&edition, &first, ("service_delivery", "One"), EntryState::Submitted).await;
    let entry = app.entry_in(&edition, &second, ("workforce_support", "Two"), EntryState::Submitted).await;
    let staff = app.staff().await;
    let doubles = staff.get(&format!("{STAFF}/doubles")).await.expect(Status::Ok);
    let group = doubles[0]["organisations"].as_array().expect("a group");
    assert_eq!((doubles.as_array().map(Vec::len), group.len()), (Some(1), 2));
    assert_eq!((&group[1]["id"], &group[1]["entries"][0]["title"]), (&json!(second), &json!("Two")));
    let members: Vec<&Value> =
        group[1]["members"].as_array().expect("a list").iter().map(|one| &one["email"]).collect();
    assert_eq!(members, ["bo@osijek.example", "ana@osijek.example"]);

    let merge = format!("{STAFF}/{second}/merge");
    staff.post_once(&merge, json!({ "into": second })).await.assert_problem(422, "invalid");
    ana.post_once(&merge, json!({ "into": first })).await.assert_problem(403, "accounts/wrong-role");
    let merged = staff.post_once(&merge, json!({ "into": first })).await.expect(Status::Ok);
    assert_eq!(merged, json!({ "entries": 1, "members": 2 }));

    assert_eq!(staff.get(&format!("{STAFF}/doubles")).await.expect(Status::Ok), json!([]));
    bo.get(&format!("/api/organisations/{second}")).await.assert_problem(404, "not-found");
    let members = bo.get(&format!("/api/organisations/{first}/members")).await.expect(Status::Ok);
    assert_eq!(members.as_array().map(Vec::len), Some(2), "who was in both is in once");
    ana.get(&format!("/api/entries/{entry}")).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn staff_find_and_correct_an_organisation_but_none_of_their_own() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    app.entry_in(&edition, &id, ("service_delivery", "One"), EntryState::Submitted).await;
    let staff = app.staff().await;
    app.organisation(&staff).await;
    let found = staff.get(&format!("{STAFF}?q=OSIJEK%20grad")).await.expect(Status::Ok);
    assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &json!(id)));
    assert_eq!(staff.get(&format!("{STAFF}/doubles")).await.expect(Status::Ok), json!([]));
    let record = json!({ "name": "Város Pécs", "kind": "region", "country": "HU", "city": "Osijek" });
    let mine = ana.put(&format!("/api/organisations/{id}"), 1, record.clone()).await;
    mine.assert_problem(409, "organisations/fixed");
    let unexplained = staff.put(&format!("{STAFF}/{id}"), 1, record.clone()).await;
    unexplained.assert_problem(422, "invalid");
    assert_eq!(unexplained.json()["errors"][0]["pointer"], "/reason");
    let mut record = record;
    record["reason"] = json!("Moved by the treaty.");
    let corrected = staff.put(&format!("{STAFF}/{id}"), 1, record.clone()).await.expect(Status::Ok);
    assert_eq!((&corrected["kind"], &corrected["country"]), (&json!("region"), &json!("HU")));
    for (query, total) in [("q=pecs", 1), ("country=HU", 1), ("q=grad", 0), ("country=HR", 0)] {
        let entries = staff.get(&format!("/api/staff/editions/essa/2023/entries?{query}")).await;
        assert_eq!(entries.expect(Status::Ok)["total"], total, "{query}");
    }
    let last = audit::Entity::find().order_by_desc(audit::Column::Id).one(app.app.db.read()).await;
    assert_eq!(last.expect("the log").expect("a deed").reason, "Moved by the treaty.");
    staff.put(&format!("{STAFF}/{id}"), 1, record).await.assert_problem(422, "invalid");
}

#[rocket::async_test]
async fn an_organisation_of_an_unknown_kind_says_what_it_is_in_the_edition() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    // A kind of other awards, which have kinds of their own.
    let hospital = json!({ "name": "Dom", "kind": "hospital", "country": "HR", "city": "Osijek" });
    let id = id_of(ana.post("/api/organisations", hospital).await);
    let mut entry =
        json!({ "programme": "essa", "edition": "2023", "organisation": id, "category": "service_delivery" });
    ana.post_once("/api/entries", entry.clone()).await.assert_problem(422, "invalid");
    entry["kind"] = json!("city");
    let made = ana.post_once("/api/entries", entry.clone()).await.expect(Status::Created);
    assert_eq!(made["organisation"]["kind"], "city");
    // In one edition an organisation is of one kind, whatever it says later.
    entry["kind"] = json!("region");
    let again = ana.post_once("/api/entries", entry).await.expect(Status::Created);
    assert_eq!(again["organisation"]["kind"], "city");
    let staff = app.staff().await;
    let found = staff.get("/api/staff/editions/essa/2023/entries?kind=city").await.expect(Status::Ok);
    assert_eq!((&found["total"], &found["items"][0]["kind"]), (&json!(2), &json!("city")));
    let own = ana.get(&format!("/api/organisations/{id}")).await.expect(Status::Ok);
    assert_eq!(own["kind"], "hospital");
}
