//! Decisions that are told later than they are made.

use entity::entry::{self, EntryState};
use rocket::http::{Method, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};
use serde_json::{Value, json};

use super::several::received;
use crate::support::{Browser, TestApp, statements::statements};

const EDITION: &str = "/api/staff/editions/essa/2023";
const WAITING: &str = "/api/staff/editions/essa/2023/entries/checks/waiting";
const TELL: &str = "/api/staff/editions/essa/2023/entries/checks/tell";

async fn decide(staff: &Browser<'_>, id: &str, version: i64, check: Value) -> Value {
    staff.post_seen(&format!("/api/staff/entries/{id}/checks"), version, check).await.expect(Status::Ok)
}

async fn waiting(staff: &Browser<'_>) -> Value {
    staff.get(WAITING).await.expect(Status::Ok)["items"].clone()
}

fn seen(waiting: &Value) -> Value {
    let all = waiting.as_array().expect("a list").iter();
    let one = |one: &Value| json!({ "entry": one["entry"], "version": one["version"] });
    json!({ "entries": all.map(one).collect::<Vec<Value>>() })
}

async fn to_tell(staff: &Browser<'_>) -> Value {
    staff.get(&format!("{EDITION}/waiting")).await.expect(Status::Ok)["to_tell"].clone()
}

#[rocket::async_test]
async fn decisions_wait_to_be_told_until_all_are_sent_in_one_go() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One", "Two"]).await;
    let no = json!({ "result": "ineligible", "reason": "Not a service.", "tell_later": true });
    decide(&staff, &ids[0], 1, json!({ "result": "eligible", "tell_later": true })).await;
    decide(&staff, &ids[1], 1, no).await;
    assert!(app.mails().await.is_empty());
    assert_eq!(to_tell(&staff).await, 2);
    let work = staff.get(&format!("{EDITION}/work")).await.expect(Status::Ok);
    assert_eq!(work["needs_you"], json!([{ "kind": "decisions_to_tell", "count": 2 }]));

    let waiting = waiting(&staff).await;
    assert_eq!((&waiting[0]["title"], &waiting[0]["result"]), (&json!("One"), &json!("eligible")));
    assert_eq!(waiting[1]["mail"]["to"], json!(["ana1@osijek.example"]));
    assert!(waiting[1]["mail"]["text"].as_str().is_some_and(|text| text.contains("Not a service.")));
    let entry = staff.get(&format!("/api/staff/entries/{}", ids[1])).await.expect(Status::Ok);
    assert_eq!((&entry["state"], &entry["checks"][0]["telling"]), (&json!("ineligible"), &json!("waits")));

    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    for _ in 0..2 {
        let told = staff.send(Method::Post, TELL, &key, Some(seen(&waiting))).await.expect(Status::Ok);
        assert_eq!(told["told"], 2);
    }
    let mut kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    kinds.sort();
    assert_eq!(kinds, ["entry_eligible", "entry_ineligible"]);
    assert_eq!((to_tell(&staff).await, app.audit_events("entry.tell").await), (json!(0), 2));
    assert_eq!(staff.get(WAITING).await.expect(Status::Ok), json!({ "items": [], "more": false }));
    let again = staff.post_once(TELL, seen(&waiting)).await;
    again.assert_problem(409, "checks/not-all");
    assert_eq!(again.json()["entries"][0]["code"], "told");
}

#[rocket::async_test]
async fn no_decision_of_an_archived_edition_is_told() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    decide(&staff, &ids[0], 1, json!({ "result": "eligible", "tell_later": true })).await;
    let waiting = waiting(&staff).await;
    let becomes = |state: &str| json!({ "state": state, "reason": "" });
    staff.put(&format!("{EDITION}/state"), 1, becomes("archived")).await.expect(Status::Ok);
    staff.post_once(TELL, seen(&waiting)).await.assert_problem(409, "editions/archived");
    assert!(app.mails().await.is_empty());
    staff.put(&format!("{EDITION}/state"), 1, becomes("published")).await.expect(Status::Ok);
    assert_eq!(staff.post_once(TELL, seen(&waiting)).await.expect(Status::Ok)["told"], 1);
}

#[rocket::async_test]
async fn another_decision_takes_the_place_of_one_that_waits() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    decide(&staff, &ids[0], 1, json!({ "result": "eligible", "tell_later": true })).await;
    let waiting = waiting(&staff).await;
    decide(&staff, &ids[0], 2, json!({ "result": "ineligible", "reason": "Not a service." })).await;
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["entry_ineligible"]);
    assert_eq!(to_tell(&staff).await, 0);
    let entry = staff.get(&format!("/api/staff/entries/{}", ids[0])).await.expect(Status::Ok);
    let telling: Vec<&Value> =
        entry["checks"].as_array().expect("checks").iter().map(|one| &one["telling"]).collect();
    assert_eq!(telling, [&Value::Null, &json!("dropped")]);
    // Whoever looked before is told that it has changed, and nothing is sent.
    let late = staff.post_once(TELL, seen(&waiting)).await;
    late.assert_problem(409, "checks/not-all");
    assert_eq!(late.json()["entries"][0]["code"], "changed");
}

fn moved(to: &str, later: bool) -> Value {
    json!({ "result": "moved", "to_category": to, "reason": "It fits there.", "tell_later": later })
}

async fn kinds(app: &TestApp) -> Vec<String> {
    app.mails().await.into_iter().map(|(kind, _)| kind).collect()
}

/// What the e-mails say.
async fn texts(staff: &Browser<'_>) -> Vec<String> {
    let page = staff.get("/api/staff/mails").await.expect(Status::Ok);
    let mut all = Vec::new();
    for mail in page["items"].as_array().expect("a list") {
        let path = format!("/api/staff/mails/{}", mail["id"].as_str().expect("an id"));
        let read = staff.get(&path).await.expect(Status::Ok);
        all.push(read["text"].as_str().expect("a text").replace("\n", " "));
    }
    all
}

fn results(waiting: &Value) -> Vec<&str> {
    let all = waiting.as_array().expect("a list").iter();
    all.map(|one| one["result"].as_str().expect("a result")).collect()
}

/// The decisions about an entry, the newest first, with what became of their e-mails.
async fn telling(staff: &Browser<'_>, id: &str) -> Value {
    let entry = staff.get(&format!("/api/staff/entries/{id}")).await.expect(Status::Ok);
    let all = entry["checks"].as_array().expect("checks").iter();
    all.map(|one| one["telling"].clone()).collect()
}

#[rocket::async_test]
async fn a_move_and_a_decision_about_what_may_compete_are_both_told_in_order() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    decide(&staff, &ids[0], 1, json!({ "result": "eligible", "tell_later": true })).await;
    decide(&staff, &ids[0], 2, moved("workforce_support", true)).await;
    let waiting = waiting(&staff).await;
    assert_eq!(results(&waiting), ["eligible", "moved"]);
    let one = json!({ "entries": [{ "entry": ids[0], "version": 3 }] });
    assert_eq!(staff.post_once(TELL, one).await.expect(Status::Ok)["told"], 2);
    assert_eq!(kinds(&app).await, ["entry_eligible", "entry_moved"]);
    assert_eq!(telling(&staff, &ids[0]).await, json!(["later", "later"]));
}

#[rocket::async_test]
async fn a_move_waits_on_when_another_decision_is_told_at_once_but_not_when_the_entry_is_out() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    decide(&staff, &ids[0], 1, moved("workforce_support", true)).await;
    decide(&staff, &ids[0], 2, json!({ "result": "eligible" })).await;
    assert_eq!(results(&waiting(&staff).await), ["moved"]);
    let out = json!({ "reason": "It was entered twice." });
    staff.post_seen(&format!("/api/staff/entries/{}/disqualify", ids[0]), 3, out).await.expect(Status::Ok);
    assert_eq!(telling(&staff, &ids[0]).await, json!([null, null, "dropped"]));
    assert_eq!(kinds(&app).await, ["entry_eligible", "entry_disqualified"]);
}

#[rocket::async_test]
async fn moves_that_nobody_was_told_are_told_as_one() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One", "Two", "Three"]).await;
    for id in &ids {
        decide(&staff, id, 1, moved("workforce_support", true)).await;
    }
    decide(&staff, &ids[0], 2, moved("collaborative_practice", true)).await;
    decide(&staff, &ids[1], 2, moved("collaborative_practice", false)).await;
    // Back where its people believe it.
    decide(&staff, &ids[2], 2, moved("service_delivery", true)).await;
    let waiting = waiting(&staff).await;
    assert_eq!(waiting.as_array().map(Vec::len), Some(1));
    staff.post_once(TELL, seen(&waiting)).await.expect(Status::Ok);
    let mut all = texts(&staff).await;
    assert_eq!(all.len(), 2);
    all.push(waiting[0]["mail"]["text"].as_str().expect("a text").to_owned());
    for text in all {
        assert!(text.contains("“Service Delivery” to the category “Collaborative Practice”"), "{text}");
    }
    assert_eq!(telling(&staff, &ids[2]).await, json!(["dropped", "dropped"]));
}

#[rocket::async_test]
async fn what_no_longer_says_where_the_entry_is_does_not_wait_until_it_does_again() {
    let app = TestApp::new().await;
    let (staff, edition, ids) = received(&app, &["Withdrawn", "Elsewhere", "Here"]).await;
    for id in &ids {
        decide(&staff, id, 1, moved("workforce_support", true)).await;
    }
    decide(&staff, &ids[0], 2, json!({ "result": "eligible", "tell_later": true })).await;
    let ana = app.person("ana@osijek.example").await;
    app.at_deadline(&edition, -1);
    let own = format!("/api/entries/{}", ids[0]);
    ana.post_once(&format!("{own}/withdraw"), json!({ "reason": "" })).await.expect(Status::Ok);
    put_elsewhere(&app, &ids[1]).await;
    let waiting = waiting(&staff).await;
    assert_eq!((&waiting[0]["title"], results(&waiting)), (&json!("Here"), vec!["moved"]));
    assert_eq!(to_tell(&staff).await, 1);
    let each = [json!(["dropped", "dropped"]), json!(["dropped"]), json!(["waits"])];
    for (id, expected) in ids.iter().zip(each) {
        assert_eq!(telling(&staff, id).await, expected, "{id}");
    }
    ana.post_once(&format!("{own}/reinstate"), json!({})).await.expect(Status::Ok);
    assert_eq!(telling(&staff, &ids[0]).await, json!(["dropped", "waits"]));
    assert_eq!(to_tell(&staff).await, 2);
}

/// Moves an entry without a decision.
async fn put_elsewhere(app: &TestApp, id: &str) {
    let tx = app.app.db.begin().await.expect("a transaction");
    entry::Entity::update_many()
        .col_expr(entry::Column::CategoryKey, Expr::value("collaborative_practice"))
        .filter(entry::Column::PublicId.eq(id))
        .exec(&*tx)
        .await
        .expect("an entry");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn many_that_wait_are_read_in_as_many_statements_as_one() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One", "Two", "Three"]).await;
    let mut counts = Vec::new();
    for id in &ids {
        decide(&staff, id, 1, json!({ "result": "eligible", "tell_later": true })).await;
        decide(&staff, id, 2, moved("workforce_support", true)).await;
        let (count, waiting) = statements(staff.get(WAITING)).await;
        counts.push((count, waiting.expect(Status::Ok)["items"].as_array().map(Vec::len)));
    }
    let first = counts[0].0;
    assert_eq!(counts, [(first, Some(2)), (first, Some(4)), (first, Some(6))]);
}

#[rocket::async_test]
async fn more_than_are_sent_at_once_are_named_and_listed_afterwards() {
    let app = TestApp::new().await;
    let (staff, edition, _) = received(&app, &["One"]).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let mut ids = Vec::new();
    for number in 0..201 {
        let place = ("service_delivery", format!("Entry {number}"));
        ids.push(app.entry_in(&edition, &city, (place.0, &place.1), EntryState::Submitted).await);
    }
    let no = json!({ "result": "ineligible", "reason": "Not a service.", "tell_later": true });
    for some in ids.chunks(200) {
        let entries: Vec<Value> = some.iter().map(|id| json!({ "entry": id, "version": 1 })).collect();
        let body = json!({ "entries": entries, "check": no });
        staff.post_once(&format!("{EDITION}/entries/checks"), body).await.expect(Status::Ok);
    }
    let mut listed = Vec::new();
    for (expected, more) in [(200, true), (1, false)] {
        let all = staff.get(WAITING).await.expect(Status::Ok);
        assert_eq!((all["items"].as_array().map(Vec::len), &all["more"]), (Some(expected), &json!(more)));
        listed.extend(all["items"].as_array().expect("a list").iter().map(|one| one["entry"].to_string()));
        staff.post_once(TELL, seen(&all["items"])).await.expect(Status::Ok);
    }
    listed.sort();
    listed.dedup();
    assert_eq!((listed.len(), to_tell(&staff).await), (201, json!(0)));
}

#[rocket::async_test]
async fn the_count_of_what_waits_is_that_of_the_list_for_whoever_has_a_stake() {
    let app = TestApp::new().await;
    let (staff, edition, ids) = received(&app, &["One", "Two"]).await;
    let bea = app.person("bea@split.example").await;
    let city = app.organisation(&bea).await;
    app.join_staff("bea@split.example").await;
    let own = app.entry_in(&edition, &city, ("service_delivery", "Mine"), EntryState::Submitted).await;
    for id in [&ids[0], &ids[1], &own] {
        decide(&staff, id, 1, json!({ "result": "eligible", "tell_later": true })).await;
    }
    decide(&staff, &ids[1], 2, moved("workforce_support", true)).await;
    for (person, expected) in [(&staff, 4), (&bea, 2)] {
        let waiting = waiting(person).await;
        assert_eq!(waiting.as_array().map(Vec::len), Some(expected));
        assert_eq!(to_tell(person).await, expected);
    }
    let all = json!({ "entries": [
        { "entry": ids[0], "version": 2 }, { "entry": own, "version": 2 }, { "entry": ids[1], "version": 2 },
    ] });
    let refused = bea.post_once(TELL, all).await;
    refused.assert_problem(409, "checks/not-all");
    let mut codes: Vec<Value> =
        refused.json()["entries"].as_array().expect("faults").iter().map(|one| one["code"].clone()).collect();
    codes.sort_by_key(Value::to_string);
    assert_eq!(codes, ["changed", "not_found", "own_stake"]);
}

#[rocket::async_test]
async fn an_entry_that_is_put_elsewhere_is_told_where_it_was() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    let moved = json!({
        "result": "moved", "to_category": "workforce_support", "reason": "It trains staff.", "tell_later": true,
    });
    decide(&staff, &ids[0], 1, moved).await;
    let waiting = waiting(&staff).await;
    let text = waiting[0]["mail"]["text"].as_str().expect("a text");
    assert!(text.contains("Service Delivery") && text.contains("Workforce"), "{text}");
    staff.post_once(TELL, seen(&waiting)).await.expect(Status::Ok);
    assert_eq!(app.mails().await[0].0, "entry_moved");
}

#[rocket::async_test]
async fn nobody_is_asked_for_corrections_by_a_time_that_is_over() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One", "Two"]).await;
    let now = app.anyone().get("/api/time").await.expect(Status::Ok)["now"].clone();
    let until =
        entity::Timestamp::parse(now.as_str().expect("an instant")).expect("an instant").plus_ms(1000);
    let back = json!({
        "result": "incomplete", "message": "Add a picture.", "return_until": until.to_string(), "tell_later": true,
    });
    decide(&staff, &ids[0], 1, back).await;
    decide(&staff, &ids[1], 1, json!({ "result": "eligible", "tell_later": true })).await;
    app.at(&until.to_string());
    let staff = app.staff().await;
    let waiting = waiting(&staff).await;
    assert_eq!((&waiting[0]["fault"]["code"], &waiting[0]["mail"]), (&json!("return_until"), &Value::Null));
    let refused = staff.post_once(TELL, seen(&waiting)).await;
    refused.assert_problem(409, "checks/not-all");
    assert!(app.mails().await.is_empty(), "all or none");
}
