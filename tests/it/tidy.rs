//! The invariants of `ARCHITECTURE.md`, as a scan of the source.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

pub fn sources(dir: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(dir)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("inside").display().to_string();
            found.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    found.sort();
    found
}

/// Fails for each file outside `allowed` that holds one of the words.
fn only_in(words: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let code: String =
            text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        for word in words {
            if code.contains(word) && !allowed(&name) {
                wrong.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rocket_is_known_at_the_edge_only() {
    only_in(&["rocket::"], |name| {
        name.starts_with("src/web/")
            || name.contains("/routes")
            || ["src/accounts/guards.rs", "src/lib.rs", "src/main.rs", "src/commands/serve.rs"]
                .contains(&name)
    });
}

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
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/problems.md"));
    let text = text.expect("docs/problems.md");
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
fn queries_stand_in_stores_and_finders_only() {
    only_in(
        &["::Entity::find", "::Entity::insert", "::Entity::update", "::Entity::delete", "Statement::from"],
        |name| {
            name.contains("/store")
                || name.ends_with("/access.rs")
                || name.contains("/access/")
                || ["src/db/", "src/jobs/", "src/audit/"].iter().any(|dir| name.starts_with(dir))
        },
    );
}

#[test]
fn rows_are_neither_read_from_nor_written_to_clients() {
    for (name, text) in sources("entity/src") {
        if text.contains("DeriveEntityModel") {
            for word in ["Serialize", "Deserialize", "FromForm"] {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
    }
}

/// How tables hang together is said once, in `entity/`. A few joins that no relation can say may be
/// spelled out: conditions over columns of two tables, and PostgreSQL's own catalogue.
#[test]
fn joins_are_declared_with_the_rows() {
    only_in(&["Entity::belongs_to(", "Entity::has_many(", "Entity::has_one(", "RelationDef"], |_| false);
    let spelled_out = [".equals(", ".on_condition(", ".equals_col(", " JOIN "];
    let count = |text: &str| spelled_out.map(|word| text.matches(word).count()).iter().sum::<usize>();
    let found: usize = sources("src").iter().map(|(_, text)| count(text)).sum();
    assert!(found <= 6, "{found}");
}

/// Rows of more columns have names: two texts side by side are swapped unseen.
#[test]
fn no_row_without_names_has_more_than_three_columns() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        for query in text.split("Entity::find").skip(1) {
            let Some((columns, _)) = query.split("\n}\n").next().and_then(|q| q.split_once("into_tuple"))
            else {
                continue;
            };
            let listed = columns.split(".columns([").skip(1).filter_map(|list| list.split(']').next());
            let listed: usize = listed.map(|list| list.split(',').count()).sum();
            let single = [".column(", ".column_as(", ".expr_as("].map(|word| columns.matches(word).count());
            let count = listed + single.iter().sum::<usize>();
            if count > 3 {
                wrong.push(format!("{name}: {count} columns"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn csv_and_smtp_have_one_place_each() {
    // `exports::SafeCsv` is the only writer of CSV.
    only_in(&["csv::Writer", "csv::WriterBuilder"], |_| false);
    only_in(&["lettre::"], |name| name.starts_with("src/mail/"));
}

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
    let mut folders = std::collections::BTreeMap::<PathBuf, usize>::new();
    for (name, _) in sources("src") {
        *folders.entry(Path::new(&name).parent().expect("a folder").to_path_buf()).or_default() += 1;
    }
    wrong.extend(
        folders.into_iter().filter(|(_, n)| *n > 12).map(|(dir, n)| format!("{}: {n} files", dir.display())),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn features_form_a_line() {
    let line = [
        "accounts",
        "organisations",
        "editions",
        "legal",
        "conflicts",
        "entries",
        "judging",
        "checks",
        "results",
        "console",
        "privacy",
    ];
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let Some(own) = line.iter().position(|feature| name.starts_with(&format!("src/{feature}/"))) else {
            continue;
        };
        for later in line.iter().skip(own + 1) {
            if text.contains(&format!("crate::{later}::")) || text.contains(&format!("    {later}::")) {
                wrong.push(format!("{name} knows {later}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_test_that_the_documents_name_exists() {
    let code: Vec<(String, String)> =
        ["src", "entity/src", "migration/src", "scoring", "tests"].into_iter().flat_map(sources).collect();
    let mut missing = Vec::new();
    for document in ["docs/security.md", "docs/faults.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).expect(document);
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
