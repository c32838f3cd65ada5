//! Replacing the rules: nothing is reverted unseen, and everything can be brought back.

use palmares::editions::sample::{Stage, essa_2023};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{Browser, DOCUMENT, PREVIEW, TestApp, entries::answer};

const ENTRIES: &str = "/api/staff/editions/essa/2023/windows/entries";
const VERSIONS: &str = "/api/staff/editions/essa/2023/versions";

/// A week more than was published.
fn extended() -> Value {
    json!({
        "from": "2023-03-27T09:00:00+02:00[Europe/Brussels]",
        "to": "2023-07-02T00:00:00+02:00[Europe/Brussels]",
        "reason": "Many asked for a day more",
    })
}

async fn document(staff: &Browser<'_>) -> Value {
    staff.get(DOCUMENT).await.expect(Status::Ok)["document"].clone()
}

async fn deadline(app: &TestApp) -> Value {
    app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok)["windows"]["entries"]["to"].clone()
}

/// The whole fault as it was found: download, change a date on the page, upload the old file.
#[rocket::async_test]
async fn an_old_copy_does_not_revert_a_date_that_was_changed_on_the_page() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    let downloaded = document(&staff).await;
    assert_eq!(downloaded["version"], 1);
    staff.put(ENTRIES, 1, extended()).await.expect(Status::Ok);
    let mut changed = downloaded;
    changed["rounds"][0]["ballot"]["criteria"][0]["guidance"] = json!("Look closer.");
    // The page looks first; a program that sends it at once with the present version is refused, too.
    let looked = staff.post(PREVIEW, json!({ "document": changed.to_string() })).await;
    let sent = staff.put(DOCUMENT, 2, json!({ "document": changed })).await;
    for refused in [looked, sent] {
        refused.assert_problem(412, "editions/changed");
        let since = refused.json()["current"].clone();
        assert_eq!(since["version"], 2);
        assert_eq!(since["versions"][0]["reason"], "Many asked for a day more");
        let moved = &since["differences"][0];
        assert_eq!(moved["place"], "window “entries” › closes");
        assert_eq!(moved["before"], "1 July 2023, 00:00 (Europe/Brussels)");
        assert_eq!(moved["now"], "2 July 2023, 00:00 (Europe/Brussels)");
        assert_eq!(since["differences"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(deadline(&app).await, "2023-07-01T22:00:00.000Z");
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["version"], 2);
}

#[rocket::async_test]
async fn a_copy_that_does_not_say_its_version_replaces_nothing() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    let mut copy = document(&staff).await;
    copy.as_object_mut().expect("members").remove("version");
    // The very same rules need no version.
    let same = staff.post(PREVIEW, json!({ "document": copy })).await.expect(Status::Ok);
    assert_eq!(same["differences"], json!([]));
    copy["edition"]["theme"] = json!("Another");
    let refused = staff.post(PREVIEW, json!({ "document": copy })).await;
    refused.assert_problem(422, "editions/document");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/document/version");
}

#[rocket::async_test]
async fn only_what_was_looked_at_is_taken() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    let mut first = document(&staff).await;
    first["edition"]["theme"] = json!("First");
    let seen = staff.post(PREVIEW, json!({ "document": first })).await.expect(Status::Ok);
    assert_eq!(seen["version"], 1);
    let path = &seen["differences"][0];
    assert_eq!((&path["path"], &path["now"]), (&json!("/edition/theme"), &json!("First")));
    assert_eq!(document(&staff).await["edition"]["theme"], "Promoting Person-centred Care");

    let mut second = first.clone();
    second["edition"]["theme"] = json!("Second");
    for (document, confirm) in [(&first, Value::Null), (&second, seen["confirm"].clone())] {
        let refused = staff.put(DOCUMENT, 1, json!({ "document": document, "confirm": confirm })).await;
        refused.assert_problem(409, "editions/unconfirmed");
        assert_eq!(refused.json()["preview"]["differences"][0]["now"], document["edition"]["theme"]);
    }
    let body = json!({ "document": first, "confirm": seen["confirm"], "reason": "As decided" });
    assert_eq!(staff.put(DOCUMENT, 1, body).await.expect(Status::Ok)["version"], 2);
}

#[rocket::async_test]
async fn a_question_that_others_are_asked_is_told_with_its_answers_and_drafts() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "workforce_support").await;
    answer(&ana, &entry, "partners", 0, json!(["Grad Split"])).await.expect(Status::Ok);
    app.draft(&ana, &city, "service_delivery").await;
    let staff = app.staff().await;
    let mut changed = document(&staff).await;
    let fields = changed["form"]["sections"][0]["fields"].as_array_mut().expect("fields");
    let partners = fields.iter().position(|field| field["key"] == "partners").expect("the question");
    fields[partners]["if"] = json!("entry.category == 'service_delivery'");
    let member = fields.iter().position(|field| field["key"] == "esn_member_since").expect("the question");
    fields[member]["required"] = json!(true);
    let seen = staff.post(PREVIEW, json!({ "document": changed })).await.expect(Status::Ok);
    let of = |kind: &str| {
        let all = seen["consequences"].as_array().expect("consequences");
        let one = all.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("{kind} in {seen}"));
        (one["count"].as_u64(), one["text"].as_str().unwrap_or_default().to_owned())
    };
    let (count, text) = of("answers_may_leave");
    assert!(count == Some(1) && text.contains("asked by another condition"), "{text}");
    let (count, text) = of("question_needed");
    assert!(count == Some(2) && text.starts_with("Up to 2 drafts"), "{text}");
}

#[rocket::async_test]
async fn consequences_are_told_in_numbers() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for (title, organisation) in [("Doors", "Osijek"), ("Bridges", "Split"), ("Even", "Zadar")] {
        panel.entry("service_delivery", title, organisation).await;
    }
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    let ids: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    panel.assign("service_delivery", &ids).await;
    panel.score(&judges[0].0, "Doors", [9.0, 5.0, 7.0]).await;
    panel.score(&judges[0].0, "Bridges", [4.0, 5.0, 6.0]).await;
    // Equal scores weigh the same under any weights.
    panel.score(&judges[0].0, "Even", [6.0, 6.0, 6.0]).await;

    let mut changed = document(&panel.staff).await;
    changed["rounds"][0]["min_judges"] = json!(5);
    changed["rounds"][0]["ballot"]["criteria"][0]["weight"] = json!(40);
    let sections = changed["form"]["sections"].as_array_mut().expect("sections");
    for section in sections {
        section["fields"].as_array_mut().expect("fields").retain(|field| field["key"] != "partners");
    }
    changed["windows"]["judging"]["to"] = changed["windows"]["judging"]["from"].clone();
    let seen = panel.staff.post(PREVIEW, json!({ "document": changed })).await;
    seen.assert_problem(422, "editions/document");

    // A minute before the present moment, so that it is over.
    changed["windows"]["judging"]["to"] = json!("2027-02-01T09:59:00+01:00[Europe/Brussels]");
    let seen = panel.staff.post(PREVIEW, json!({ "document": changed })).await.expect(Status::Ok);
    let counts: Vec<(String, u64)> = seen["consequences"]
        .as_array()
        .expect("consequences")
        .iter()
        .map(|one| (one["kind"].as_str().unwrap_or_default().to_owned(), one["count"].as_u64().unwrap_or(99)))
        .collect();
    // Three judges for each of three entries, one sheet of each handed in.
    for expected in [
        ("closes", 0),
        ("sheets_shut_out", 6),
        ("below_minimum", 3),
        ("results_changed", 2),
        ("question_dropped", 0),
    ] {
        assert!(counts.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {seen}");
    }
    let text = seen["consequences"].to_string();
    assert!(text.contains("30 → 40: 2 results change") && text.contains("3 → 5: 3 entries"), "{text}");
}

#[rocket::async_test]
async fn an_earlier_deadline_counts_the_drafts_it_shuts_out() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    app.at("2023-06-30T12:00:00Z");
    let owner = app.person("ana@osijek.example").await;
    let city = app.organisation(&owner).await;
    for category in ["service_delivery", "workforce_support"] {
        app.draft(&owner, &city, category).await;
    }
    let staff = app.staff().await;
    let window = |to: &str| json!({ "from": "2023-03-27T09:00:00+02:00[Europe/Brussels]", "to": to });
    let path = format!("{ENTRIES}/preview");
    let look = async |to: &str| {
        let headers = [("If-Match", "\"v1\"")];
        let body = Some(window(to));
        staff.send(rocket::http::Method::Post, &path, &headers, body).await.expect(Status::Ok)
    };
    let closed = look("2023-06-30T13:00:00+02:00[Europe/Brussels]").await;
    let texts = closed["preview"]["consequences"].to_string();
    assert!(texts.contains("The call for entries is closed at once."), "{texts}");
    assert!(texts.contains("2 drafts can no longer be submitted."), "{texts}");
    let hurried = look("2023-06-30T18:00:00+02:00[Europe/Brussels]").await;
    let texts = hurried["preview"]["consequences"].to_string();
    assert!(texts.contains("2 drafts must be submitted until 30 June 2023, 18:00"), "{texts}");
}

#[rocket::async_test]
async fn every_change_makes_a_version_that_can_be_read_and_brought_back() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let staff = app.staff().await;
    staff.put(ENTRIES, 1, extended()).await.expect(Status::Ok);
    let mut changed = document(&staff).await;
    changed["rounds"][0]["min_judges"] = json!(5);
    staff.replace(2, changed).await.expect(Status::Ok);

    let list = staff.get(VERSIONS).await.expect(Status::Ok);
    let told: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| (one["version"].clone(), one["by"].clone(), one["reason"].clone(), one["changes"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (json!(3), json!("staff"), json!(""), json!(1)),
            (json!(2), json!("staff"), json!("Many asked for a day more"), json!(1)),
            (json!(1), Value::Null, json!(""), json!(0)),
        ]
    );
    let first = staff.get(&format!("{VERSIONS}/1")).await.expect(Status::Ok);
    assert_eq!(first["document"]["windows"]["entries"]["to"], "2023-07-01T00:00:00+02:00[Europe/Brussels]");
    let between = staff.get(&format!("{VERSIONS}/3?against=1")).await.expect(Status::Ok);
    assert_eq!(between["differences"].as_array().map(Vec::len), Some(2));
    staff.get(&format!("{VERSIONS}/9")).await.assert_problem(404, "not-found");

    // What goes back is a change like any other, with its own preview and version.
    staff.replace(3, first["document"].clone()).await.expect(Status::Ok);
    assert_eq!(deadline(&app).await, "2023-06-30T22:00:00.000Z");
    let list = staff.get(VERSIONS).await.expect(Status::Ok);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(4));
    assert_eq!(list["items"][0]["changes"], 2);
}

#[rocket::async_test]
async fn opening_a_round_makes_a_version_too() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    app.at("2023-07-23T09:00:00Z");
    let staff = app.staff().await;
    staff.post("/api/staff/editions/essa/2023/rounds/judging/open", json!({})).await.expect(Status::Ok);
    let list = staff.get(VERSIONS).await.expect(Status::Ok);
    assert_eq!(list["items"][0]["version"], 2);
    assert_eq!(list["items"][0]["reason"], "Scoring opened by hand");
    assert_eq!(list["items"][0]["first_changes"][0]["place"], "window “judging” › opens");
}

/// The check begins two days after the call of the sample ends.
#[rocket::async_test]
async fn the_call_is_extended_in_one_step_with_what_follows() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    app.at("2023-06-30T12:00:00Z");
    let staff = app.staff().await;
    let mut body = json!({
        "from": "2023-03-27T09:00:00+02:00[Europe/Brussels]",
        "to": "2023-07-29T00:00:00+02:00[Europe/Brussels]",
    });
    let headers = [("If-Match", "\"v1\"")];
    let path = format!("{ENTRIES}/preview");
    let look = async |body: &Value| {
        staff.send(rocket::http::Method::Post, &path, &headers, Some(body.clone())).await.expect(Status::Ok)
    };
    let alone = look(&body).await;
    assert_eq!(alone["preview"], Value::Null);
    assert_eq!(alone["faults"][0]["place"], "window “check” › closes");
    assert_eq!(alone["proposed"]["check"]["from"], "2023-07-31T00:00:00+02:00[Europe/Brussels]");
    staff.put(ENTRIES, 1, body.clone()).await.assert_problem(422, "editions/document");

    body["also"] = alone["proposed"].clone();
    let together = look(&body).await;
    assert_eq!(together["faults"], json!([]));
    body["confirm"] = together["preview"]["confirm"].clone();
    staff.put(ENTRIES, 1, body).await.expect(Status::Ok);
    let rules = document(&staff).await;
    assert_eq!(rules["windows"]["judging"]["from"], "2023-08-21T00:00:00+02:00[Europe/Brussels]");
}
