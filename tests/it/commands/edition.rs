//! `palmares edition …`.

use std::fs;

use palmares::editions::sample::{ESSA_2023, essa_2023};
use serde_json::Value;

use super::{bad, good, palmares};

#[test]
fn an_imported_edition_is_listed_and_exported_as_it_came_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let file = file.to_str().expect("a path");
    let data = dir.path().join("data");
    fs::create_dir(&data).expect("a folder");

    let dry = good(&palmares(&data, &["edition", "import", "--dry-run", file]));
    assert_eq!(dry, "essa/2023: would be created, version 1\n");
    assert_eq!(good(&palmares(&data, &["edition", "list"])), "");

    assert_eq!(good(&palmares(&data, &["edition", "import", file])), "essa/2023: created, version 1\n");
    assert_eq!(good(&palmares(&data, &["edition", "import", file])), "essa/2023: unchanged, version 1\n");
    let list = good(&palmares(&data, &["edition", "list"]));
    assert_eq!(list.lines().count(), 1);
    assert!(list.starts_with("essa/2023\tv1\t"), "{list}");

    let exported = good(&palmares(&data, &["edition", "export", "essa/2023"]));
    assert_eq!(exported, essa_2023().expect("the sample").to_json().expect("JSON"));
}

#[test]
fn each_fault_of_a_document_is_one_line_with_its_place() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut document: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    document["categories"][1]["key"] = "Two Words".into();
    document["rounds"][0]["window"] = "nowhere".into();
    let file = dir.path().join("broken.json");
    fs::write(&file, document.to_string()).expect("a file");
    let name = file.to_str().expect("a path");

    let checked = bad(&palmares(dir.path(), &["edition", "validate", name]));
    assert!(
        checked.iter().any(|line| line.starts_with(&format!("{name}: /categories/1/key: "))),
        "{checked:?}"
    );
    assert!(
        checked.iter().any(|line| line.starts_with(&format!("{name}: /rounds/0/window: "))),
        "{checked:?}"
    );
    assert_eq!(bad(&palmares(dir.path(), &["edition", "import", name])), checked);
    assert_eq!(good(&palmares(dir.path(), &["edition", "list"])), "");
}

#[test]
fn a_valid_document_is_called_so_and_a_missing_one_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let valid = good(&palmares(dir.path(), &["edition", "validate", file.to_str().expect("a path")]));
    assert!(valid.contains(": valid: essa/2023"), "{valid}");
    let missing = bad(&palmares(dir.path(), &["edition", "validate", "none.json"]));
    assert!(missing.len() == 1 && missing[0].contains("none.json"), "{missing:?}");
}

#[test]
fn an_edition_that_is_not_there_cannot_be_exported() {
    let dir = tempfile::tempdir().expect("a folder");
    for slug in ["essa/2024", "essa"] {
        assert_eq!(bad(&palmares(dir.path(), &["edition", "export", slug])).len(), 1, "{slug}");
    }
}

#[test]
fn the_schema_is_one_of_json_schema_2020_12() {
    let dir = tempfile::tempdir().expect("a folder");
    let schema: Value =
        serde_json::from_str(&good(&palmares(dir.path(), &["edition", "schema"]))).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}
