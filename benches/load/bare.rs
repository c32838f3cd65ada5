//! What SQLite alone does on the same machine in the same run, for comparison.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};

const LONG_ENOUGH: Duration = Duration::from_secs(2);

/// Saves a second, with so many of them in each commit. The statements of a save: who asks, the
/// row, its next version, the row it belongs to. They go to SQLite as one text.
pub async fn saves(dir: &Path, in_a_commit: usize) -> f64 {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", dir.join("bare.sqlite").display()));
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.expect("a database");
    run(&db, "PRAGMA journal_mode = wal; PRAGMA synchronous = full").await;
    run(
        &db,
        "DROP TABLE IF EXISTS answer; DROP TABLE IF EXISTS entry; \
         CREATE TABLE entry (id INTEGER PRIMARY KEY, updated_at INTEGER, title TEXT); \
         CREATE TABLE answer (id INTEGER PRIMARY KEY, entry_id INTEGER, field TEXT, value TEXT, version INTEGER); \
         CREATE UNIQUE INDEX of_entry ON answer (entry_id, field); \
         INSERT INTO entry VALUES (1, 0, 'A title'); INSERT INTO answer VALUES (1, 1, 'title', '', 0)",
    )
    .await;
    let save = "SELECT * FROM entry WHERE id = 1; SELECT * FROM answer WHERE entry_id = 1 AND field = 'title'; \
                UPDATE answer SET value = hex(randomblob(150)), version = version + 1 WHERE id = 1; \
                UPDATE entry SET updated_at = updated_at + 1 WHERE id = 1;";
    let commit = format!("BEGIN IMMEDIATE; {} COMMIT", save.repeat(in_a_commit));
    let (begin, mut count) = (Instant::now(), 0);
    while begin.elapsed() < LONG_ENOUGH {
        run(&db, &commit).await;
        count += in_a_commit;
    }
    count as f64 / begin.elapsed().as_secs_f64()
}

/// How long SQLite takes to join and write the rows of the table of scores, in ms.
pub async fn scores_ms(file: &Path) -> f64 {
    let db = Database::connect(format!("sqlite://{}?mode=ro", file.display())).await.expect("the sample");
    let rows = "SELECT sum(length(entry.public_id || ',' || entry.title || ',' || entry.category_key || ',' \
                || judge.email || ',' || judge.name || ',' || scoresheet.scores || ',' \
                || scoresheet.comment_panel || ',' || scoresheet.updated_at)) FROM assignment \
                JOIN entry ON entry.id = entry_id JOIN judge ON judge.id = judge_id \
                JOIN scoresheet ON scoresheet.assignment_id = assignment.id";
    let mut best = f64::MAX;
    for _ in 0..5 {
        let begin = Instant::now();
        let answer = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, rows)).await;
        assert_eq!(answer.expect("rows").len(), 1);
        best = best.min(begin.elapsed().as_secs_f64() * 1000.0);
    }
    best
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}
