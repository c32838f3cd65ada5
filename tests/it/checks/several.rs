//! One decision about several entries, and its e-mails before it is made.

use entity::entry::EntryState;
use palmares::editions::{Edition, sample::Stage};
use rocket::http::{Method, Status};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::{Browser, TestApp};

const CHECKS: &str = "/api/staff/editions/essa/2023/entries/checks";

pub(super) async fn received<'a>(app: &'a TestApp, titles: &[&str]) -> (Browser<'a>, Edition, Vec<String>) {
    let edition = app.edition(Stage::Check).await;
    let mut ids = Vec::new();
    for (number, title) in titles.iter().enumerate() {
        let name = if number == 0 { "ana".to_owned() } else { format!("ana{number}") };
        let person = app.person(&format!("{name}@osijek.example")).await;
        let city = app.organisation(&person).await;
        let place = ("service_delivery", *title);
        ids.push(app.entry_in(&edition, &city, place, EntryState::Submitted).await);
    }
    (app.staff().await, edition, ids)
}

fn body(ids: &[String], version: i64, check: Value) -> Value {
    let entries: Vec<Value> = ids.iter().map(|id| json!({"entry": id, "version": version})).collect();
    json!({"entries": entries, "check": check})
}

async fn state(staff: &Browser<'_>, id: &str) -> Value {
    staff.get(&format!("/api/staff/entries/{id}")).await.expect(Status::Ok)["state"].clone()
}

#[rocket::async_test]
async fn the_same_is_decided_about_several_entries_at_once() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One", "Two"]).await;
    let outcome =
        staff.post_once(CHECKS, body(&ids, 1, json!({"result": "eligible"}))).await.expect(Status::Ok);
    assert_eq!(outcome["entries"].as_array().map(Vec::len), Some(2));
    for id in &ids {
        assert_eq!(state(&staff, id).await, "eligible");
    }
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["entry_eligible", "entry_eligible"]);
    assert_eq!(app.audit_events("entry.check").await, 2);
}

#[rocket::async_test]
async fn where_one_cannot_be_decided_none_is_and_each_says_why() {
    let app = TestApp::new().await;
    let (staff, edition, mut ids) = received(&app, &["One", "Two"]).await;
    let ana = app.person("bea@split.example").await;
    let city = app.organisation(&ana).await;
    ids.push(app.entry_in(&edition, &city, ("service_delivery", "Gone"), EntryState::Withdrawn).await);
    ids.push("k3v9k3v9k3v9k3v9".to_owned());
    let refused = staff.post_once(CHECKS, body(&ids, 1, json!({"result": "eligible"}))).await;
    refused.assert_problem(409, "checks/not-all");
    let faults = refused.json()["entries"].clone();
    let codes: Vec<&Value> = faults.as_array().expect("faults").iter().map(|fault| &fault["code"]).collect();
    assert_eq!(codes, [&json!("not_now"), &json!("not_found")]);
    assert_eq!((&faults[0]["entry"], &faults[0]["state"]), (&json!(ids[2]), &json!("withdrawn")));
    assert_eq!(state(&staff, &ids[0]).await, "submitted");
    assert!(app.mails().await.is_empty());
    let stale = staff.post_once(CHECKS, body(&ids[..1], 7, json!({"result": "eligible"}))).await;
    stale.assert_problem(409, "checks/not-all");
    assert_eq!(stale.json()["entries"][0]["code"], "changed");
}

#[rocket::async_test]
async fn what_is_asked_twice_is_done_once_and_too_much_is_refused() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    let key = [("Idempotency-Key", "k3v9k3v9k3v9k3v9k3v9")];
    let wanted = body(&ids, 1, json!({"result": "ineligible", "reason": "Not a service."}));
    for _ in 0..2 {
        let answer = staff.send(Method::Post, CHECKS, &key, Some(wanted.clone())).await.expect(Status::Ok);
        assert_eq!(answer["entries"][0]["state"], "ineligible");
    }
    assert_eq!(app.mails().await.len(), 1);
    for check in [
        json!({"result": "ineligible"}),
        json!({"result": "moved", "to_category": "digital_transformation", "reason": "x"}),
    ] {
        assert_eq!(staff.post_once(CHECKS, body(&ids, 2, check)).await.status, 422);
    }
    let twice = [ids[0].clone(), ids[0].clone()];
    assert_eq!(staff.post_once(CHECKS, body(&twice, 2, json!({"result": "eligible"}))).await.status, 422);
    assert_eq!(staff.post_once(CHECKS, body(&[], 2, json!({"result": "eligible"}))).await.status, 422);
}

#[rocket::async_test]
async fn a_review_says_whom_it_tells_and_does_nothing() {
    let app = TestApp::new().await;
    let (staff, _, mut ids) = received(&app, &["One"]).await;
    ids.push("k3v9k3v9k3v9k3v9".to_owned());
    let check = json!({"result": "ineligible", "reason": "Not a service."});
    let review = staff.post(&format!("{CHECKS}/preview"), body(&ids, 1, check)).await.expect(Status::Ok);
    assert_eq!((&review["mails"], &review["possible"]), (&json!(1), &json!(false)));
    let (one, missing) = (&review["entries"][0], &review["entries"][1]);
    assert_eq!((&one["title"], &one["fault"]), (&json!("One"), &Value::Null));
    assert_eq!(
        (&one["mail"]["to"], &one["mail"]["state"]),
        (&json!(["ana@osijek.example"]), &json!("ineligible"))
    );
    assert!(one["mail"]["subject"].as_str().is_some_and(|subject| subject.contains("One")));
    assert!(one["mail"]["text"].as_str().is_some_and(|text| text.contains("Not a service.")));
    assert_eq!((&missing["mail"], &missing["fault"]["code"]), (&Value::Null, &json!("not_found")));
    assert_eq!(state(&staff, &ids[0]).await, "submitted");
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn the_e_mail_of_a_decision_is_read_before_it_is_sent() {
    let app = TestApp::new().await;
    let (staff, _, ids) = received(&app, &["One"]).await;
    let path = format!("/api/staff/entries/{}/checks/preview", ids[0]);
    let seen = |version: &str| format!("\"v{version}\"");
    let send = async |version: &str, check: Value| {
        staff.send(Method::Post, &path, &[("If-Match", &seen(version))], Some(check)).await
    };
    let mail = send("1", json!({"result": "eligible"})).await.expect(Status::Ok);
    assert_eq!((&mail["state"], &mail["to"]), (&json!("eligible"), &json!(["ana@osijek.example"])));
    assert!(mail["text"].as_str().is_some_and(|text| text.contains("It is eligible")));
    send("9", json!({"result": "eligible"})).await.assert_problem(412, "checks/entry-changed");
    assert_eq!(send("1", json!({"result": "ineligible"})).await.status, 422);
    for category in ["service_delivery", "excellence_cities", "nowhere"] {
        let moved = json!({"result": "moved", "to_category": category, "reason": "It fits better."});
        assert_eq!(send("1", moved).await.status, 422, "{category}");
    }
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_review_says_which_address_has_just_got_several_and_gets_nothing_now() {
    const OFFICE: &str = "office@osijek.example";
    let app = TestApp::new().await;
    let titles = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
    let (staff, _, ids) = received(&app, &titles).await;
    let tx = app.app.db.begin().await.expect("a transaction");
    let named = format!(
        "INSERT INTO answer (entry_id, field_key, value, version, updated_by, updated_at) \
         SELECT id, 'contact_email', '\"{OFFICE}\"', 1, created_by, 1 FROM entry"
    );
    tx.execute_unprepared(&named).await.expect("answers");
    tx.commit().await.expect("a commit");
    let check = json!({"result": "eligible"});
    let review = async || {
        let body = body(&ids, 1, check.clone());
        staff.post(&format!("{CHECKS}/preview"), body).await.expect(Status::Ok)
    };
    let reviewed = review().await;
    assert_eq!(review().await, reviewed, "a look counts for nothing");
    let entries = reviewed["entries"].as_array().expect("entries");
    let with = |list: &str| {
        let has =
            |entry: &&Value| entry["mail"][list].as_array().is_some_and(|all| all.contains(&json!(OFFICE)));
        entries.iter().filter(has).count()
    };
    assert_eq!((with("to"), with("not_now"), &reviewed["mails"]), (5, 2, &json!(7 + 5)));

    staff.post_once(CHECKS, body(&ids, 1, check.clone())).await.expect(Status::Ok);
    let mails = app.mails().await;
    assert_eq!((mails.len(), mails.iter().filter(|(_, to)| to == OFFICE).count()), (7 + 5, 5));
    let path = format!("/api/staff/entries/{}/checks/preview", ids[0]);
    let again = json!({"result": "ineligible", "reason": "Not a service."});
    let mail =
        staff.send(Method::Post, &path, &[("If-Match", "\"v2\"")], Some(again)).await.expect(Status::Ok);
    assert_eq!((&mail["to"], &mail["not_now"]), (&json!(["ana@osijek.example"]), &json!([OFFICE])));
}

#[rocket::async_test]
async fn whoever_enters_in_the_category_decides_about_none_of_it() {
    let app = TestApp::new().await;
    let (_, edition, ids) = received(&app, &["One"]).await;
    let bea = app.person("bea@split.example").await;
    let city = app.organisation(&bea).await;
    app.join_staff("bea@split.example").await;
    let own = app.entry_in(&edition, &city, ("service_delivery", "Mine"), EntryState::Submitted).await;
    let both = [ids[0].clone(), own];
    let refused = bea.post_once(CHECKS, body(&both, 1, json!({"result": "eligible"}))).await;
    refused.assert_problem(409, "checks/not-all");
    let faults = refused.json()["entries"].clone();
    assert_eq!((&faults[0]["code"], &faults[1]["code"]), (&json!("own_stake"), &json!("not_found")));
}
