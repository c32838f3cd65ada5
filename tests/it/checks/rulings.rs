//! What staff find about the rules of an edition, entry by entry.

use entity::{audit, entry::EntryState};
use palmares::editions::sample::Stage;
use rocket::http::{Method, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::support::{
    Answer, Browser, DOCUMENT, PREVIEW, TestApp,
    entries::{answer, submit},
};

/// Two entries of one organisation in one category, of which the sample takes one.
async fn two<'a>(app: &'a TestApp) -> (Browser<'a>, String, String) {
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let one = app.entry_in(&edition, &city, ("service_delivery", "One"), EntryState::Submitted).await;
    let other = app.entry_in(&edition, &city, ("service_delivery", "Two"), EntryState::Ineligible).await;
    let path = |id| format!("/api/staff/entries/{id}");
    (app.staff().await, path(one), path(other))
}

async fn rule(staff: &Browser<'_>, entry: &str, version: i64, rulings: Value) -> Answer {
    staff.post_seen(&format!("{entry}/rulings"), version, json!({ "rulings": rulings })).await
}

async fn decide(staff: &Browser<'_>, entry: &str, version: i64) -> Answer {
    staff.post_seen(&format!("{entry}/checks"), version, json!({ "result": "eligible" })).await
}

fn of<'a>(view: &'a Value, key: &str) -> &'a Value {
    let mut rules = view["rules"].as_array().expect("rules").iter();
    rules.find(|rule| rule["key"] == key).expect(key)
}

/// What the events of an action say, in order.
async fn told(app: &TestApp, action: &str) -> Vec<(Value, String)> {
    let events = audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .order_by_asc(audit::Column::Id)
        .all(app.app.db.read())
        .await
        .expect("the log");
    events
        .into_iter()
        .map(|event| (serde_json::from_str(&event.detail).expect("facts"), event.reason))
        .collect()
}

#[rocket::async_test]
async fn the_rules_of_an_entry_are_listed_with_what_they_come_to() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let view = staff.get(&entry).await.expect(Status::Ok);
    let rules: Vec<_> = view["rules"].as_array().expect("rules").iter().collect();
    let keys: Vec<_> = rules.iter().map(|rule| rule["key"].as_str().expect("a key")).collect();
    assert_eq!(keys, ["who", "theme", "category", "one_form", "two_in_all", "one_in_each", "language"]);
    assert_eq!(
        (&of(&view, "who")["state"], &of(&view, "who")["outcome"]),
        (&json!("open"), &json!("unknown"))
    );
    assert_eq!(of(&view, "who")["possible"], json!(["met", "not_met", "waived"]));
    let alone = of(&view, "one_in_each");
    assert_eq!((&alone["state"], &alone["possible"]), (&json!("met"), &json!([])));
    assert_eq!(alone["values"][0], json!({ "fact": "entries", "value": 0 }));
}

#[rocket::async_test]
async fn what_staff_find_about_rules_is_kept_with_who_and_why() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let found = json!([
        { "rule": "who", "ruling": "met" },
        { "rule": "theme", "ruling": "not_met", "reason": "It is about buildings." },
        { "rule": "language", "ruling": "waived", "reason": "The jury reads Croatian." },
    ]);
    let outcome = rule(&staff, &entry, 1, found).await.expect(Status::Ok);
    assert_eq!(outcome["version"], 2);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["rules"], outcome["rules"]);
    assert_eq!((&view["version"], &view["state"]), (&json!(2), &json!("submitted")));
    for (key, state, reason) in [
        ("who", "met", ""),
        ("theme", "not_met", "It is about buildings."),
        ("language", "waived", "The jury reads Croatian."),
    ] {
        let found = of(&view, key);
        assert_eq!(found["state"], state);
        assert_eq!(found["ruling"]["changed"], false);
        assert_eq!([&found["ruling"]["reason"], &found["ruling"]["by"]], [reason, "staff"]);
    }
    // The last word counts, and what is removed is open again.
    let found = json!([{ "rule": "who", "ruling": "open" }, { "rule": "theme", "ruling": "met" }]);
    let outcome = rule(&staff, &entry, 2, found).await.expect(Status::Ok);
    assert_eq!(
        (&of(&outcome, "who")["ruling"], &of(&outcome, "who")["state"]),
        (&Value::Null, &json!("open"))
    );
    assert_eq!((&of(&outcome, "theme")["state"], outcome["version"].as_i64()), (&json!("met"), Some(3)));
    let log = told(&app, "entry.rule").await;
    assert_eq!(log.len(), 5);
    assert_eq!(log[2].1, "The jury reads Croatian.");
    let last = json!({ "rule": "theme", "ruling": "met", "before": "not_met", "outcome": "unknown" });
    assert_eq!(log[4].0, last);
}

#[rocket::async_test]
async fn what_cannot_be_found_about_a_rule_is_refused_in_plain_words() {
    let app = TestApp::new().await;
    let (staff, entry, other) = two(&app).await;
    let no_reason = json!({ "rule": "theme", "ruling": "waived", "reason": " " });
    let table = [
        (&entry, no_reason.clone(), "/rulings/0/reason", "Say why."),
        (
            &entry,
            json!({ "rule": "x", "ruling": "met" }),
            "/rulings/0/rule",
            "There is no such rule in this edition.",
        ),
        (
            &entry,
            json!({ "rule": "ceremony", "ruling": "met" }),
            "/rulings/0/rule",
            "This rule is looked at later than in the check.",
        ),
        (
            &entry,
            json!({ "rule": "one_in_each", "ruling": "waived", "reason": "For once." }),
            "/rulings/0/rule",
            "This rule is met by what is known, so there is nothing to decide.",
        ),
        (
            &other,
            json!({ "rule": "one_in_each", "ruling": "met" }),
            "/rulings/0/ruling",
            "What is known says that this rule is not met. You can waive it, with a reason.",
        ),
    ];
    for (entry, ruling, pointer, said) in table {
        let refused = rule(&staff, entry, 1, json!([ruling])).await;
        refused.assert_problem(422, "invalid");
        let error = &refused.json()["errors"][0];
        assert_eq!([&error["pointer"], &error["detail"]], [pointer, said]);
    }
    let met = json!({ "rule": "who", "ruling": "met" });
    for rulings in [json!([]), json!([met, met])] {
        rule(&staff, &entry, 1, rulings).await.assert_problem(422, "invalid");
    }
    // Of several none is kept where one cannot be.
    rule(&staff, &entry, 1, json!([met, { "rule": "x", "ruling": "met" }]))
        .await
        .assert_problem(422, "invalid");
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!((&of(&view, "who")["ruling"], &view["version"]), (&Value::Null, &json!(1)));
}

#[rocket::async_test]
async fn a_rule_that_refuses_keeps_an_entry_out_until_it_is_waived() {
    let app = TestApp::new().await;
    let (staff, entry, other) = two(&app).await;
    let refused = decide(&staff, &other, 1).await;
    refused.assert_problem(409, "checks/rules");
    let body = refused.json();
    assert_eq!(
        body["detail"],
        "An organisation submits one entry in each category. You can waive a rule with a reason."
    );
    assert_eq!(
        (&body["rules"][0]["key"], body["rules"].as_array().map(Vec::len)),
        (&json!("one_in_each"), Some(1))
    );
    let id = other.rsplit('/').next().expect("an id");
    let several = json!({ "entries": [{ "entry": id, "version": 1 }], "check": { "result": "eligible" } });
    let faults = staff.post_once("/api/staff/editions/essa/2023/entries/checks", several).await.json();
    assert_eq!(
        [&faults["entries"][0]["code"], &faults["entries"][0]["detail"]],
        ["rules", "An organisation submits one entry in each category."]
    );
    // Sending it back or refusing it is possible all the same.
    assert_eq!(staff.get(&entry).await.expect(Status::Ok)["rules"][5]["keeps_out"], false);

    let waived = json!([{ "rule": "one_in_each", "ruling": "waived", "reason": "Two teams." }]);
    rule(&staff, &other, 1, waived).await.expect(Status::Ok);
    decide(&staff, &other, 2).await.expect(Status::Ok);
    // What was open and decided all the same is on record.
    let (facts, _) = told(&app, "entry.check").await.remove(0);
    assert_eq!(facts["rules_open"], json!(["who", "theme", "category", "one_form", "language"]));
    assert_eq!(facts["rules_not_met"], Value::Null);
    // Now the first is one too many in its category, and was let in before.
    decide(&staff, &entry, 1).await.assert_problem(409, "checks/rules");
}

#[rocket::async_test]
async fn a_decision_says_in_the_log_which_rules_were_not_met() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let mut found: Vec<Value> = ["who", "category", "one_form", "language"]
        .iter()
        .map(|key| json!({ "rule": key, "ruling": "met" }))
        .collect();
    found.push(json!({ "rule": "theme", "ruling": "not_met", "reason": "Buildings." }));
    rule(&staff, &entry, 1, json!(found)).await.expect(Status::Ok);
    decide(&staff, &entry, 2).await.expect(Status::Ok);
    let (facts, _) = told(&app, "entry.check").await.remove(0);
    assert_eq!((&facts["rules_open"], &facts["rules_not_met"]), (&Value::Null, &json!(["theme"])));
}

#[rocket::async_test]
async fn a_waived_rule_lets_the_entrant_submit_again_and_what_changed_since_is_said() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let own = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &own).await.expect(Status::Ok);
    app.change_rules(|document| {
        let rules = document["rules"].as_array_mut().expect("rules");
        rules.push(json!({
            "key": "prize", "text": "The title names a prize.", "if": "answer.title.contains('prize')",
            "at": "submit", "else": "refuse"
        }));
    })
    .await;
    answer(&ana, &own, "c_theme", 1, json!("Better.")).await.expect(Status::Ok);
    submit(&ana, &own).await.assert_problem(409, "entries/rules");

    let staff = app.staff().await;
    let entry = own.replace("/api/entries", "/api/staff/entries");
    let version = staff.get(&entry).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    let found = json!([
        { "rule": "prize", "ruling": "waived", "reason": "Agreed by telephone." },
        { "rule": "who", "ruling": "met" },
    ]);
    rule(&staff, &entry, version, found).await.expect(Status::Ok);
    let seen = ana.get(&format!("{own}/check")).await.expect(Status::Ok);
    assert!(!seen["rules"].as_array().expect("rules").iter().any(|rule| rule["key"] == "prize"));
    submit(&ana, &own).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    // The title is what it was; whoever judged all of the entry judged another one.
    assert_eq!((&of(&view, "prize")["state"], &of(&view, "who")["state"]), (&json!("waived"), &json!("met")));
    let changed = |view: &Value, key| of(view, key)["ruling"]["changed"].clone();
    assert_eq!((changed(&view, "prize"), changed(&view, "who")), (json!(false), json!(true)));
    answer(&ana, &own, "title", 1, json!("Open gates")).await.expect(Status::Ok);
    submit(&ana, &own).await.expect(Status::Ok);
    let view = staff.get(&entry).await.expect(Status::Ok);
    assert_eq!((changed(&view, "prize"), &of(&view, "prize")["state"]), (json!(true), &json!("waived")));
}

#[rocket::async_test]
async fn rules_are_ruled_on_once_by_whoever_saw_the_entry_as_it_is() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let body = json!({ "rulings": [{ "rule": "who", "ruling": "met" }] });
    let headers = [("Idempotency-Key", "0123456789abcdef"), ("If-Match", "\"v1\"")];
    let path = format!("{entry}/rulings");
    let first = staff.send(Method::Post, &path, &headers, Some(body.clone())).await;
    let again = staff.send(Method::Post, &path, &headers, Some(body)).await;
    assert_eq!((first.status, &first.bytes), (200, &again.bytes));
    assert_eq!(app.audit_events("entry.rule").await, 1);
    rule(&staff, &entry, 1, json!([{ "rule": "who", "ruling": "met" }]))
        .await
        .assert_problem(412, "checks/entry-changed");
    // A ruling is a change that a colleague must have seen before deciding.
    decide(&staff, &entry, 1).await.assert_problem(412, "checks/entry-changed");
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn what_is_on_record_already_is_written_no_second_time() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let waived = json!({ "rule": "theme", "ruling": "waived", "reason": "It fits." });
    let open = json!({ "rule": "who", "ruling": "open" });
    let first = rule(&staff, &entry, 1, json!([waived, open])).await.expect(Status::Ok);
    assert_eq!((&first["version"], app.audit_events("entry.rule").await), (&json!(2), 1));
    let again = rule(&staff, &entry, 2, json!([waived, open])).await.expect(Status::Ok);
    assert_eq!((&again["version"], &again["rules"]), (&json!(2), &first["rules"]));
    assert_eq!(app.audit_events("entry.rule").await, 1);
    // Of several, what is new is written.
    let met = json!({ "rule": "who", "ruling": "met" });
    let outcome = rule(&staff, &entry, 2, json!([waived, met])).await.expect(Status::Ok);
    assert_eq!((&outcome["version"], app.audit_events("entry.rule").await), (&json!(3), 2));
    assert_eq!(outcome["rules"], staff.get(&entry).await.expect(Status::Ok)["rules"]);
    let reason = json!([{ "rule": "theme", "ruling": "waived", "reason": "Agreed by telephone." }]);
    rule(&staff, &entry, 3, reason).await.expect(Status::Ok);
    assert_eq!(app.audit_events("entry.rule").await, 3);
}

#[rocket::async_test]
async fn a_ruling_on_what_has_changed_since_is_written_again() {
    let app = TestApp::new().await;
    let (staff, entry, _) = two(&app).await;
    let met = json!([{ "rule": "who", "ruling": "met" }]);
    rule(&staff, &entry, 1, met.clone()).await.expect(Status::Ok);
    app.change_rules(|document| document["rules"][0]["text"] = json!("You run a service.")).await;
    assert_eq!(of(&staff.get(&entry).await.expect(Status::Ok), "who")["ruling"]["changed"], true);
    let outcome = rule(&staff, &entry, 2, met).await.expect(Status::Ok);
    assert_eq!((&of(&outcome, "who")["ruling"]["changed"], &outcome["version"]), (&json!(false), &json!(3)));
    assert_eq!(app.audit_events("entry.rule").await, 2);
}

#[rocket::async_test]
async fn a_change_of_rules_tells_which_rulings_hang_on_them() {
    let app = TestApp::new().await;
    let (staff, entry, other) = two(&app).await;
    let waived = |key: &str| json!([{ "rule": key, "ruling": "waived", "reason": "It fits." }]);
    rule(&staff, &entry, 1, waived("theme")).await.expect(Status::Ok);
    rule(&staff, &other, 1, waived("theme")).await.expect(Status::Ok);
    rule(&staff, &other, 2, waived("one_in_each")).await.expect(Status::Ok);
    let told = async |change: &dyn Fn(&mut Vec<Value>)| {
        let mut document = staff.get(DOCUMENT).await.expect(Status::Ok)["document"].clone();
        change(document["rules"].as_array_mut().expect("rules"));
        let seen = staff.post(PREVIEW, json!({ "document": document })).await.expect(Status::Ok);
        let all = seen["consequences"].as_array().expect("consequences").iter();
        let of_rulings =
            all.filter(|one| one["kind"].as_str().is_some_and(|kind| kind.starts_with("rulings")));
        of_rulings.map(|one| one["text"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert!(told(&|rules| rules[5]["else"] = json!("warn")).await.is_empty());
    assert_eq!(
        told(&|rules| rules.retain(|rule| rule["key"] != "theme" && rule["key"] != "who")).await,
        ["The rule “The project promotes person-centred care.” is removed: 2 rulings on it no longer \
          count, until a rule with the key “theme” is there again."]
    );
    assert_eq!(
        told(&|rules| rules[5]["if"] = json!("entries.size() < 5")).await,
        ["The rule “An organisation submits one entry in each category.” has changed: 1 ruling on it \
          still counts; look at them again."]
    );
    // What was found about a rule that is there no more counts for another with its key.
    app.change_rules(|document| {
        document["rules"].as_array_mut().expect("rules").retain(|rule| rule["key"] != "theme");
    })
    .await;
    let again = json!({ "key": "theme", "text": "It is about doors.", "at": "check", "else": "ask" });
    assert_eq!(
        told(&|rules| rules.push(again.clone())).await,
        ["The rule “It is about doors.” has the key of an earlier one: 2 rulings on that still count; \
          look at them again."]
    );
}

#[rocket::async_test]
async fn the_rules_of_a_draft_are_nobodys_to_judge() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let id = app.entry_in(&edition, &city, ("service_delivery", "Draft"), EntryState::Draft).await;
    let (staff, entry) = (app.staff().await, format!("/api/staff/entries/{id}"));
    assert_eq!(staff.get(&entry).await.expect(Status::Ok)["rules"], json!([]));
    let met = json!([{ "rule": "who", "ruling": "met" }]);
    rule(&staff, &entry, 1, met.clone()).await.assert_problem(409, "checks/no-rulings");
    rule(&ana, &entry, 1, met).await.assert_problem(403, "accounts/wrong-role");
}
