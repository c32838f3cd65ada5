//! Who was erased stays erased when an older backup comes back.

use std::{fs, path::Path};

use super::{bad, good, palmares};

const SAMPLE: [&str; 7] = ["demo", "--stage", "call", "--entries", "12", "--judges", "3"];
const ENTRANT: &str = "entrant@example.org";

fn run(data: &Path, arguments: &[&str]) -> std::process::Output {
    palmares(data, arguments)
}

/// Whether the database of a data directory holds the text, read by sqlite itself.
fn holds(data: &Path, text: &str) -> bool {
    let bytes = fs::read(data.join("palmares.sqlite")).expect("a database");
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_restored_backup_is_erased_again_by_the_newer_list() {
    let dir = tempfile::tempdir().expect("a directory");
    let (data, older, plain, again) = (
        dir.path().join("data"),
        dir.path().join("older"),
        dir.path().join("plain"),
        dir.path().join("again"),
    );
    for folder in [&data, &plain, &again] {
        fs::create_dir(folder).expect("a directory");
    }
    good(&run(&data, &SAMPLE));
    good(&run(&data, &["backup", older.to_str().expect("UTF-8")]));
    let told = good(&run(&data, &["erase", ENTRANT, "--reason", "Asked by letter."]));
    assert_eq!(told.trim(), "Erased person 1");
    let list = data.join("erasures.json");
    let text = fs::read_to_string(&list).expect("the list");
    assert!(text.contains("\"number\": 1") && !text.contains(ENTRANT), "{text}");
    let told = bad(&run(&data, &["erase", ENTRANT, "--reason", "Asked by letter."]));
    assert!(told[0].contains("not found"), "{told:?}");

    let older = older.to_str().expect("UTF-8");
    good(&run(&plain, &["restore", older]));
    assert!(holds(&plain, ENTRANT), "the backup is older than the erasure");
    let told = good(&run(&again, &["restore", older, "--erasures", list.to_str().expect("UTF-8")]));
    assert!(told.contains("1 people who were erased since the backup were erased again"), "{told}");
    assert!(good(&run(&again, &["audit", "verify"])).contains("unchanged since they were sealed"));
    let newer = dir.path().join("newer");
    good(&run(&again, &["backup", newer.to_str().expect("UTF-8")]));
    assert_eq!(fs::read_to_string(newer.join("erasures.json")).expect("a list"), text);
    assert!(!holds(&newer, ENTRANT), "a fresh copy holds nothing of the person");
}

#[test]
fn a_file_that_is_no_list_of_erasures_is_refused_before_anything_is_restored() {
    let dir = tempfile::tempdir().expect("a directory");
    let (data, older, target) =
        (dir.path().join("data"), dir.path().join("older"), dir.path().join("target"));
    for folder in [&data, &target] {
        fs::create_dir(folder).expect("a directory");
    }
    good(&run(&data, &SAMPLE));
    let older = older.to_str().expect("UTF-8");
    good(&run(&data, &["backup", older]));
    let wrong = dir.path().join("wrong.json");
    fs::write(&wrong, "{}").expect("a file");
    let told = bad(&run(&target, &["restore", older, "--erasures", wrong.to_str().expect("UTF-8")]));
    assert!(told.iter().any(|line| line.contains("is not a list of erasures")), "{told:?}");
    assert_eq!(fs::read_dir(&target).expect("a folder").count(), 0);
}
