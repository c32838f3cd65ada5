//! `palmares outcome` on the program's own exports.

use std::process::Command;

use rocket::http::{Method, Status};
use serde_json::json;

use super::Table;
use crate::support::{TestApp, judging::Panel};

/// Columns of the result by entry: the ranking of another program over the same files.
fn outcome(dir: &std::path::Path, more: &[&str]) -> Vec<Vec<String>> {
    let files = ["outcome", "--ratings", "scores.csv", "--entries", "entries.csv", "--scheme", "scheme.json"];
    let run = Command::new(env!("CARGO_BIN_EXE_palmares")).args(files).args(more).current_dir(dir).output();
    let run = run.expect("palmares runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Table::read(&run.stdout).rows
}

async fn disqualify(panel: &Panel<'_>, entry: &str) {
    let key = entity::PublicId::random().expect("random bytes").to_string();
    let path = format!("/api/staff/entries/{entry}");
    let version = panel.staff.get(&path).await.header("etag").expect("a version").to_owned();
    let headers = [("Idempotency-Key", key.as_str()), ("If-Match", &version)];
    let out = Some(json!({ "reason": "A copy." }));
    panel.staff.send(Method::Post, &format!("{path}/disqualify"), &headers, out).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_exports_are_ranked_as_they_are_and_as_the_result_is() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["Coffee", "Doors", "Tea"] {
        panel.entry("service_delivery", title, title).await;
    }
    let cheat = panel.entry("service_delivery", "Cheat", "Cheat").await;
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    let ids: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    panel.assign("service_delivery", &ids).await;
    for ((browser, _), shift) in judges.iter().zip([0.0, 1.0, 2.0]) {
        panel.score(browser, "Coffee", [8.0 - shift, 7.0, 5.0]).await;
        panel.score(browser, "Doors", [6.0, 9.0 - shift, 4.0 + shift]).await;
        panel.score(browser, "Cheat", [10.0, 10.0, 10.0]).await;
    }
    panel.draft(&judges[0].0, "Tea", [1.0, 1.0, 1.0]).await;
    disqualify(&panel, &cheat).await;

    let dir = tempfile::tempdir().expect("a directory");
    let base = "/api/staff/editions/essa/2023/exports";
    for (name, query) in [("scores", "?named=true"), ("entries", "?bom=true")] {
        let bytes = panel.staff.get(&format!("{base}/{name}.csv{query}")).await.bytes;
        std::fs::write(dir.path().join(format!("{name}.csv")), bytes).expect("a file");
    }
    let round = panel.edition.document.judged().next().expect("a round");
    let weights: serde_json::Map<_, _> =
        round.criteria.iter().map(|criterion| (criterion.key.clone(), json!(criterion.weight))).collect();
    let scale = [round.scale.min.hundredths() / 100, round.scale.max.hundredths() / 100];
    let scheme = json!({ "method": "mean", "weights": weights, "scale": scale, "draws": 0 });
    std::fs::write(dir.path().join("scheme.json"), scheme.to_string()).expect("a file");

    let results = Table::of(&panel, "results").await;
    let rows = outcome(dir.path(), &["--round", &round.key]);
    assert_eq!(outcome(dir.path(), &[]), rows, "one round needs no name");
    assert_eq!(rows.len(), 3, "what was disqualified is not ranked");
    for row in &rows {
        let official = results.rows_with("category", "service_delivery");
        let official = official.iter().find(|line| results.cell(line, "entry_id") == row[0]).expect("a row");
        assert_eq!(row[1], "service_delivery");
        let number = |text: &str| text.parse::<f64>().ok();
        let (own, theirs) = (number(&row[2]), number(results.cell(official, "mean")));
        assert_eq!(own.is_some(), theirs.is_some());
        assert!((own.unwrap_or(0.0) - theirs.unwrap_or(0.0)).abs() < 1e-5, "{row:?} {theirs:?}");
    }
}

/// Both tables count what belongs to eligible entries; `scores` says which those are.
#[rocket::async_test]
async fn scores_and_judges_agree_after_a_disqualification() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Coffee").await;
    let cheat = panel.entry("service_delivery", "Cheat", "Cheat").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    for title in ["Coffee", "Cheat"] {
        panel.score(&mia, title, [5.0; 3]).await;
    }
    disqualify(&panel, &cheat).await;
    let (scores, judges) = (Table::of(&panel, "scores").await, Table::of(&panel, "judges").await);
    let states: Vec<&str> = scores.rows.iter().map(|row| scores.cell(row, "entry_state")).collect();
    assert_eq!(states, ["eligible", "eligible", "eligible", "disqualified", "disqualified", "disqualified"]);
    let round = panel.edition.document.judged().next().expect("a round");
    let criteria = round.criteria.len();
    assert_eq!(judges.cell(&judges.rows[0], "handed_in"), "1");
    assert_eq!(scores.rows_with("entry_state", "eligible").len(), criteria);
    let labels = ["category_title", "criterion_label"].map(|column| scores.cell(&scores.rows[0], column));
    let document = &panel.edition.document;
    let category = document.category("service_delivery").expect("a category");
    assert_eq!(labels, [category.name.as_str(), round.criteria[0].label.as_str()]);
}
