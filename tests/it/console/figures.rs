//! Numbers of an edition.

use entity::entry::EntryState;
use palmares::editions::sample::essa_2023;
use serde_json::{Value, json};

use super::read;
use crate::support::TestApp;

#[rocket::async_test]
async fn entries_are_counted_by_state_category_country_and_day() {
    let app = TestApp::new().await;
    let edition = app.edition_of(&essa_2023().expect("the sample")).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    // 23:30 in Brussels, and half an hour later the next day.
    for (at, category, state) in [
        ("2023-06-28T21:30:00Z", "service_delivery", EntryState::Draft),
        ("2023-06-28T21:30:00Z", "service_delivery", EntryState::Submitted),
        ("2023-06-28T22:00:00Z", "digital_transformation", EntryState::Eligible),
        ("2023-06-30T10:00:00Z", "digital_transformation", EntryState::Withdrawn),
    ] {
        app.at(at);
        app.entry_in(&edition, &city, (category, "Open doors"), state).await;
    }
    let work = read(&app.staff().await, "work").await;
    assert_eq!((&work["phase"], &work["windows"]["entries"]["state"]), (&json!("call"), &json!("open")));
    let found = &work["figures"];
    assert_eq!(found["entries"], 2);
    let of = |list: &str, key: &str, value: &str| -> Value {
        found[list].as_array().expect(list).iter().find(|row| row[key] == value).expect(value).clone()
    };
    assert_eq!(of("by_state", "state", "draft")["total"], 1);
    assert_eq!(of("by_state", "state", "withdrawn")["total"], 1);
    assert_eq!(of("by_state", "state", "ineligible")["total"], 0);
    let delivery = of("by_category", "key", "service_delivery");
    assert_eq!((&delivery["entries"], &delivery["drafts"]), (&json!(1), &json!(1)));
    assert_eq!(found["by_category"].as_array().map(Vec::len), Some(5));
    assert_eq!(found["by_country"], json!([{"country": "HR", "eligible": 1, "entries": 2, "drafts": 1}]));
    assert_eq!(
        found["by_day"],
        json!([
            {"day": "2023-06-28", "started": 2, "submitted": 1},
            {"day": "2023-06-29", "started": 1, "submitted": 1},
            {"day": "2023-06-30", "started": 1, "submitted": 1},
        ])
    );
}

#[rocket::async_test]
async fn the_judges_progress_counts_sheets_of_the_round() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "One", "Osijek").await;
    panel.entry("service_delivery", "Two", "Split").await;
    let (judge, id) = panel.judge("jo@judges.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&judge, "One", [8.0, 7.0, 9.0]).await;
    panel.draft(&judge, "Two", [5.0, 5.0, 5.0]).await;
    let work = read(&panel.staff, "work").await;
    let judges = &work["judges"];
    let number = |name: &str| judges[name].as_i64().expect(name);
    assert_eq!(work["round"], "judging");
    assert_eq!(["invited", "accepted", "declined"].map(number), [1, 1, 0]);
    assert_eq!(["handed_in", "assigned"].map(number), [1, 2]);
}

#[rocket::async_test]
async fn an_edition_without_entries_has_figures_too() {
    let app = TestApp::new().await;
    app.edition_of(&essa_2023().expect("the sample")).await;
    let figures = read(&app.staff().await, "work").await["figures"].clone();
    assert_eq!((&figures["entries"], &figures["by_day"]), (&json!(0), &json!([])));
}
