//! A draft edition is published or deleted on the command line.

use std::{fs, path::Path};

use palmares::editions::sample::ESSA_2023;

use super::{bad, good, palmares};

/// A data directory with `essa/2023` as a draft.
fn draft() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    good(&palmares(dir.path(), &["edition", "import", "--draft", file.to_str().expect("a path")]));
    dir
}

fn listed(data: &Path) -> String {
    good(&palmares(data, &["edition", "list"])).lines().next().expect("a line").to_owned()
}

#[test]
fn a_draft_is_published_after_what_is_not_ready_was_read() {
    let dir = draft();
    let publish = ["edition", "publish", "essa/2023"];
    let told = bad(&palmares(dir.path(), &publish));
    let is_over = |line: &String| line.starts_with("essa/2023: not ready: window “entries”: ");
    assert!(told.iter().any(is_over), "{told:?}");
    assert!(told.last().expect("a line").ends_with("--anyway"), "{told:?}");
    assert!(listed(dir.path()).contains("\tdraft\t"), "nothing was changed");

    let anyway = ["edition", "publish", "essa/2023", "--anyway", "--reason", "As agreed"];
    assert_eq!(good(&palmares(dir.path(), &anyway)), "essa/2023: published\n");
    assert!(listed(dir.path()).contains("\tpublished\t"));
    assert_eq!(good(&palmares(dir.path(), &publish)), "essa/2023: published already\n");
}

#[test]
fn a_draft_is_deleted_and_what_was_published_is_not() {
    let dir = draft();
    let delete = ["edition", "delete", "essa/2023"];
    let told = good(&palmares(dir.path(), &delete));
    assert_eq!(told, "essa/2023: deleted; versions of its document: 1, saved views: 0\n");
    assert!(listed(dir.path()).contains("\tsample\t"), "no edition is left");
    let gone = bad(&palmares(dir.path(), &delete));
    assert!(gone[0].contains("there is no edition essa/2023"), "{gone:?}");

    let file = dir.path().join("essa.json");
    good(&palmares(dir.path(), &["edition", "import", file.to_str().expect("a path")]));
    let refused = bad(&palmares(dir.path(), &delete));
    assert_eq!(refused, ["essa/2023 is published; only a draft can be deleted"]);
    assert!(listed(dir.path()).contains("\tpublished\t"));
}
