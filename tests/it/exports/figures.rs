//! The figures of `results` recomputed from `scores`, as an outsider would.

use std::collections::{BTreeMap, BTreeSet};

use entity::scoresheet;
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::Table;
use crate::support::{Browser, TestApp, judging::Panel};

/// `judge_points_0_100` by entry, from nothing but the file: the mean over judges
/// who handed in of the weighted mean of their scores, in percent of the scale's top.
fn recomputed(scores: &Table) -> BTreeMap<String, f64> {
    let mut sheets = BTreeMap::<(String, String), (f64, f64, f64)>::new();
    for row in scores.rows_with("state", "handed_in") {
        let number = |column| scores.cell(row, column).parse::<f64>().expect("a number");
        let key = (scores.cell(row, "entry_id").to_owned(), scores.cell(row, "judge_id").to_owned());
        let (sum, weights, top) = sheets.entry(key).or_default();
        *sum += number("weight") * number("score");
        *weights += number("weight");
        *top = number("scale_max");
    }
    let mut entries = BTreeMap::<String, Vec<f64>>::new();
    for ((entry, _), (sum, weights, top)) in sheets {
        entries.entry(entry).or_default().push(100.0 * sum / weights / top);
    }
    let mean = |totals: Vec<f64>| {
        let count = u32::try_from(totals.len()).expect("few judges");
        totals.iter().sum::<f64>() / f64::from(count)
    };
    entries.into_iter().map(|(entry, totals)| (entry, mean(totals))).collect()
}

async fn jury<'a>(panel: &Panel<'a>) -> Vec<(Browser<'a>, String)> {
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida", "uma"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    judges
}

#[rocket::async_test]
async fn judge_points_can_be_recomputed_from_the_scores() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["Coffee", "Doors", "Alone"] {
        panel.entry("service_delivery", title, title).await;
    }
    let judges = jury(&panel).await;
    let ids: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    panel.assign("service_delivery", &ids).await;
    let scores = [[8.0, 8.0, 7.0], [7.0, 10.0, 8.0], [9.0, 6.0, 8.0]];
    for ((browser, _), scores) in judges.iter().zip(scores) {
        panel.score(browser, "Coffee", scores).await;
        panel.score(browser, "Doors", [scores[2], scores[0], 3.0]).await;
    }
    // None of these counts: a draft, and scores of a judge who then stepped back.
    panel.draft(&judges[3].0, "Coffee", [1.0, 1.0, 1.0]).await;
    panel.score(&judges[3].0, "Doors", [10.0, 10.0, 10.0]).await;
    let path = panel.assignment(&judges[3].0, "Doors").await;
    let reason = json!({"reason": "I advised them."});
    judges[3].0.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);

    let (scores, results) = (Table::of(&panel, "scores").await, Table::of(&panel, "results").await);
    let states: BTreeSet<&str> = scores.rows.iter().map(|row| scores.cell(row, "state")).collect();
    assert_eq!(states, BTreeSet::from(["draft", "handed_in", "recused"]));
    assert_eq!(scores.rows.len(), 8 * 3, "one row per scoresheet and criterion");
    let own = recomputed(&scores);
    assert_eq!(own.len(), 2);
    for row in results.rows_with("category", "service_delivery") {
        let (id, points) = (results.cell(row, "entry_id"), results.cell(row, "judge_points_0_100"));
        match own.get(id) {
            Some(expected) => {
                let found: f64 = points.parse().expect("a number");
                assert!((found - expected).abs() < 1e-6, "{id}: {found} and {expected}");
            }
            None => assert_eq!((points, results.cell(row, "rank")), ("", "")),
        }
    }
    let doors = results.rows_with("title", "Doors")[0];
    let cells = ["judges_counted", "judges_recused", "status", "tie", "shortlisted"];
    assert_eq!(cells.map(|column| results.cell(doors, column)), ["3", "1", "eligible", "false", "false"]);
    // By hand: (7 + 8 + 8) / 3 for theme_fit, and Coffee's points are 236/3.
    assert_eq!(results.cell(doors, "mean_theme_fit"), "7.666667");
    let coffee = results.rows_with("title", "Coffee")[0];
    assert_eq!(results.cell(coffee, "judge_points_0_100"), "78.666667");
    assert_eq!((results.cell(coffee, "rank"), results.cell(doors, "rank")), ("1", "2"));
}

#[rocket::async_test]
async fn results_have_the_columns_others_script_against() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee").await;
    panel.entry("workforce_support", "Pycipedia", "Linköping").await;
    let results = Table::of(&panel, "results").await;
    assert_eq!(
        results.columns.join(","),
        "edition,round,category,entered_in,entry_id,title,organisation,country,status,judges_assigned,\
         judges_counted,judges_recused,below_minimum,mean_theme_fit,mean_innovation,mean_impact,mean,\
         judge_points_0_100,rank,tie,shortlisted,shortlisted_by,category_title,round_title"
    );
    let scores = Table::of(&panel, "scores").await;
    assert_eq!(
        scores.columns.join(","),
        "edition,category,round,entry_id,judge_id,state,criterion,weight,scale_min,scale_max,score,\
         comment_internal,comment_panel,comment_entrant,entry_state,category_title,criterion_label"
    );
    assert_eq!(results.rows_with("edition", "essa/2023").len(), 4, "two entries, and both as cities");
    assert_eq!(results.rows_with("category", "excellence_cities").len(), 2);
}

#[rocket::async_test]
async fn a_table_of_many_pages_has_every_row_once() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(1_203).await;
    let entries = Table::of(&panel, "entries").await;
    let ids: BTreeSet<&str> = entries.rows.iter().map(|row| entries.cell(row, "entry_id")).collect();
    assert_eq!((entries.rows.len(), ids.len()), (1_203, 1_203));
}

/// Pages hold 100 and then 1,000 scoresheets; 260 entries with five judges each make three.
#[rocket::async_test]
async fn a_file_of_several_pages_has_every_score_once() {
    let app = TestApp::new().await;
    app.sample(Stage::Judged, 260, 20).await;
    let stored = scoresheet::Entity::find().all(app.app.db.read()).await.expect("scoresheets");
    let stored: usize = stored.iter().map(|sheet| sheet.scores.len()).sum();
    assert!(stored > 3 * 1_100, "{stored} scores fit on two pages");

    let scores = Table::download(&app.staff().await, "scores").await;
    let column = |row, name| scores.cell(row, name);
    let rows: BTreeSet<_> = scores
        .rows
        .iter()
        .map(|row| (column(row, "entry_id"), column(row, "judge_id"), column(row, "criterion")))
        .collect();
    assert_eq!((scores.rows.len(), rows.len()), (stored, stored));
}
