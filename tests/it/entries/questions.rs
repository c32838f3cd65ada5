//! Questions that are asked of some entries only, and of others once an answer calls for them.

use palmares::editions::sample::{Stage, essa_2023, shifted};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, DOCUMENT, TestApp,
    entries::{answer, submit},
};

/// A call that asks members since when, and whoever enters service delivery for an address.
async fn call(app: &TestApp) {
    let essa = essa_2023().expect("the sample is valid");
    let document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let mut document = serde_json::to_value(&document).expect("JSON");
    let sections = document["form"]["sections"].as_array_mut().expect("sections");
    let since = question("member_since", json!("answer.esn_member"));
    sections[0]["fields"].as_array_mut().expect("fields").push(since);
    let depth = question("member_role", json!("answer.member_since != ''"));
    sections[0]["fields"].as_array_mut().expect("fields").push(depth);
    sections.push(json!({
        "key": "delivery", "title": "Delivery", "if": "entry.category == 'service_delivery'",
        "fields": [question("address", Value::Null)],
    }));
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
}

fn question(key: &str, condition: Value) -> Value {
    json!({
        "key": key, "label": format!("Question {key}"), "if": condition, "required": true, "public": false,
        "judges": true, "answer": { "kind": "text", "max_chars": 40 },
    })
}

/// A call with these questions beside the sample's.
async fn call_asking(app: &TestApp, questions: Vec<Value>) {
    let essa = essa_2023().expect("the sample is valid");
    let document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let mut document = serde_json::to_value(&document).expect("JSON");
    let fields = document["form"]["sections"][0]["fields"].as_array_mut().expect("fields");
    fields.extend(questions);
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
}

async fn missing(browser: &Browser<'_>, entry: &str) -> Vec<String> {
    let check = browser.get(&format!("{entry}/check")).await.expect(Status::Ok);
    let problems = check["problems"].as_array().expect("problems").iter();
    problems.map(|problem| problem["field"].as_str().expect("a field").to_owned()).collect()
}

#[rocket::async_test]
async fn a_question_comes_and_goes_with_an_earlier_answer_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["not_asked"], json!(["esn_member_since", "member_since", "member_role", "address"]));
    assert_eq!(missing(&ana, &entry).await, Vec::<String>::new());

    let saved = answer(&ana, &entry, "esn_member", 0, json!(true)).await.expect(Status::Ok);
    assert_eq!(saved["not_asked"], json!(["member_role", "address"]), "its page shows it at once");
    assert_eq!(missing(&ana, &entry).await, ["member_since"]);
    let saved = answer(&ana, &entry, "member_since", 0, json!("2019")).await.expect(Status::Ok);
    assert_eq!(saved["not_asked"], json!(["address"]));
    let saved = answer(&ana, &entry, "member_role", 0, json!("Board")).await.expect(Status::Ok);
    assert_eq!(saved["not_asked"], Value::Null, "no other question hangs on it");

    let saved = answer(&ana, &entry, "esn_member", 1, json!(false)).await.expect(Status::Ok);
    let gone = json!(["esn_member_since", "member_since", "member_role", "address"]);
    assert_eq!(saved["not_asked"], gone, "what hangs on a question that has left leaves with it");
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["answers"]["member_since"]["value"], "2019", "kept, should it be asked again");
    answer(&ana, &entry, "esn_member", 2, json!(true)).await.expect(Status::Ok);
    assert_eq!(missing(&ana, &entry).await, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_is_not_asked_is_not_submitted_and_its_receipt_says_so() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    answer(&ana, &entry, "esn_member", 0, json!(true)).await.expect(Status::Ok);
    answer(&ana, &entry, "member_since", 0, json!("Nineteen")).await.expect(Status::Ok);
    answer(&ana, &entry, "esn_member", 1, json!(false)).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);

    let receipt = ana.get(&format!("{entry}/receipt")).await.expect(Status::Ok);
    assert_eq!(
        receipt["content"]["not_asked"],
        json!(["esn_member_since", "member_since", "member_role", "address"])
    );
    assert!(!receipt.to_string().contains("Nineteen"), "{receipt}");
    let read = ana.get(&format!("{entry}/submitted")).await.expect(Status::Ok).to_string();
    assert!(!read.contains("Nineteen") && !read.contains("Question member_since"), "{read}");
    assert_eq!(ana.get(&entry).await.expect(Status::Ok)["changed_since_submit"], false);

    let id = entry.rsplit('/').next().expect("an id");
    let sam = app.staff().await;
    let seen = sam.get(&format!("/api/staff/entries/{id}")).await.expect(Status::Ok).to_string();
    assert!(seen.contains("Open doors") && !seen.contains("Question member_since"), "{seen}");
}

#[rocket::async_test]
async fn a_section_is_asked_in_the_category_it_is_for() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    assert_eq!(missing(&ana, &entry).await, ["address"]);
    let refused = submit(&ana, &entry).await;
    refused.assert_problem(422, "entries/incomplete");
    let version = ana.get(&entry).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    let moved = json!({ "category": "workforce_support" });
    let view = ana.put(&format!("{entry}/category"), version, moved).await.expect(Status::Ok);
    assert_eq!(view["not_asked"], json!(["esn_member_since", "member_since", "member_role", "address"]));
    submit(&ana, &entry).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn numbers_and_days_decide_as_what_they_are() {
    let app = TestApp::new().await;
    let essa = essa_2023().expect("the sample is valid");
    let document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let mut document = serde_json::to_value(&document).expect("JSON");
    let fields = document["form"]["sections"][0]["fields"].as_array_mut().expect("fields");
    let kind = |key: &str, answer: Value| {
        let mut question = question(key, Value::Null);
        question["answer"] = answer;
        question
    };
    fields.push(kind("staff", json!({ "kind": "number", "unit": "people" })));
    fields.push(kind("founded", json!({ "kind": "date" })));
    fields.push(question("large", json!("answer.staff > 9 && answer.founded < '2020-01-01'")));
    document["rules"] = json!([{
        "key": "size", "text": "At most 500 people work there.", "at": "submit", "else": "refuse",
        "if": "answer.staff <= 500",
    }]);
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    answer(&ana, &entry, "founded", 0, json!("2019-12-31")).await.expect(Status::Ok);
    let saved = answer(&ana, &entry, "staff", 0, json!("9")).await.expect(Status::Ok);
    assert_eq!(saved["not_asked"], json!(["esn_member_since", "large"]));
    let saved = answer(&ana, &entry, "staff", 1, json!("1000")).await.expect(Status::Ok);
    assert_eq!(saved["not_asked"], json!(["esn_member_since"]), "1000 is more than 9");
    let saved = answer(&ana, &entry, "large", 0, json!("Yes")).await;
    saved.expect(Status::Ok);
    let refused = submit(&ana, &entry).await;
    super::limits::refused_by(&refused, &["size"]);
    let rules = refused.json()["rules"].clone();
    assert_eq!(rules[0]["values"], json!([{ "fact": "answer.staff", "value": 1000 }]));
    answer(&ana, &entry, "staff", 2, json!("12.5")).await.expect(Status::Ok);
    assert_eq!(missing(&ana, &entry).await, ["staff"], "people are counted whole");

    let id = entry.rsplit('/').next().expect("an id");
    let seen = app.staff().await.get(&format!("/api/staff/entries/{id}")).await.expect(Status::Ok);
    assert!(seen.to_string().contains("12.5 people"), "read with what is counted: {seen}");
}

/// One that is answered by this kind, where a condition is met.
fn optional(key: &str, condition: Value, answer: Value) -> Value {
    let mut question = question(key, condition);
    question["required"] = json!(false);
    question["answer"] = answer;
    question
}

#[rocket::async_test]
async fn an_answer_that_is_not_asked_does_not_keep_others_from_being_right() {
    let app = TestApp::new().await;
    let asked = json!("answer.esn_member");
    let start = optional("begun", asked, json!({ "kind": "date" }));
    let end = optional("ended", Value::Null, json!({ "kind": "date", "not_before": "begun" }));
    call_asking(&app, vec![start, end]).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    answer(&ana, &entry, "esn_member", 0, json!(true)).await.expect(Status::Ok);
    answer(&ana, &entry, "begun", 0, json!("2027-05-01")).await.expect(Status::Ok);
    let saved = answer(&ana, &entry, "ended", 0, json!("2026-05-01")).await.expect(Status::Ok);
    assert_eq!(saved["problems"][0]["code"], "date_order");
    answer(&ana, &entry, "esn_member", 1, json!(false)).await.expect(Status::Ok);
    assert_eq!(missing(&ana, &entry).await, Vec::<String>::new());
    let saved = answer(&ana, &entry, "ended", 1, json!("2026-05-02")).await.expect(Status::Ok);
    assert_eq!(saved["problems"], json!([]), "nobody sees the day it would precede");
    submit(&ana, &entry).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn news_does_not_go_to_an_address_that_is_not_asked_for() {
    let app = TestApp::new().await;
    let mut partner = optional("partner_email", json!("answer.esn_member"), json!({ "kind": "email" }));
    partner["judges"] = json!(false);
    call_asking(&app, vec![partner]).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    answer(&ana, &entry, "esn_member", 0, json!(true)).await.expect(Status::Ok);
    answer(&ana, &entry, "partner_email", 0, json!("pia@partner.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let sent = |mails: Vec<(String, String)>| {
        mails.into_iter().filter(|(_, to)| to == "pia@partner.example").count()
    };
    assert_eq!(sent(app.mails().await), 1, "the entry names its partner");
    answer(&ana, &entry, "esn_member", 1, json!(false)).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    assert_eq!(sent(app.mails().await), 1, "and does so no longer");
}

#[rocket::async_test]
async fn a_move_by_staff_is_no_change_of_the_owner() {
    let app = TestApp::new().await;
    call(&app).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "address", 0, json!("Main Street 1")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let id = entry.rsplit('/').next().expect("an id");
    let sam = app.staff().await;
    let path = format!("/api/staff/entries/{id}");
    let version = sam.get(&path).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    let moved =
        json!({ "result": "moved", "to_category": "workforce_support", "reason": "It is about staff." });
    sam.post_seen(&format!("{path}/checks"), version, moved).await.expect(Status::Ok);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert!(view["not_asked"].to_string().contains("address"), "{}", view["not_asked"]);
    assert_eq!(view["changed_since_submit"], false, "what left with the move was submitted as it is");
    answer(&ana, &entry, "title", 1, json!("Other doors")).await.expect(Status::Ok);
    assert_eq!(ana.get(&entry).await.expect(Status::Ok)["changed_since_submit"], true);
}

fn later(app: &TestApp) {
    app.app.clock.set(app.app.clock.now().plus_ms(1_000));
}

#[rocket::async_test]
async fn what_a_form_asks_since_one_began_or_submitted_is_named_until_it_is_answered() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let draft = app.complete_draft(&ana, &city, "workforce_support").await;
    let submitted = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &submitted).await.expect(Status::Ok);
    let new = async |entry: &str| ana.get(entry).await.expect(Status::Ok)["new_questions"].clone();
    assert_eq!(new(&draft).await, json!([]));

    later(&app);
    let staff = app.staff().await;
    let mut document = staff.get(DOCUMENT).await.expect(Status::Ok)["document"].clone();
    let asked = ["deputy", "budget"].map(|key| question(key, Value::Null));
    document["form"]["sections"][0]["fields"].as_array_mut().expect("fields").extend(asked);
    staff.replace(1, document).await.expect(Status::Ok);
    for entry in [&draft, &submitted] {
        assert_eq!(new(entry).await, json!(["deputy", "budget"]));
    }
    let before = ana.get(&draft).await.expect(Status::Ok)["answers"].clone();
    assert_eq!(before["title"]["value"], "Open doors", "no answer is lost");
    answer(&ana, &draft, "deputy", 0, json!("Ivo")).await.expect(Status::Ok);
    assert_eq!(new(&draft).await, json!(["budget"]));

    later(&app);
    for field in ["deputy", "budget"] {
        answer(&ana, &submitted, field, 0, json!("Ivo")).await.expect(Status::Ok);
    }
    submit(&ana, &submitted).await.expect(Status::Ok);
    answer(&ana, &submitted, "budget", 1, Value::Null).await.expect(Status::Ok);
    assert_eq!(new(&submitted).await, json!([]), "it was asked when it was submitted");
}
