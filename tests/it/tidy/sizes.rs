//! How large files and folders may become.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::sources;

#[test]
fn files_and_folders_keep_to_their_budget() {
    let mut wrong = Vec::new();
    for (dir, limit) in [("src", 400), ("entity", 400), ("migration", 400), ("scoring", 400), ("tests", 400)]
    {
        for (name, text) in sources(dir) {
            let lines = text.lines().count();
            if lines > limit {
                wrong.push(format!("{name}: {lines} lines"));
            }
        }
    }
    let mut folders = BTreeMap::<PathBuf, usize>::new();
    for (name, _) in sources("src") {
        *folders.entry(Path::new(&name).parent().expect("a folder").to_path_buf()).or_default() += 1;
    }
    wrong.extend(
        folders.into_iter().filter(|(_, n)| *n > 12).map(|(dir, n)| format!("{}: {n} files", dir.display())),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A name says what a thing is; a comment is for what it cannot say.
#[test]
fn there_is_a_line_of_documentation_for_ten_of_code_at_most() {
    let (mut comments, mut code) = (0, 0);
    for (_, text) in sources("src") {
        for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
            if line.starts_with("///") || line.starts_with("//!") {
                comments += 1;
            } else if !line.starts_with("//") {
                code += 1;
            }
        }
    }
    assert!(comments * 10 <= code, "{comments} lines of documentation for {code} of code");
}
