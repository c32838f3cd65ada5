//! `palmares history …`.

use std::fs;

use super::{bad, palmares};

#[test]
fn a_file_that_is_not_utf_8_is_told_so_and_what_to_do() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("latin.csv");
    fs::write(&file, b"year,organisation\n2021,Li\xe8ge\n").expect("a file");
    let name = file.to_str().expect("a path");
    let said = bad(&palmares(dir.path(), &["history", "import", name, "--programme", "essa"]));
    assert_eq!(said, [format!("{name}: This file is not UTF-8 text; save it with that encoding.")]);
}
