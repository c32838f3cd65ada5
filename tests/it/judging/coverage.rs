//! Coverage, searched and narrowed to what needs judges.

use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::assigning::many;
use crate::support::{
    TestApp,
    judging::{Panel, ROUND},
    statements::statements,
};

/// The titles on all pages, each once, in their order.
async fn shown(panel: &Panel<'_>, query: &str) -> Vec<String> {
    let (mut titles, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("{ROUND}/coverage?{query}{after}");
        let page = panel.staff.get(&path).await.expect(Status::Ok);
        let entries = page["entries"].as_array().expect("entries").iter();
        titles.extend(entries.map(|entry| entry["title"].as_str().expect("a title").to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    titles
}

#[rocket::async_test]
async fn coverage_is_searched_by_entry_and_judge_and_narrowed_to_few_judges() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Osijek").await;
    panel.entry("digital_transformation", "Doors", "Split").await;
    panel.entry("workforce_support", "Bread", "Zadar").await;
    let (_, jo) = panel.judge("jo@jury.example").await;
    let (_, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&jo, &mia, &leo]).await;
    panel.assign("digital_transformation", &[&jo]).await;
    // Some have never had a judge, whom the sums do not know; then all are known.
    for _ in 0..2 {
        for (query, titles) in [
            ("", vec!["Doors", "Coffee", "Bread"]),
            ("q=COFF", vec!["Coffee"]),
            ("q=split", vec!["Doors"]),
            ("q=jo", vec!["Doors", "Coffee"]),
            ("q=Mia", vec!["Coffee"]),
            ("q=mia%20leo", vec![]),
            ("q=nowhere", vec![]),
            ("few_judges=true", vec!["Doors", "Bread"]),
            ("few_judges=false", vec!["Doors", "Coffee", "Bread"]),
            ("few_judges=true&q=jo", vec!["Doors"]),
            ("few_judges=true&q=coffee", vec![]),
            ("few_judges=true&category=workforce_support", vec!["Bread"]),
            ("q=jo&category=service_delivery", vec!["Coffee"]),
        ] {
            assert_eq!(shown(&panel, query).await, titles, "{query}");
        }
        panel.assign("workforce_support", &[&leo]).await;
    }
    let long = "x".repeat(201);
    panel.staff.get(&format!("{ROUND}/coverage?q={long}")).await.assert_problem(422, "invalid");
}

#[rocket::async_test]
async fn among_many_entries_coverage_is_searched_by_as_many_statements() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("workforce_support", "Doors", "Osijek").await;
    let (_, mia) = panel.judge("mia@jury.example").await;
    panel.assign("workforce_support", &[&mia]).await;
    let queries = ["q=many", "q=doors", "q=mia", "few_judges=true", "few_judges=true&q=many"];
    let sent = async |query: &str| {
        let (sent, page) = statements(panel.staff.get(&format!("{ROUND}/coverage?{query}"))).await;
        page.expect(Status::Ok);
        sent
    };
    let mut few = Vec::new();
    for query in queries {
        sent(query).await;
        few.push(sent(query).await);
    }
    many(&panel, 1_050).await;
    for (query, few) in queries.iter().zip(few) {
        assert!(sent(query).await <= few && few <= 14, "{query}: {few}");
    }
    for (query, count) in [
        ("q=many", 1_050),
        ("q=doors", 1),
        ("q=mia", 1),
        ("few_judges=true", 1_051),
        ("few_judges=true&q=many", 1_050),
        ("few_judges=true&q=doors", 1),
    ] {
        assert_eq!(shown(&panel, query).await.len(), count, "{query}");
    }
}

#[rocket::async_test]
async fn what_coverage_is_narrowed_to_is_read_in_the_order_of_an_index() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    many(&panel, 300).await;
    if app.app.db.read().get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let enough = "NOT EXISTS (SELECT entry_id FROM entry_progress WHERE round_key = 'judging' \
                  AND entry_progress.entry_id = entry.id AND assigned >= 3)";
    let sql = format!(
        "EXPLAIN QUERY PLAN SELECT id FROM entry WHERE edition_id = 1 AND state = 'eligible' AND {enough} \
         ORDER BY category_key, title_key, id LIMIT 201"
    );
    let rows = app.app.db.read().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
    let rows = rows.expect("a plan");
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a text")).collect();
    let plan = plan.join("\n");
    assert!(plan.contains("entry_by_pool (edition_id=? AND state=?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}
