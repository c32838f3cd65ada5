//! Saying who is nominated.

use rocket::http::Status;
use serde_json::{Value, json};

use super::{call, leader, nominate, seen_by_staff, someone, submitted};
use crate::support::{TestApp, entries::submit};

/// Where something is missing.
fn pointers(answer: &Value, list: &str) -> Vec<String> {
    let all = answer[list].as_array().into_iter().flatten();
    all.filter_map(|one| one["pointer"].as_str()).map(str::to_owned).collect()
}

#[rocket::async_test]
async fn an_entry_is_submitted_only_once_it_says_who_is_nominated() {
    let app = TestApp::new().await;
    let (_, ana, entry) = call(&app, &leader()).await;
    let missing = async || pointers(&ana.get(&format!("{entry}/check")).await.json(), "problems");
    assert_eq!(missing().await, ["/nominee/by"], "oneself or another");
    let refused = submit(&ana, &entry).await;
    refused.assert_problem(422, "entries/incomplete");
    assert_eq!(pointers(&refused.json(), "errors"), ["/nominee/by"]);
    assert_eq!(ana.get("/api/entries").await.json()[0]["missing_count"], 1);

    let saved = nominate(&ana, &entry, 0, json!({ "by": "other", "name": "" })).await.expect(Status::Ok);
    assert_eq!((&saved["version"], &saved["state"]), (&json!(1), &json!("named")));
    assert_eq!(missing().await, ["/nominee/name", "/nominee/email"]);
    nominate(&ana, &entry, 1, someone("Mia", "mia@home.example")).await.expect(Status::Ok);
    assert_eq!(missing().await, Vec::<String>::new());
    submit(&ana, &entry).await.expect(Status::Ok);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["nominee"]["name"], &view["nominee"]["is_oneself"]), (&json!("Mia"), &json!(false)));
}

#[rocket::async_test]
async fn who_nominates_oneself_gets_no_letter_and_has_accepted() {
    let app = TestApp::new().await;
    let (_, ana, entry) = call(&app, &leader()).await;
    let own = json!({ "by": "self", "name": "Ana Kovač", "email": "other@example.org" });
    let saved = nominate(&ana, &entry, 0, own).await.expect(Status::Ok);
    assert_eq!(saved["email"], "ana@osijek.example", "of the account that says so");
    submit(&ana, &entry).await.expect(Status::Ok);
    assert_eq!(app.mails().await.len(), 1, "the receipt alone");
    app.at("2027-03-20T00:00:00Z");
    let nominee = seen_by_staff(&app.staff().await, &entry).await;
    assert_eq!((&nominee["is_asked"], &nominee["needs_decision"]), (&json!(false), &json!(false)));
}

#[rocket::async_test]
async fn a_category_lets_nominate_whom_its_subject_says() {
    let app = TestApp::new().await;
    let mut other = leader();
    other["nominated_by"] = json!(["other"]);
    let (_, ana, entry) = call(&app, &other).await;
    let refused = nominate(&ana, &entry, 0, json!({ "by": "self", "name": "Ana" })).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(pointers(&refused.json(), "errors"), ["/by"]);
    let address = nominate(&ana, &entry, 0, someone("Mia", "mia at home")).await;
    address.assert_problem(422, "invalid");
    assert_eq!(pointers(&address.json(), "errors"), ["/email"]);

    let elsewhere = ana.get("/api/organisations").await.json()[0]["id"].clone();
    let elsewhere = app.draft(&ana, elsewhere.as_str().expect("an id"), "workforce_support").await;
    let refused = nominate(&ana, &elsewhere, 0, someone("Mia", "mia@home.example")).await;
    refused.assert_problem(409, "nominees/not-asked");
    let stranger = app.person("stranger@example.org").await;
    nominate(&stranger, &entry, 0, someone("Eve", "eve@home.example")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn two_who_write_at_once_do_not_overwrite_each_other() {
    let app = TestApp::new().await;
    let (_, ana, entry) = call(&app, &leader()).await;
    nominate(&ana, &entry, 0, someone("Mia", "mia@home.example")).await.expect(Status::Ok);
    let again = nominate(&ana, &entry, 0, someone("Mia", "mia@home.example")).await.expect(Status::Ok);
    assert_eq!(again["version"], 1, "a retry");
    let late = nominate(&ana, &entry, 0, someone("Leo", "leo@home.example")).await;
    late.assert_problem(412, "nominees/changed");
    assert_eq!(late.json()["version"], 1);
}

#[rocket::async_test]
async fn another_nominee_of_a_submitted_entry_gets_the_letter_and_ends_the_earlier_link() {
    let app = TestApp::new().await;
    let (_, ana, entry, old) = submitted(&app).await;
    let version = ana.get(&entry).await.json()["nominee"]["version"].as_i64().expect("a version");
    let empty = nominate(&ana, &entry, version, json!({ "by": "other", "name": "" })).await;
    empty.assert_problem(422, "invalid");
    assert_eq!(pointers(&empty.json(), "errors"), ["/name", "/email"], "what counts is whole");
    nominate(&ana, &entry, version, someone("Leo", "leo@home.example")).await.expect(Status::Ok);
    let mails = app.mails().await;
    assert_eq!(mails.last(), Some(&("nominated".to_owned(), "leo@home.example".to_owned())));
    super::show(&app, &old).await.assert_problem(410, "accounts/dead-link");
    let new = super::show(&app, &app.newest_token().await).await.expect(Status::Ok);
    assert_eq!(new["name"], "Leo");
}

#[rocket::async_test]
async fn rules_ask_who_is_nominated_and_by_whom() {
    let app = TestApp::new().await;
    let (_, ana, entry) = call(&app, &leader()).await;
    app.change_rules(|rules| {
        let known = json!({ "key": "known", "text": "Nobody nominates a namesake.", "at": "submit",
            "else": "refuse", "if": "!same(nominee.name, nominator.name) || nominator.is_nominee" });
        let accepted = json!({ "key": "accepted", "text": "The nominee has accepted.", "at": "check",
            "else": "ask", "if": "entry.subject != 'person' || nominee.accepted" });
        rules["rules"].as_array_mut().expect("rules").extend([known, accepted]);
    })
    .await;
    nominate(&ana, &entry, 0, someone("ANA", "ana@home.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.assert_problem(409, "entries/rules");
    nominate(&ana, &entry, 1, someone("Mia", "mia@home.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let staff = app.staff().await;
    let outcome = async || {
        let id = entry.rsplit('/').next().expect("an id");
        let view = staff.get(&format!("/api/staff/entries/{id}")).await.json();
        let rules = view["rules"].as_array().expect("rules").clone();
        rules.into_iter().find(|rule| rule["key"] == "accepted").expect("the rule")["outcome"].clone()
    };
    assert_eq!(outcome().await, "unknown", "nobody has answered");
    super::respond(&app, &app.newest_token().await, true, "").await.expect(Status::Ok);
    assert_eq!(outcome().await, "met");
    super::respond(&app, &app.newest_token().await, false, "").await.expect(Status::Ok);
    assert_eq!(outcome().await, "not_met");
}
