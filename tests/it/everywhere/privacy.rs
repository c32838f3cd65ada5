//! `docs/privacy.md` speaks of every column there is (security bar PRIV-1).

use std::{collections::BTreeSet, fs, path::Path};

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::TestApp;

/// Tables that are not ours.
const TOOLS: [&str; 2] = ["seaql_migrations", "sqlite_sequence"];
/// Of which there are as many as SQLite needs: statistics, and an index that is told with what it is over.
const KINDS: [&str; 2] = ["sqlite_stat", "entry_words"];

/// `table.column` of the whole database.
async fn stored(app: &TestApp) -> BTreeSet<String> {
    let db = app.app.db.read();
    let backend = db.get_database_backend();
    let query = match backend {
        DbBackend::Sqlite => {
            "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        _ => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
              WHERE table_schema = current_schema()"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(backend, query)).await.expect("the schema");
    let cell = |row: &sea_orm::QueryResult, n| row.try_get_by_index::<String>(n).expect("a name");
    let names = rows.iter().map(|row| (cell(row, 0), cell(row, 1)));
    names
        .filter(|(table, _)| !TOOLS.contains(&table.as_str()))
        .filter(|(table, _)| !KINDS.iter().any(|kind| table.starts_with(kind)))
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}

fn document() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/privacy.md"))
        .expect("docs/privacy.md")
}

#[rocket::async_test]
async fn every_stored_column_is_told_with_its_purpose() {
    let mut told = BTreeSet::new();
    let text = document();
    for section in text.split("\n## ").skip(1) {
        let table = section.lines().next().expect("a name");
        let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
        for (column, purpose) in rows.filter(|(column, _)| *column != "column") {
            assert!(purpose.trim_end_matches('|').trim().len() > 3, "{table}.{column} has no purpose");
            told.insert(format!("{table}.{column}"));
        }
    }
    assert_eq!(told, stored(&TestApp::new().await).await);
}

#[test]
fn every_table_says_on_what_basis_for_whom_and_how_long() {
    for section in document().split("\n## ").skip(1) {
        for word in ["Basis: ", "Seen by: ", "Kept: "] {
            assert!(section.contains(word), "{word} in {}", section.lines().next().unwrap_or_default());
        }
    }
}
