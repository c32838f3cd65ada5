//! The results of many entries come a page at a time, and say what ranking all of them says.

use std::collections::BTreeMap;

use rocket::http::Status;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::{
    TestApp,
    judging::{Panel, ROUND},
};

/// Scores in which many are level, some have too few judges or none, and some were put out.
const SCORED: [&str; 5] = [
    "INSERT INTO scoresheet (assignment_id, state, scores, comment_internal, comment_panel, comment_entrant, \
     version, updated_at, handed_in_at) SELECT id, 'handed_in', \
     '{\"impact\":' || m || ',\"innovation\":' || m || ',\"theme_fit\":' || m || '}', '', '', '', 1, 1, 1 \
     FROM (SELECT id, (entry_id % 7 + judge_id % 3) * 100 AS m FROM assignment \
     WHERE entry_id % 13 > 1 AND (entry_id % 11 > 1 OR judge_id % 3 > 0)) AS judged",
    "UPDATE assignment SET points = (entry_id % 7 + judge_id % 3) * 10000 \
     WHERE id IN (SELECT assignment_id FROM scoresheet)",
    "UPDATE entry SET state = 'withdrawn' WHERE id % 17 = 1",
    "UPDATE entry SET state = 'disqualified' WHERE id % 13 = 1 AND id % 2 = 0",
    "UPDATE assignment SET state = 'recused', points = NULL WHERE entry_id % 19 = 1 AND judge_id % 3 = 1",
];

async fn run(app: &TestApp, all: &[&str]) {
    let tx = app.app.db.begin().await.expect("a transaction");
    for sql in all {
        tx.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    tx.commit().await.expect("a commit");
}

/// All pages of each category, with its number of entries.
async fn listed(panel: &Panel<'_>) -> BTreeMap<String, (usize, Vec<Value>)> {
    let path = format!("{ROUND}/results");
    let first = panel.staff.get(&path).await.expect(Status::Ok);
    let mut found = BTreeMap::new();
    for category in first["categories"].as_array().expect("categories") {
        let key = category["key"].as_str().expect("a key");
        let total = category["total"].as_u64().and_then(|total| usize::try_from(total).ok());
        let mut page = category.clone();
        let mut entries = Vec::new();
        loop {
            let some = page["entries"].as_array().expect("entries");
            assert!(some.len() <= 100, "no more than a page");
            entries.extend(some.clone());
            let Some(next) = page["next"].as_str() else { break };
            let answer = panel.staff.get(&format!("{path}?category={key}&after={next}")).await;
            let answer = answer.expect(Status::Ok);
            assert_eq!(answer["categories"].as_array().map(Vec::len), Some(1), "no other category");
            page = answer["categories"][0].clone();
        }
        found.insert(key.to_owned(), (total.expect("a total"), entries));
    }
    found
}

fn by_id(entries: &[Value]) -> BTreeMap<&str, &Value> {
    entries.iter().map(|entry| (entry["id"].as_str().expect("an id"), entry)).collect()
}

#[rocket::async_test]
async fn pages_of_results_are_what_ranking_all_gives() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(330).await;
    run(&app, &["UPDATE entry SET state = 'eligible'"]).await;
    panel.entry("workforce_support", "Other", "Osijek").await;
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await.1);
    }
    let judges: Vec<&str> = judges.iter().map(String::as_str).collect();
    panel.assign("service_delivery", &judges).await;
    run(&app, &SCORED).await;
    let paged = listed(&panel).await;
    // As if a criterion had been added since: the whole round is ranked.
    let note = format!(
        "INSERT INTO setting (key, value) VALUES ('scored_otherwise:{}:judging', 'yes')",
        panel.edition.id.0
    );
    run(&app, &[&note]).await;
    let ranked = listed(&panel).await;
    assert_eq!(paged.keys().collect::<Vec<_>>(), ranked.keys().collect::<Vec<_>>());
    for (key, (total, entries)) in &paged {
        assert_eq!(entries.len(), *total, "{key}");
        assert_eq!(by_id(entries), by_id(&ranked[key].1), "{key}");
        assert_eq!(by_id(entries).len(), *total, "none comes twice in {key}");
        let part = |entry: &Value| {
            (
                entry["state"] != "eligible",
                entry["rank"].is_null(),
                entry["rank"].as_u64().unwrap_or_default(),
            )
        };
        assert!(entries.is_sorted_by_key(part), "{key}: ranked ones first");
    }
    let (total, entries) = &paged["service_delivery"];
    let count = |is_it: fn(&&Value) -> bool| entries.iter().filter(is_it).count();
    assert_eq!(*total, 330);
    assert!(count(|entry| entry["tie"] == true) > 200, "so many that ties go from page to page");
    assert!(count(|entry| entry["state"] != "eligible") > 20);
    assert!(count(|entry| entry["state"] == "eligible" && entry["rank"].is_null()) > 40);
}

#[rocket::async_test]
async fn a_page_tells_how_many_entries_are_shortlisted_on_all() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(120).await;
    run(&app, &["UPDATE entry SET state = 'eligible'"]).await;
    let path = format!("{ROUND}/results");
    let of = async |query: &str| {
        let all = panel.staff.get(&format!("{path}?category=service_delivery{query}")).await;
        all.expect(Status::Ok)["categories"][0].clone()
    };
    let next = of("").await["next"].clone();
    let after = format!("&after={}", next.as_str().expect("a next page"));
    let last = of(&after).await["entries"][19]["id"].clone();
    let change =
        json!({"category": "service_delivery", "entry": last, "shortlisted": true, "reason": "Asked."});
    panel.staff.post_once(&format!("{ROUND}/shortlist"), change).await.expect(Status::Ok);
    let page = of("").await;
    let numbers = ["total", "shortlisted", "by_hand"].map(|key| page[key].clone());
    assert_eq!(numbers, [json!(120), json!(1), json!(1)]);
    assert_eq!(of(&after).await["entries"][19]["shortlisted"]["method"], "hand");
    panel.staff.get(&format!("{path}?category=nowhere")).await.assert_problem(404, "not-found");
    panel
        .staff
        .get(&format!("{path}?category=service_delivery&after=nowhere"))
        .await
        .assert_problem(404, "not-found");
}
