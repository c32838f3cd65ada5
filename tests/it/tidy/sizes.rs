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
