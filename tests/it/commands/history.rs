//! `palmares history …`.

use std::fs;

use palmares::editions::sample::ESSA_2023;

use super::{bad, good, palmares};

#[test]
fn what_is_imported_can_be_removed_and_each_says_before_what_it_would_do() {
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let file = dir.path().join(name);
        fs::write(&file, bytes).expect("a file");
        file.to_str().expect("a path").to_owned()
    };
    let run = |task: &str, more: &[&str]| {
        let all: Vec<&str> = ["history", task, "--programme", "essa"].iter().chain(more).copied().collect();
        palmares(dir.path(), &all)
    };
    good(&palmares(dir.path(), &["edition", "import", &write("essa.json", ESSA_2023.as_bytes())]));
    let heading = "year;organisation;country;category;title;honour";
    let lines = "2021;Grad Osijek;HR;Services;Doors;winner\n2021;Grad Osijek;HR;Services;Doors;";
    let file = write("lines.csv", format!("{heading}\n{lines}\n").as_bytes());
    assert_eq!(good(&run("import", &[&file, "--dry-run"])), "2 would be added, 0 known already\n");
    assert_eq!(good(&run("remove", &[&file])), "0 removed, 2 not there\n");
    assert_eq!(good(&run("import", &[&file])), "2 added, 0 known already\n");
    assert_eq!(good(&run("remove", &[&file, "--dry-run"])), "2 would be removed, 0 not there\n");
    assert_eq!(good(&run("remove", &[&file])), "2 removed, 0 not there\n");
    assert_eq!(good(&run("remove", &[&file])), "0 removed, 2 not there\n");
}

#[test]
fn a_file_that_is_not_utf_8_is_told_so_and_what_to_do() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("latin.csv");
    fs::write(&file, b"year,organisation\n2021,Li\xe8ge\n").expect("a file");
    let name = file.to_str().expect("a path");
    let said = bad(&palmares(dir.path(), &["history", "import", name, "--programme", "essa"]));
    assert_eq!(said, [format!("{name}: This file is not UTF-8 text; save it with that encoding.")]);
}
