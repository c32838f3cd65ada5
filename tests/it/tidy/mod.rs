//! The invariants of `ARCHITECTURE.md`, as a scan of the source.

mod documents;
mod joins;
mod layers;
mod rules;
mod signatures;
mod sizes;
mod tables;

use std::{fs, path::Path};

/// The features in their line: each may know those before it.
const FEATURES: [&str; 12] = [
    "accounts",
    "organisations",
    "editions",
    "legal",
    "conflicts",
    "entries",
    "nominees",
    "judging",
    "checks",
    "results",
    "console",
    "privacy",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Path and text of each source file under a folder.
pub fn sources(dir: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(dir)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let name = path.strip_prefix(root()).expect("inside").display().to_string();
            found.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    found.sort();
    found
}

/// The same for the program, without comments and without tests.
fn program() -> Vec<(String, String)> {
    let code = |text: String| {
        let mut tests = text.match_indices("#[cfg(test)]\nmod ").map(|(at, _)| at);
        let written_out = |at: &usize| text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
        let end = tests.find(written_out).unwrap_or(text.len());
        let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let is_program = |name: &str| !name.ends_with("tests.rs");
    let files = sources("src").into_iter().filter(|(name, _)| is_program(name));
    files.map(|(name, text)| (name, code(text))).collect()
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The word before which a text has this place, as far as it is one.
fn word_before(text: &str, end: usize) -> &str {
    let head = &text[..end];
    let start = head.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
    &head[start..]
}

/// The folder of a file in `src`, or its own name.
fn home(name: &str) -> &str {
    name.trim_start_matches("src/").split('/').next().unwrap_or_default()
}

/// Fails for each file outside `allowed` that holds one of the words.
fn only_in(words: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for (name, code) in program().iter().filter(|(name, _)| !allowed(name)) {
        let held = words.iter().filter(|word| code.contains(**word));
        wrong.extend(held.map(|word| format!("{name}: {word}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
