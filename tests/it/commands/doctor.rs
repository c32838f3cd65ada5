//! `palmares doctor`: a healthy sample passes, and each fault is named.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database};
use serde_json::Value;

use super::{good, palmares};

/// A judged sample in `data` of a folder of its own.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    let mut demo = Command::new(env!("CARGO_BIN_EXE_palmares"));
    demo.args(["demo", "--stage", "judged", "--entries", "12", "--judges", "6", "--data"]).arg(&data);
    good(&demo.current_dir(dir.path()).env_clear().output().expect("the program runs"));
    (dir, data)
}

/// Exit code and what was found: check, level, what.
fn doctor(data: &Path, settings: &[(&str, &str)]) -> (i32, Vec<(String, String, String)>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palmares"));
    command.current_dir(std::env::temp_dir()).env_clear().env("PALMARES_DISK__RESERVE_MIB", "0");
    command.envs(settings.iter().copied()).args(["doctor", "--json", "--data"]).arg(data);
    let output = command.output().expect("the program runs");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut found = Vec::new();
    for check in answer["checks"].as_array().expect("checks") {
        for finding in check["findings"].as_array().expect("findings") {
            assert!(!text(&finding["do"]).is_empty(), "{finding}");
            found.push((text(&check["name"]), text(&finding["level"]), text(&finding["what"])));
        }
    }
    assert_eq!(answer["ok"], output.status.success());
    (output.status.code().expect("an exit code"), found)
}

/// Changes the database behind the program's back.
fn change(data: &Path, sql: &str) {
    let url = format!("sqlite://{}", data.join("palmares.sqlite").display());
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(false));
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let db = Database::connect(options).await.expect("the database");
        let changed = db.execute_unprepared(sql).await.expect("a change");
        assert!(changed.rows_affected() > 0, "{sql}");
        db.close().await.expect("closed");
    });
}

/// The faults of a copy of the sample in which something was changed.
#[track_caller]
fn is_named(data: &Path, plant: impl FnOnce(&Path), check: &str, told: &str) {
    let copy = data.with_file_name("copy");
    let copied = Command::new("cp").arg("-a").args([data, &copy]).status();
    assert!(copied.expect("cp runs").success());
    plant(&copy);
    let (code, found) = doctor(&copy, &[]);
    let named = found
        .iter()
        .any(|(name, level, what)| name == check && what.contains(told) && (level == "fault") == (code == 1));
    assert!(named, "{check}: {told}: {code} {found:?}");
    fs::remove_dir_all(&copy).expect("removed");
}

#[test]
fn a_healthy_sample_passes_also_while_it_is_served() {
    let (_dir, data) = sample();
    let (code, found) = doctor(&data, &[]);
    let notes: Vec<&str> = found.iter().map(|(check, _, _)| check.as_str()).collect();
    assert_eq!((code, notes), (0, vec!["public address", "mail server"]), "{found:?}");
    let served = super::served::Served::with(&data, &[]);
    assert_eq!(doctor(&data, &[]).0, 0);
    drop(served);
    let words = palmares(&data, &["doctor"]);
    assert!(String::from_utf8_lossy(&words.stdout).contains("ok     points"), "{words:?}");
}

/// What is changed in the database, the check that must name it, and in which words.
const FAULTS: [(&str, &str, &str); 22] = [
    (
        "UPDATE submitted_version SET content = content || ' ' WHERE id = (SELECT min(id) FROM submitted_version)",
        "submitted versions",
        "does not have the SHA-256 of its receipt",
    ),
    (
        "UPDATE assignment SET points = points + 1 WHERE id = (SELECT min(id) FROM assignment WHERE points > 0)",
        "points",
        "has other points than its scoresheet",
    ),
    (
        "UPDATE entry_progress SET done = done + 1 WHERE entry_id = (SELECT min(entry_id) FROM entry_progress)",
        "sums",
        "the progress of entries is counted wrong 1 times",
    ),
    (
        "UPDATE judge_progress SET total = total + 1 WHERE judge_id = (SELECT min(judge_id) FROM judge_progress)",
        "sums",
        "the progress of judges is counted wrong 1 times",
    ),
    (
        "UPDATE entry_count SET total = total + 1 WHERE category_key = (SELECT min(category_key) FROM entry_count)",
        "sums",
        "the number of entries is counted wrong",
    ),
    (
        "UPDATE coverage_count SET total = total + 1 WHERE category_key = (SELECT min(category_key) FROM coverage_count)",
        "sums",
        "the number of judges is counted wrong",
    ),
    (
        "UPDATE sheet_quarter SET total = total + 1 WHERE quarter >= 0 AND day = (SELECT min(day) FROM sheet_quarter)",
        "sums",
        "the number of scoresheets is counted wrong",
    ),
    (
        "UPDATE entry_quarter SET total = total + 1 WHERE event = 'submitted' AND quarter >= 0",
        "sums",
        "the number of entries is counted wrong 1 times",
    ),
    (
        "DELETE FROM entry_progress WHERE entry_id = (SELECT min(entry_id) FROM entry_progress)",
        "sums",
        "the progress of entries is counted wrong 1 times",
    ),
    (
        "UPDATE entry_progress SET category_key = 'x' WHERE entry_id = (SELECT min(entry_id) FROM entry_progress)",
        "sums",
        "the progress of entries is counted wrong 1 times",
    ),
    (
        "DELETE FROM judge_progress WHERE judge_id = (SELECT min(judge_id) FROM judge_progress)",
        "sums",
        "the progress of judges is counted wrong 1 times",
    ),
    ("DELETE FROM entry_count", "sums", "the number of entries is counted wrong"),
    (
        "UPDATE answer SET field_key = 'nowhere' WHERE id = (SELECT min(id) FROM answer)",
        "answers",
        "1 answers to the question nowhere",
    ),
    ("UPDATE entry SET submitted_number = 9 WHERE submitted_number = 1", "versions", "the entry says 9"),
    (
        "UPDATE answer SET entry_id = 99999 WHERE id = (SELECT min(id) FROM answer)",
        "database",
        "of answer names a row of entry that is not there",
    ),
    ("UPDATE edition SET document = '{}'", "edition documents", "edition 2023: "),
    ("UPDATE edition SET form_number = 77", "forms", "has no form 77"),
    (
        "INSERT INTO job (name, payload, state, run_at, tries, last_error, created_at) \
             VALUES ('attachment.copies', '{}', 'failed', 0, 5, 'it never ended', 0)",
        "background work",
        "background tasks that failed: 1",
    ),
    (
        "INSERT INTO job (name, payload, state, run_at, tries, last_error, created_at) \
             VALUES ('attachment.copies', '{}', 'waiting', 0, 0, '', 0)",
        "background work",
        "have been waiting for more than an hour: 1",
    ),
    (
        "INSERT INTO outbox (message_id, kind, recipient, locale, message, state, tries, next_at, created_at, last_error) \
             VALUES ('x', 'x', 'x', 'en', '{}', 'failed', 16, 0, 0, 'no')",
        "mail",
        "e-mails that failed: 1",
    ),
    (
        "INSERT INTO audit (at, actor_role, action, object_kind, object_id, reason, detail, request_id) \
             VALUES (4102444800000, 'program', 'x', 'x', 'x', '', '{}', 'x')",
        "clock",
        "the last action was at 2100-01-01",
    ),
    (
        "UPDATE \"user\" SET email = 'Entrant@Example.org' WHERE email = 'entrant@example.org'",
        "accounts",
        "whose address is stored as Entrant@Example.org",
    ),
];

#[test]
fn each_fault_of_the_data_is_named() {
    let (_dir, data) = sample();
    for (sql, check, told) in FAULTS {
        is_named(&data, |copy| change(copy, sql), check, told);
    }
}

/// Some attachment of the sample.
fn some_file(data: &Path) -> PathBuf {
    let found =
        Command::new("find").arg(data.join("files")).args(["-type", "f"]).output().expect("find runs");
    let found = String::from_utf8(found.stdout).expect("UTF-8");
    PathBuf::from(found.lines().next().expect("an attachment"))
}

#[test]
fn each_fault_of_the_files_is_named() {
    let (_dir, data) = sample();
    let mode =
        |path: PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    is_named(&data, |copy| fs::remove_file(some_file(copy)).expect("removed"), "attachments", "No such file");
    let damage = |copy: &Path| fs::write(some_file(copy), "something else").expect("written");
    is_named(&data, damage, "attachments", "is damaged");
    let name = "ab".repeat(32);
    let stray = |copy: &Path| {
        fs::create_dir_all(copy.join("files/ab/ab")).expect("a folder");
        fs::write(copy.join("files/ab/ab").join(&name), "x").expect("written");
    };
    is_named(&data, stray, "attachments", &format!("no attachment names the file {name}"));
    is_named(&data, |copy| fs::remove_file(copy.join("secret.key")).expect("removed"), "key", "is missing");
    is_named(&data, |copy| fs::write(copy.join("secret.key"), "short").expect("written"), "key", "32 bytes");
    is_named(&data, |copy| mode(copy.join("secret.key"), 0o644), "permissions", "secret.key (mode 644)");
    is_named(&data, |copy| mode(copy.to_path_buf(), 0o755), "permissions", "(mode 755)");
    let overwrite = |copy: &Path| {
        let file = copy.join("palmares.sqlite");
        let mut bytes = fs::read(&file).expect("the database");
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 4096].fill(0xFF);
        fs::write(file, bytes).expect("written");
    };
    let copy = data.with_file_name("broken");
    assert!(Command::new("cp").arg("-a").args([&data, &copy]).status().expect("cp runs").success());
    overwrite(&copy);
    assert_eq!(doctor(&copy, &[]).0, 1);
}

#[test]
fn each_fault_of_the_settings_is_named() {
    let (_dir, data) = sample();
    for (name, value, check) in [
        ("PALMARES_MAIL__SMTP_URL", "smtp://127.0.0.1:1", "mail server"),
        ("PALMARES_DISK__RESERVE_MIB", "1000000000", "free space"),
    ] {
        let (code, found) = doctor(&data, &[(name, value)]);
        assert!(
            code == 1 && found.iter().any(|(name, level, _)| name == check && level == "fault"),
            "{found:?}"
        );
    }
    let (code, found) = doctor(&data.with_file_name("typo"), &[]);
    assert!(code == 1 && found.iter().any(|(check, ..)| check == "opening"), "{found:?}");
}
