//! Scoresheets that were put aside, as they are exported.

use rocket::http::Status;
use serde_json::json;

use super::Table;
use crate::support::{TestApp, judging::JUDGES};

#[rocket::async_test]
async fn what_was_set_aside_stands_in_a_table_of_its_own_with_the_reason() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let bread = panel.entry("service_delivery", "Bread", "Tusla").await;
    let (mia, mia_id) = panel.judge("mia@jury.example").await;
    let (leo, leo_id) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&mia_id, &leo_id]).await;
    panel.score(&mia, "Doors", [8.0, 7.0, 6.0]).await;
    panel.draft(&leo, "Doors", [3.0; 3]).await;
    panel.score(&mia, "Bread", [5.0; 3]).await;
    panel.score(&leo, "Bread", [4.0; 3]).await;
    assert_eq!(Table::of(&panel, "set_aside").await.rows.len(), 0);

    let path = format!("/api/staff/entries/{doors}");
    let version = panel.staff.get(&path).await.json()["version"].as_i64().expect("a version");
    let moved = json!({"result": "moved", "to_category": "workforce_support", "reason": "It fits better.",
        "sheets": "keep_aside"});
    panel.staff.post_seen(&format!("{path}/checks"), version, moved).await.expect(Status::Ok);
    let why = json!({"reason": "Leo has moved.", "sheets": "set_aside"});
    panel.staff.post_once(&format!("{JUDGES}/{leo_id}/removal"), why).await.expect(Status::Ok);

    let aside = Table::of(&panel, "set_aside").await;
    let criteria = panel.edition.document.judged().next().expect("a round").criteria.len();
    assert_eq!(aside.rows.len(), 3 * criteria, "two sheets of Doors, Leo's of Bread");
    let of = |entry: &str, judge: &str, criterion: &str| -> [String; 4] {
        let row = aside.rows.iter().find(|row| {
            [("entry_id", entry), ("judge_id", judge), ("criterion", criterion)]
                .iter()
                .all(|(column, value)| aside.cell(row, column) == *value)
        });
        let row = row.unwrap_or_else(|| panic!("{criterion} of {judge}"));
        ["category", "why", "state", "score"].map(|column| aside.cell(row, column).to_owned())
    };
    assert_eq!(of(&doors, &mia_id, "innovation"), ["service_delivery", "entry_moved", "handed_in", "7.00"]);
    assert_eq!(of(&doors, &leo_id, "impact"), ["service_delivery", "entry_moved", "draft", "3.00"]);
    assert_eq!(of(&bread, &leo_id, "impact"), ["service_delivery", "judge_removed", "handed_in", "4.00"]);

    // What counts is only what is handed in there: Mia's sheet of Bread.
    let scores = Table::of(&panel, "scores").await;
    let counted = scores.rows_with("state", "handed_in");
    assert_eq!(counted.len(), criteria);
    assert!(counted.iter().all(|row| scores.cell(row, "judge_id") == mia_id));
    assert_eq!(scores.rows_with("state", "judge_removed").len(), criteria);
}
