//! A sample made larger by copies of its rows: the use cases would take an hour for what SQLite
//! copies in half a minute.

use std::{collections::BTreeMap, path::Path};

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, QueryResult, Statement};

/// Each becomes so many times as many, and whatever refers to them.
const GROWING: [&str; 2] = ["organisation", "entry"];
/// Their owners keep the number of organisations they have; the others are kept by triggers.
const STAYING: [&str; 8] = [
    "member",
    "entry_search",
    "entry_count",
    "entry_quarter",
    "entry_progress",
    "judge_progress",
    "coverage_count",
    "sheet_quarter",
];

/// Adds so many copies of every entry, with answers, files, assignments and scores.
pub async fn grow(file: &Path, copies: usize) {
    if copies == 0 {
        return;
    }
    let db = Database::connect(format!("sqlite://{}", file.display())).await.expect("the sample");
    // Parents first: what refers to a table that grows, grows.
    let mut most: BTreeMap<String, i64> = BTreeMap::new();
    let mut left: Vec<String> = names(&db).await;
    while let Some(place) = next(&db, &left, &most).await {
        let table = left.remove(place);
        copy(&db, &table, copies, &mut most).await;
    }
    db.close().await.expect("a closed sample");
}

async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let all = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
    all.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

async fn names(db: &DatabaseConnection) -> Vec<String> {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let names = ask(db, tables).await.iter().map(|row| row.try_get_by_index(0).expect("a name")).collect();
    let mut names: Vec<String> = names;
    names.retain(|name| !STAYING.contains(&name.as_str()));
    names
}

/// Columns that refer to a table, with the table.
async fn references(db: &DatabaseConnection, table: &str) -> Vec<(String, String)> {
    let rows = ask(db, &format!("PRAGMA foreign_key_list(\"{table}\")")).await;
    let text = |row: &QueryResult, place| row.try_get_by_index::<String>(place).expect("a name");
    rows.iter().map(|row| (text(row, 3), text(row, 2))).collect()
}

/// A table that grows and whose parents that grow have grown.
async fn next(db: &DatabaseConnection, left: &[String], most: &BTreeMap<String, i64>) -> Option<usize> {
    for (place, table) in left.iter().enumerate() {
        let parents = references(db, table).await;
        let grows = |parent: &str| GROWING.contains(&parent) || most.contains_key(parent);
        let is_ready = parents.iter().all(|(_, parent)| most.contains_key(parent) || !grows(parent));
        if is_ready && (grows(table) || parents.iter().any(|(_, parent)| grows(parent))) {
            return Some(place);
        }
    }
    None
}

async fn copy(db: &DatabaseConnection, table: &str, copies: usize, most: &mut BTreeMap<String, i64>) {
    let parents: BTreeMap<String, String> = references(db, table).await.into_iter().collect();
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for row in ask(db, &format!("PRAGMA table_info(\"{table}\")")).await {
        let name: String = row.try_get_by_index(1).expect("a name");
        let grown = parents.get(&name).and_then(|parent| most.get(parent)).copied();
        values.push(match (name.as_str(), grown) {
            ("id", _) => {
                let last = ask(db, &format!("SELECT coalesce(max(id), 0) FROM \"{table}\"")).await;
                let last: i64 = last[0].try_get_by_index(0).expect("a number");
                most.insert(table.to_owned(), last);
                format!("id + n * {last}")
            }
            // Letters of public ids, without the one that is none.
            ("public_id", _) => "replace(lower(hex(randomblob(8))), '1', 'z')".to_owned(),
            (_, Some(last)) => format!("\"{name}\" + n * {last}"),
            (_, None) => format!("\"{name}\""),
        });
        columns.push(format!("\"{name}\""));
    }
    let sql = format!(
        "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < {copies}) \
         INSERT INTO \"{table}\" ({}) SELECT {} FROM \"{table}\", k",
        columns.join(", "),
        values.join(", ")
    );
    db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{table}: {error}"));
}
