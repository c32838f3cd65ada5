//! What the documents say is so.

use std::{collections::BTreeSet, path::Path};

use super::{sources, text};

/// The types of problems that the code names: after a status, or with a feature's name before.
fn problem_types(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let after_status = code.split("::new(").skip(1).filter_map(|rest| {
        let (status, rest) = rest.split_once(',')?;
        let is_status = status == "code" || status.trim().parse::<u16>().is_ok();
        is_status.then(|| rest.trim_start().strip_prefix('"')?.split('"').next())?
    });
    let of_a_feature = code.split('"').filter(|word| {
        let feature = word.split_once('/').filter(|(_, name)| is_slug(name)).map(|(feature, _)| feature);
        // `text/css` and its kind are media types.
        feature.is_some_and(|feature| {
            is_slug(feature) && feature != "text" && Path::new("src").join(feature).is_dir()
        })
    });
    after_status.chain(of_a_feature).map(str::to_owned).collect()
}

fn is_slug(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

#[test]
fn every_problem_is_documented_and_every_documented_one_exists() {
    let text = text("docs/problems.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |"));
    let documented: BTreeSet<&str> = rows.map(|(name, _)| name).filter(|name| *name != "type").collect();
    let code: Vec<String> = sources("src")
        .iter()
        .filter(|(name, _)| !name.ends_with("tests.rs"))
        .flat_map(|(_, text)| problem_types(text))
        .collect();
    let named: BTreeSet<&str> = code.iter().map(String::as_str).collect();
    assert_eq!(documented, named);
}

#[test]
fn every_test_that_the_documents_name_exists() {
    let code: Vec<(String, String)> =
        ["src", "entity/src", "migration/src", "scoring", "tests"].into_iter().flat_map(sources).collect();
    let mut missing = Vec::new();
    for document in ["docs/security.md", "docs/faults.md", "ARCHITECTURE.md"] {
        let text = text(document);
        let words = text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
        for name in words.filter(|word| word.matches('_').count() >= 4) {
            let function = format!("fn {name}(");
            if !code.iter().any(|(_, text)| text.contains(&function)) {
                missing.push(format!("{document}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_invariant_names_the_test_that_holds_it() {
    let text = text("ARCHITECTURE.md");
    let (_, invariants) = text.split_once("## Invariants").expect("invariants");
    let invariants = invariants.split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> =
        invariants.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(rows.len() >= 10, "{rows:#?}");
    for row in rows {
        let named = row.split('`').filter(|word| word.matches('_').count() >= 4).count();
        assert!(named > 0, "no test named: {row}");
    }
}
