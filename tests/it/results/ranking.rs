//! Results as staff see them.

use std::collections::BTreeSet;

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{Panel, ROUND},
};

const RESULTS: &str = "/api/staff/editions/essa/2023/rounds/judging/results";

async fn jury<'a>(panel: &Panel<'a>) -> (Vec<Browser<'a>>, Vec<String>) {
    let (mut browsers, mut ids) = (Vec::new(), Vec::new());
    for name in ["mia", "leo", "ida"] {
        let (browser, id) = panel.judge(&format!("{name}@jury.example")).await;
        browsers.push(browser);
        ids.push(id);
    }
    (browsers, ids)
}

async fn assign(panel: &Panel<'_>, category: &str, ids: &[String]) {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    panel.assign(category, &ids).await;
}

async fn results(panel: &Panel<'_>) -> Value {
    panel.staff.get(RESULTS).await.expect(Status::Ok)
}

fn category<'a>(results: &'a Value, key: &str) -> &'a Vec<Value> {
    let categories = results["categories"].as_array().expect("categories");
    let found = categories.iter().find(|category| category["key"] == key).expect("the category");
    found["entries"].as_array().expect("entries")
}

fn entry<'a>(results: &'a Value, key: &str, title: &str) -> &'a Value {
    category(results, key).iter().find(|entry| entry["title"] == title).expect("the entry")
}

/// The explanation of each result, which ranks no others, says the same as the list of all.
async fn explained_as_listed(panel: &Panel<'_>, results: &Value) {
    for category in results["categories"].as_array().expect("categories") {
        let entries = category["entries"].as_array().expect("entries");
        let ranked = entries.iter().filter(|entry| !entry["rank"].is_null()).count();
        for entry in entries {
            let id = entry["id"].as_str().expect("an id");
            let why = panel.staff.get(&format!("{RESULTS}/{id}")).await.expect(Status::Ok);
            let ranks = why["ranks"].as_array().expect("ranks");
            let rank = ranks.iter().find(|one| one["category"] == category["key"]).expect("it");
            let same = |other: &&Value| other["rank"] == entry["rank"] && other["id"] != entry["id"];
            let tied: BTreeSet<&str> =
                entries.iter().filter(same).map(|other| other["id"].as_str().expect("an id")).collect();
            let said = rank["tied_with"].as_array().expect("a list").iter();
            let said: BTreeSet<&str> = said.map(|other| other["id"].as_str().expect("an id")).collect();
            assert_eq!((&rank["result"], &rank["ranked"]), (entry, &json!(ranked)));
            assert_eq!(said, tied, "{entry}");
        }
    }
}

#[rocket::async_test]
async fn a_rank_follows_the_weighted_mean_of_the_judges() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    // By hand, weights 30/30/40: (30·8 + 30·8 + 40·7)/100 = 7.6; 8.3; 7.7; mean 23.6/3 = 7.8667.
    for (judge, scores) in judges.iter().zip([[8.0, 8.0, 7.0], [7.0, 10.0, 8.0], [9.0, 6.0, 8.0]]) {
        panel.score(judge, "Coffee", scores).await;
    }
    for judge in &judges {
        panel.score(judge, "Doors", [5.0, 5.0, 5.0]).await;
    }
    let results = results(&panel).await;
    let coffee = entry(&results, "service_delivery", "Coffee");
    assert_eq!((&coffee["rank"], &coffee["tie"]), (&json!(1), &json!(false)));
    assert_eq!((&coffee["mean"], &coffee["percent"]), (&json!("7.87"), &json!("78.67")));
    let means = json!({"theme_fit": "8.00", "innovation": "8.00", "impact": "7.67"});
    assert_eq!(coffee["criteria"], means);
    // Totals 7.6, 8.3, 7.7: squares of the distances from 7.8667 add up to 0.28667; √(0.28667/2) = 0.3786.
    assert_eq!(coffee["spread"], json!({"sd": "0.38", "min": "7.60", "max": "8.30"}));
    assert_eq!(entry(&results, "service_delivery", "Doors")["rank"], 2);
}

#[rocket::async_test]
async fn only_marks_handed_in_count_and_too_few_judges_give_no_rank() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    panel.score(&judges[0], "Coffee", [8.0, 8.0, 8.0]).await;
    panel.score(&judges[1], "Coffee", [6.0, 6.0, 6.0]).await;
    let path = panel.draft(&judges[2], "Coffee", [1.0, 1.0, 1.0]).await;
    let before = results(&panel).await;
    let coffee = entry(&before, "service_delivery", "Coffee");
    assert_eq!((&coffee["mean"], &coffee["rank"]), (&json!("7.00"), &json!(null)));
    assert_eq!((&coffee["below_minimum"], &coffee["judges_counted"]), (&json!(true), &json!(2)));
    judges[2].post_seen(&format!("{path}/hand-in"), 1, json!({})).await.expect(Status::Ok);
    let after = results(&panel).await;
    let coffee = entry(&after, "service_delivery", "Coffee");
    assert_eq!((&coffee["mean"], &coffee["rank"]), (&json!("5.00"), &json!(1)));
    judges[2].post_seen(&format!("{path}/reopen"), 2, json!({})).await.expect(Status::Ok);
    assert_eq!(results(&panel).await, before, "nothing has to be recalculated");
}

#[rocket::async_test]
async fn a_conflict_takes_its_marks_out_of_the_result_at_once() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    for (judge, score) in judges.iter().zip([10.0, 6.0, 6.0]) {
        panel.score(judge, "Coffee", [score; 3]).await;
    }
    assert_eq!(entry(&results(&panel).await, "service_delivery", "Coffee")["mean"], "7.33");
    let path = panel.assignment(&judges[0], "Coffee").await;
    let reason = json!({"reason": "I advised them."});
    judges[0].post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);
    let results = results(&panel).await;
    let coffee = entry(&results, "service_delivery", "Coffee");
    assert_eq!((&coffee["mean"], &coffee["rank"]), (&json!("6.00"), &json!(null)));
    assert_eq!((&coffee["judges_recused"], &coffee["judges_assigned"]), (&json!(1), &json!(2)));
}

#[rocket::async_test]
async fn equal_means_share_a_rank_and_say_so() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["One", "Two", "Three"] {
        panel.entry("service_delivery", title, title).await;
    }
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    // Thirds: 7 + 8 + 8 = 8 + 7 + 8, which no binary fraction holds.
    for (title, scores) in [("One", [7.0, 8.0, 8.0]), ("Two", [8.0, 7.0, 8.0]), ("Three", [5.0, 5.0, 5.0])] {
        for (judge, score) in judges.iter().zip(scores) {
            panel.score(judge, title, [score; 3]).await;
        }
    }
    let results = results(&panel).await;
    for (title, rank, tie) in [("One", 1, true), ("Two", 1, true), ("Three", 3, false)] {
        let entry = entry(&results, "service_delivery", title);
        assert_eq!((&entry["rank"], &entry["tie"]), (&json!(rank), &json!(tie)), "{title}");
    }
    explained_as_listed(&panel, &results).await;
}

#[rocket::async_test]
async fn a_derived_category_ranks_the_entries_of_its_pool() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "City one", "Grad Osijek").await;
    panel.entry_of_kind("service_delivery", "Charity", "Rural Coffee", "third_sector").await;
    panel.entry("workforce_support", "City two", "Linköping").await;
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    assign(&panel, "workforce_support", &ids).await;
    for judge in &judges {
        panel.score(judge, "City one", [6.0; 3]).await;
        panel.score(judge, "Charity", [9.0; 3]).await;
        panel.score(judge, "City two", [7.0; 3]).await;
    }
    let results = results(&panel).await;
    let cities = category(&results, "excellence_cities");
    let found: Vec<_> = cities.iter().map(|e| (e["title"].clone(), e["rank"].clone())).collect();
    assert_eq!(found, [(json!("City two"), json!(1)), (json!("City one"), json!(2))]);
    assert_eq!(cities[0]["entered_in"], "workforce_support");
    assert_eq!(entry(&results, "service_delivery", "City one")["rank"], 2);
    explained_as_listed(&panel, &results).await;
}

#[rocket::async_test]
async fn a_result_is_explained_mark_by_mark() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let id = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (judges, ids) = jury(&panel).await;
    assign(&panel, "service_delivery", &ids).await;
    panel.score(&judges[0], "Coffee", [8.0, 8.0, 7.0]).await;
    panel.draft(&judges[1], "Coffee", [1.0, 1.0, 1.0]).await;
    let why = panel.staff.get(&format!("{RESULTS}/{id}")).await.expect(Status::Ok);
    assert_eq!(why["weight_sum"], 100);
    let mia = &why["sheets"][0];
    assert_eq!((&mia["name"], &mia["counted"]), (&json!("mia"), &json!(true)));
    let impact = json!({"criterion": "impact", "score": "7.00", "weight": 40, "product": "280.00"});
    assert_eq!(mia["scores"][2], impact);
    assert_eq!((&mia["product_sum"], &mia["total"]), (&json!("760.00"), &json!("7.60")));
    let states: Vec<_> = why["sheets"].as_array().expect("sheets").iter().map(|s| &s["state"]).collect();
    assert_eq!(states, ["handed_in", "not_started", "draft"]);
    let mean = json!({"sum": "7.60", "judges": 1, "mean": "7.60", "percent": "76.00"});
    assert_eq!(why["mean"], mean);
    assert_eq!(why["ranks"][0]["category"], "service_delivery");
    panel.staff.get(&format!("{RESULTS}/{}", "a".repeat(16))).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn no_judge_sees_results() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let (mia, _) = panel.judge("mia@jury.example").await;
    mia.get(RESULTS).await.assert_problem(403, "accounts/wrong-role");
    let rule = json!({"category": "service_delivery", "mode": "rule"});
    let answer = mia.post_once(&format!("{ROUND}/shortlist"), rule).await;
    answer.assert_problem(403, "accounts/wrong-role");
}
