//! Finding entries among many: what is found is led to by sums and indexes that the database keeps.

use std::collections::BTreeSet;

use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::Value;

use crate::support::{TestApp, judging::Panel, statements::statements};

const LIST: &str = "/api/staff/editions/essa/2023/entries";
const OVERVIEW: &str = "/api/staff/editions/essa/2023/work";

async fn page(panel: &Panel<'_>, query: &str) -> Value {
    panel.staff.get(&format!("{LIST}?{query}")).await.expect(Status::Ok)
}

/// What all pages of a list show, each once.
async fn listed(panel: &Panel<'_>, query: &str) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = page(panel, &format!("{query}&limit=100&after={after}")).await;
        let items = page["items"].as_array().expect("items").iter();
        found.extend(items.map(|item| item["title"].as_str().expect("a title").to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        next.clone_into(&mut after);
    }
    let once: BTreeSet<_> = found.iter().collect();
    assert_eq!(once.len(), found.len(), "{query}");
    found
}

async fn run(app: &TestApp, sql: &str) {
    let tx = app.app.db.begin().await.expect("a transaction");
    tx.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    tx.commit().await.expect("a commit");
}

async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let db = app.app.db.read();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    rows.expect(sql).iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

#[rocket::async_test]
async fn a_search_among_many_finds_what_holds_every_word() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(510).await;
    let id = panel.entry("digital_transformation", "A \"rare\" find: 50%", "Stadt Ulm").await;
    panel.entry("digital_transformation", "Alone", "Ville d'Ys").await;
    for (query, total) in [
        ("q=many", 510),
        ("q=irs", 510),
        ("q=MANY%20f%C3%ADrst", 510),
        ("q=a", 512),
        ("q=many%20rare", 0),
        ("q=rare", 1),
        ("q=50%25%20ra", 1),
        ("q=%22rare%22", 1),
        ("q=%22rare", 1),
        ("q=50%25", 1),
        ("q=d%27ys", 1),
        ("q=%27y", 1),
        ("q=%27q", 0),
        ("q=rare*", 0),
        ("q=rar_", 0),
        ("q=many&category=digital_transformation", 0),
        ("q=rare&category=service_delivery", 0),
        ("q=rare&category=digital_transformation", 1),
        ("category=digital_transformation", 2),
        ("state=draft", 509),
        ("state=draft&q=many", 509),
        ("state=eligible&q=many", 1),
        ("country=FR", 0),
    ] {
        assert_eq!(page(&panel, query).await["total"], total, "{query}");
        assert_eq!(listed(&panel, query).await.len(), total, "{query}");
    }
    assert_eq!(listed(&panel, &format!("q={id}")).await, ["A \"rare\" find: 50%"]);
    assert_eq!(listed(&panel, &format!("q={}%20ulm", &id[..5])).await, ["A \"rare\" find: 50%"]);
    assert!(
        listed(&panel, &format!("q={}", &id[3..])).await.is_empty(),
        "a number is found by how it begins"
    );
    for sort in ["title", "-organisation", "country", "-submitted", "score", "-score"] {
        assert_eq!(listed(&panel, &format!("q=many&sort={sort}")).await.len(), 510, "{sort}");
        assert_eq!(listed(&panel, &format!("q=rare&sort={sort}")).await.len(), 1, "{sort}");
    }
}

#[rocket::async_test]
async fn what_is_found_is_read_in_the_order_of_an_index() {
    let app = TestApp::new().await;
    if app.app.db.read().get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let page = "SELECT id FROM entry WHERE edition_id = 1 \
                AND +id IN (SELECT value ->> 0 FROM json_each('[[1]]')) ORDER BY title_key, id LIMIT 101";
    let first = "SELECT rowid FROM entry_words WHERE entry_words MATCH 'text : \"many\"' \
                 AND rowid >= (SELECT min(entry_id) FROM entry_search WHERE edition_id = 1)";
    // The index of words is asked once, not for each entry.
    let joined = format!(
        "SELECT entry.id FROM ({}) AS hit CROSS JOIN entry WHERE hit.id = entry.id AND edition_id = 1 LIMIT 1001",
        first.replacen("rowid", "rowid AS id", 1)
    );
    for (sql, index) in [
        (page, "entry_by_title (edition_id=?)"),
        (first, "entry_words VIRTUAL TABLE INDEX 0:M2>"),
        (first, "entry_search USING PRIMARY KEY (edition_id=?)"),
        (&joined, "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)"),
    ] {
        let plan = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = app.app.db.read().query_all_raw(plan).await.expect("a plan");
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a text")).collect();
        let plan = plan.join("\n");
        assert!(plan.contains(index), "{sql}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{sql}: {plan}");
    }
}

#[rocket::async_test]
async fn a_search_counts_a_thousand_and_says_that_there_are_more() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(1000).await;
    let first = page(&panel, "q=many").await;
    assert_eq!((&first["total"], &first["more"]), (&1000.into(), &false.into()));
    panel.entry("digital_transformation", "Another", "Many").await;
    for sort in ["title", "-score"] {
        let first = page(&panel, &format!("q=many&sort={sort}")).await;
        assert_eq!((&first["total"], &first["more"]), (&1000.into(), &true.into()));
        assert_eq!(listed(&panel, &format!("q=many&sort={sort}")).await.len(), 1001, "{sort}");
    }
    assert_eq!(page(&panel, "").await["total"], 1001);
}

#[rocket::async_test]
async fn an_index_leads_to_what_is_found_and_follows_what_is_written() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(510).await;
    let id = panel.entry("digital_transformation", "Rare find", "Stadt Ulm").await;
    run(&app, &format!("UPDATE entry SET search_text = 'changed' WHERE public_id = '{id}'")).await;
    run(&app, "UPDATE organisation SET search_text = 'neu-ulm' WHERE search_text LIKE '%ulm%'").await;
    assert!(listed(&panel, "q=find").await.is_empty());
    assert!(listed(&panel, "q=stadt").await.is_empty());
    assert_eq!(listed(&panel, "q=neu-%20chang").await, ["Rare find"]);
    if app.app.db.read().get_database_backend() == DbBackend::Sqlite {
        run(&app, "INSERT INTO entry_words (entry_words) VALUES ('integrity-check')").await;
        run(&app, "INSERT INTO entry_words (entry_words) VALUES ('delete-all')").await;
        assert!(listed(&panel, "q=changed").await.is_empty(), "nothing else was looked through");
    } else {
        let plan = "EXPLAIN SELECT entry_id FROM entry_search \
                    WHERE entry_grams(entry_search.number || ' ' || entry_search.text) \
                    @> entry_grams('changed')";
        let tx = app.app.db.begin().await.expect("a transaction");
        tx.execute_unprepared("SET LOCAL enable_seqscan = off").await.expect("set");
        let rows = tx.query_all_raw(Statement::from_string(DbBackend::Postgres, plan)).await.expect("a plan");
        let plan: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect();
        let plan = plan.join("\n");
        assert!(plan.contains("entry_search_words"), "{plan}");
    }
}

/// Of the sums that differ from what there is: what they say, and what there is.
async fn miscounted(app: &TestApp) -> Vec<String> {
    let entries = "SELECT edition_id || ' ' || state || ' ' || category_key || ' ' || entrant_country || ' ' \
                   || entrant_kind || ' ' || count(*) FROM entry GROUP BY edition_id, state, category_key, \
                   entrant_country, entrant_kind";
    let sums = "SELECT edition_id || ' ' || state || ' ' || category_key || ' ' || entrant_country || ' ' \
                || entrant_kind || ' ' || total FROM entry_count WHERE total <> 0";
    let mut wrong = vec![(entries.to_owned(), sums.to_owned())];
    for (event, at) in [("started", "created_at"), ("submitted", "submitted_at")] {
        for quarter in [format!("{at} % 86400000 / 900000"), "-1".to_owned()] {
            let entries = format!(
                "SELECT day || ' ' || quarter || ' ' || count(*) FROM (SELECT {at} / 86400000 AS day, \
                 {quarter} AS quarter FROM entry WHERE {at} IS NOT NULL) AS happened GROUP BY day, quarter"
            );
            let range = if quarter == "-1" { "= -1" } else { ">= 0" };
            let sums = format!(
                "SELECT day || ' ' || quarter || ' ' || total FROM entry_quarter \
                 WHERE event = '{event}' AND total <> 0 AND quarter {range}"
            );
            wrong.push((entries, sums));
        }
    }
    let mut all = Vec::new();
    for (entries, sums) in wrong {
        let there: BTreeSet<_> = texts(app, &entries).await.into_iter().collect();
        let said: BTreeSet<_> = texts(app, &sums).await.into_iter().collect();
        assert!(!there.is_empty());
        all.extend(there.symmetric_difference(&said).cloned());
    }
    all
}

#[rocket::async_test]
async fn sums_of_entries_follow_whatever_is_written() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(40).await;
    panel.entry("digital_transformation", "Another", "Stadt Ulm").await;
    assert_eq!(miscounted(&app).await, Vec::<String>::new());
    for change in [
        "UPDATE organisation SET country = 'DE', kind = 'region' WHERE id = (SELECT max(id) FROM organisation)",
        "UPDATE organisation SET country = 'AT'",
        "UPDATE entry SET state = 'withdrawn', category_key = 'elsewhere' WHERE title LIKE 'Copy 1%'",
        "UPDATE entry SET organisation_kind = 'city' WHERE title LIKE 'Copy 2%'",
        "UPDATE entry SET submitted_at = created_at + 7000000 WHERE title LIKE 'Copy 3%'",
        "UPDATE entry SET submitted_at = NULL, state = 'draft' WHERE title LIKE 'Copy 4%'",
        "UPDATE entry SET organisation_id = (SELECT max(id) FROM organisation) WHERE title LIKE 'Copy 5%'",
        "DELETE FROM entry WHERE title LIKE 'Copy%'",
    ] {
        run(&app, change).await;
        assert_eq!(miscounted(&app).await, Vec::<String>::new(), "{change}");
    }
}

#[rocket::async_test]
async fn lists_and_overview_read_sums_and_not_every_entry() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Osijek").await;
    run(&app, "UPDATE entry_count SET total = total + 1000 WHERE total > 0").await;
    assert_eq!(page(&panel, "").await["total"], 1001);
    assert_eq!(page(&panel, "country=HR").await["total"], 1001);
    let figures = async || panel.staff.get(OVERVIEW).await.expect(Status::Ok)["figures"].clone();
    let counted = figures().await;
    assert_eq!((&counted["entries"], &counted["by_country"][0]["entries"]), (&1001.into(), &1001.into()));
    run(&app, "UPDATE entry_quarter SET total = total + 1000 WHERE quarter = -1").await;
    assert_eq!(figures().await["by_day"][0]["started"], 1001);
}

#[rocket::async_test]
async fn among_many_entries_no_more_is_sent_than_among_few() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Osijek").await;
    let paths = ["", "?q=doors", "?q=neverland", "?country=FR", "?category=service_delivery"]
        .map(|query| format!("{LIST}{query}"));
    let mut before = Vec::new();
    for path in &paths {
        panel.staff.get(path).await.expect(Status::Ok);
        before.push(statements(panel.staff.get(path)).await.0);
    }
    assert!(before.iter().all(|count| (1..=8).contains(count)), "{before:?}");
    panel.entries(510).await;
    for (path, before) in paths.iter().zip(before) {
        let (sent, answer) = statements(panel.staff.get(path)).await;
        answer.expect(Status::Ok);
        assert!(sent <= before, "{path}: {before}, then {sent}");
    }
}
