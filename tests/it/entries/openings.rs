//! Which categories are open to an organisation, before it starts an entry.

use palmares::editions::sample::{Stage, essa_2023, shifted};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    entries::{new_entry, submit},
};

/// A call that third-sector organisations alone may enter in one category, whoever asks.
async fn call(app: &TestApp) {
    let essa = essa_2023().expect("the sample is valid");
    let document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let mut document = serde_json::to_value(&document).expect("JSON");
    let rules = document["rules"].as_array_mut().expect("rules");
    rules.push(json!({
        "key": "third", "text": "Service delivery is for the third sector.", "at": "start", "else": "refuse",
        "if": "entry.category != 'service_delivery' || organisation.kind == 'third_sector'",
    }));
    rules.push(json!({
        "key": "abroad", "text": "Croatia enters outside the competition.", "at": "start", "else": "warn",
        "if": "organisation.country != 'HR'",
    }));
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
}

/// Category, and the rules that are not met there.
async fn openings(browser: &Browser<'_>, organisation: &str, query: &str) -> Vec<(String, Vec<Value>)> {
    let path = format!("/api/organisations/{organisation}/openings/essa/2023{query}");
    let all = browser.get(&path).await.expect(Status::Ok);
    let unmet = |one: &Value| {
        let rules = one["rules"].as_array().expect("rules").iter();
        rules.filter(|rule| rule["outcome"] == "not_met").map(|rule| rule["key"].clone()).collect()
    };
    let all = all.as_array().expect("categories").iter();
    all.map(|one| (one["category"].as_str().expect("a key").to_owned(), unmet(one))).collect()
}

#[rocket::async_test]
async fn an_organisation_sees_which_categories_are_open_to_it_and_why_others_are_not() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let all = openings(&ana, &city, "").await;
    assert_eq!(all.len(), 5, "one cannot enter the award of cities: {all:?}");
    assert_eq!(all[0], ("service_delivery".to_owned(), vec![json!("third"), json!("abroad")]));
    assert!(all[1..].iter().all(|(_, unmet)| *unmet == [json!("abroad")]), "{all:?}");

    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let all = openings(&ana, &city, "").await;
    let there = all.iter().find(|(category, _)| category == "workforce_support").expect("the category");
    assert_eq!(there.1, [json!("one_in_each"), json!("abroad")]);
}

#[rocket::async_test]
async fn what_is_only_warned_of_can_be_entered() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let refused = ana.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    super::limits::refused_by(&refused, &["third"]);
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    let check = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    assert_eq!(check["complete"], true);
    let rules = json!([{
        "key": "abroad", "text": "Croatia enters outside the competition.", "at": "start", "else": "warn",
        "outcome": "not_met", "values": [{ "fact": "organisation.country", "value": "HR" }],
    }]);
    assert_eq!(check["rules"], rules);
    submit(&ana, &entry).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn nobody_asks_for_the_organisation_of_others() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let eve = app.person("eve@elsewhere.example").await;
    let path = format!("/api/organisations/{city}/openings/essa/2023");
    eve.get(&path).await.assert_problem(404, "not-found");
}

/// The sample's call with one more rule.
async fn call_with(app: &TestApp, rule: Value) {
    let essa = essa_2023().expect("the sample is valid");
    let document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let mut document = serde_json::to_value(&document).expect("JSON");
    document["rules"] = json!([rule]);
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
}

#[rocket::async_test]
async fn a_rule_about_answers_is_kept_when_an_entry_is_submitted_again() {
    let app = TestApp::new().await;
    let rule = json!({
        "key": "titled", "text": "The title names no prize.", "at": "submit", "else": "refuse",
        "if": "!answer.title.contains('prize')",
    });
    call_with(&app, rule).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let version = ana.get(&entry).await.expect(Status::Ok)["answers"]["title"]["version"].as_i64();
    let title = json!({ "value": "The prize of doors" });
    let path = format!("{entry}/answers/title");
    ana.put(&path, version.expect("a version"), title).await.expect(Status::Ok);
    super::limits::refused_by(&submit(&ana, &entry).await, &["titled"]);
    assert_eq!(ana.get(&format!("{entry}/check")).await.expect(Status::Ok)["complete"], false);
}

#[rocket::async_test]
async fn what_is_in_stays_in_its_place_when_a_rule_about_the_start_is_made_stricter() {
    let app = TestApp::new().await;
    let rule = json!({
        "key": "abroad", "text": "Croatia does not enter.", "at": "start", "else": "refuse",
        "if": "organisation.country != 'HR'",
    });
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    call_with(&app, rule).await;
    assert_eq!(ana.get(&format!("{entry}/check")).await.expect(Status::Ok)["complete"], true);
    submit(&ana, &entry).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_limit_at_submission_counts_when_a_withdrawal_is_undone() {
    let app = TestApp::new().await;
    let rule = json!({
        "key": "one", "text": "An organisation submits one entry.", "at": "submit", "else": "refuse",
        "if": "entries.size() < 1",
    });
    call_with(&app, rule).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let first = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &first).await.expect(Status::Ok);
    ana.post_once(&format!("{first}/withdraw"), json!({ "reason": "" })).await.expect(Status::Ok);
    let second = app.complete_draft(&ana, &city, "workforce_support").await;
    submit(&ana, &second).await.expect(Status::Ok);
    let again = ana.post_once(&format!("{first}/reinstate"), json!({})).await;
    super::limits::refused_by(&again, &["one"]);
}
