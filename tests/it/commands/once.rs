//! Commands that print one thing.

use serde_json::Value;

use super::{bad, good, palmares};

#[test]
fn every_admin_link_is_another_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = good(&palmares(dir.path(), &["admin", "create-link"]));
    let second = good(&palmares(dir.path(), &["admin", "create-link"]));
    assert!(first.starts_with("http://localhost:8000/setup#"), "{first}");
    assert_ne!(first, second);
}

#[test]
fn the_description_of_the_api_is_printed_as_json() {
    let dir = tempfile::tempdir().expect("a folder");
    let document: Value = serde_json::from_str(&good(&palmares(dir.path(), &["openapi"]))).expect("JSON");
    assert_eq!(document["openapi"].as_str().map(|v| v.starts_with("3.1")), Some(true));
}

#[test]
fn what_is_no_receipt_is_said_in_one_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("receipt.json");
    std::fs::write(&file, "{}").expect("a file");
    let lines = bad(&palmares(dir.path(), &["receipt", "verify", file.to_str().expect("a path")]));
    assert!(lines.len() == 1 && lines[0].contains("is not a receipt"), "{lines:?}");
}

#[test]
fn an_unknown_setting_is_an_error_with_a_hint() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("palmares.toml"), "[http]\nprot = 80\n").expect("a file");
    let lines = bad(&palmares(dir.path(), &["edition", "list"]));
    assert!(lines.len() == 1 && lines[0].contains("http.prot") && lines[0].contains("port"), "{lines:?}");
}
