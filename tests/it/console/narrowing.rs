//! What the list of entries is narrowed by.

use entity::entry::EntryState;
use palmares::editions::sample::{Stage, essa_2023};
use serde_json::{Value, json};

use super::{number, read, run};
use crate::support::{Browser, TestApp};

async fn titles(staff: &Browser<'_>, query: &str) -> Vec<String> {
    let page = read(staff, &format!("entries?{query}")).await;
    let items = page["items"].as_array().expect("items");
    assert_eq!(page["total"], json!(items.len()), "{query}");
    items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect()
}

#[rocket::async_test]
async fn several_states_are_shown_or_left_out() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    for (title, state) in [
        ("A", EntryState::Submitted),
        ("B", EntryState::Incomplete),
        ("C", EntryState::Withdrawn),
        ("D", EntryState::Draft),
    ] {
        app.entry_in(&edition, &city, ("service_delivery", title), state).await;
    }
    let staff = app.staff().await;
    assert_eq!(titles(&staff, "sort=title&state=submitted,incomplete").await, ["A", "B"]);
    assert_eq!(titles(&staff, "sort=title&state=-withdrawn").await, ["A", "B", "D"]);
    assert_eq!(titles(&staff, "sort=title&state=-withdrawn,-draft").await, ["A", "B"]);
    let path = "/api/staff/editions/essa/2023/entries?state=submitted,-draft";
    staff.get(path).await.assert_problem(422, "invalid");
    let listed = read(&staff, "entries?state=submitted").await["items"][0].clone();
    assert_eq!(
        (&listed["version"], &listed["city"], &listed["return_until"]),
        (&json!(1), &json!("Osijek"), &Value::Null)
    );
}

#[rocket::async_test]
async fn days_are_those_of_the_editions_zone() {
    let app = TestApp::new().await;
    let edition = app.edition_of(&essa_2023().expect("the sample")).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    // The second is past midnight in Brussels.
    for (at, title) in [
        ("2023-06-28T21:59:00Z", "Wednesday"),
        ("2023-06-28T22:00:00Z", "Thursday"),
        ("2023-06-30T10:00:00Z", "Friday"),
    ] {
        app.at(at);
        app.entry_in(&edition, &city, ("service_delivery", title), EntryState::Submitted).await;
    }
    app.entry_in(&edition, &city, ("service_delivery", "Never"), EntryState::Draft).await;
    let staff = app.staff().await;
    for sort in ["submitted", "title", "-score"] {
        let of = async |query: &str| {
            let mut found = titles(&staff, &format!("sort={sort}&{query}")).await;
            found.sort();
            found
        };
        assert_eq!(of("submitted_from=2023-06-29").await, ["Friday", "Thursday"], "{sort}");
        assert_eq!(of("submitted_to=2023-06-28").await, ["Wednesday"], "{sort}");
        assert_eq!(of("submitted_from=2023-06-29&submitted_to=2023-06-29").await, ["Thursday"], "{sort}");
        assert_eq!(of("submitted_from=2023-06-29&q=fri").await, ["Friday"], "{sort}");
    }
}

#[rocket::async_test]
async fn entries_with_too_few_judges_are_those_that_the_overview_counts() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["One", "Two", "Three"] {
        panel.entry("service_delivery", title, "Osijek").await;
    }
    let staff = &panel.staff;
    assert_eq!(titles(staff, "sort=title&few_judges=true").await, ["One", "Three", "Two"]);
    let mut judges = Vec::new();
    for name in ["jo", "al", "mi"] {
        judges.push(panel.judge(&format!("{name}@judges.example")).await.1);
    }
    let judges: Vec<&str> = judges.iter().map(String::as_str).collect();
    panel.assign("service_delivery", &judges).await;
    assert!(titles(staff, "few_judges=true").await.is_empty());
    panel.entry("service_delivery", "Four", "Split").await;
    assert_eq!(titles(staff, "few_judges=true").await, ["Four"], "nobody was given it");
    let taken = "UPDATE assignment SET state = 'removed' WHERE entry_id = (SELECT id FROM entry WHERE title = 'One') \
                 AND judge_id = (SELECT id FROM judge WHERE name = 'jo')";
    run(&app, taken).await;
    panel.assign("service_delivery", &judges[1..]).await;
    let found = titles(staff, "sort=title&few_judges=true").await;
    assert_eq!(found, ["Four", "One"], "Two and Three have three judges each, these have two");
    for query in [
        "few_judges=true&category=service_delivery",
        "few_judges=true&country=HR",
        "few_judges=true&state=eligible",
    ] {
        assert_eq!(titles(staff, query).await.len(), 2, "{query}");
    }
    for query in ["few_judges=true&category=digital_transformation", "few_judges=true&state=draft"] {
        assert!(titles(staff, query).await.is_empty(), "{query}");
    }
    assert_eq!(read(staff, "waiting").await["few_judges"], 2);
}

#[rocket::async_test]
async fn many_entries_with_too_few_judges_are_counted_exactly_and_found_page_by_page() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(1_200).await;
    run(&app, "UPDATE entry SET state = 'eligible'").await;
    let first = read(&panel.staff, "entries?few_judges=true&limit=100&sort=title").await;
    assert_eq!((&first["total"], &first["more"]), (&json!(1_200), &json!(false)));
    assert_eq!(first["items"].as_array().map(Vec::len), Some(100));
    assert_eq!(read(&panel.staff, "waiting").await["few_judges"], 1_200);
}

#[rocket::async_test]
async fn who_judges_own_entries_is_not_told_by_a_filter() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Mine", "Osijek").await;
    panel.entry("service_delivery", "Beside", "Split").await;
    panel.entry("digital_transformation", "Elsewhere", "Zadar").await;
    let member = "INSERT INTO member (public_id, organisation_id, email, user_id, state, created_at) \
                  SELECT 'k3v9k3v9k3v9k3v9', e.organisation_id, u.email, u.id, 'active', 1 FROM entry AS e, \"user\" AS u \
                  WHERE e.title = 'Mine' AND u.staff_role = 'staff'";
    run(&app, member).await;
    assert_eq!(titles(&panel.staff, "few_judges=true").await, ["Elsewhere"]);
    assert_eq!(read(&panel.staff, "waiting").await["few_judges"], 1);
}

#[rocket::async_test]
async fn files_that_nobody_can_open_are_found() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "One", "Osijek").await;
    panel.entry("service_delivery", "Two", "Split").await;
    run(
        &app,
        "INSERT INTO attachment (public_id, entry_id, field_key, sha256, original_name, media_type, size_bytes, \
         position, alt_text, unclean_at, created_by, created_at) SELECT 'k3v9k3v9k3v9k3v9', id, 'picture', '', '', '', 1, 1, \
         '', 1, created_by, 1 FROM entry WHERE title = 'Two'",
    )
    .await;
    assert_eq!(titles(&panel.staff, "unclean_files=true").await, ["Two"]);
    run(&app, "UPDATE attachment SET removed_at = 2").await;
    assert!(titles(&panel.staff, "unclean_files=true").await.is_empty());
    assert_eq!(number(&app, "SELECT count(*) FROM attachment").await, 1);
}
