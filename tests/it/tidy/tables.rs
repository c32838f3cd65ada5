//! One owner for each table: only it writes there.

use std::collections::{BTreeMap, BTreeSet};

use super::{home, program, sources, text, word_before};

/// Folder of `src` and the tables that are written there, and nowhere else.
const OWNERS: [(&str, &[&str]); 17] = [
    ("accounts", &["user", "session", "link", "staff_invitation", "throttle", "preference"]),
    ("organisations", &["organisation", "member"]),
    ("editions", &["programme", "history", "edition", "edition_version", "form_version"]),
    ("legal", &["legal_text"]),
    ("conflicts", &["conflict"]),
    (
        "entries",
        &[
            "entry",
            "answer",
            "attachment",
            "submitted_version",
            "consent",
            "upload_hour",
            "entry_search",
            "entry_count",
            "entry_quarter",
        ],
    ),
    ("nominees", &["nominee"]),
    (
        "judging",
        &[
            "judge",
            "panel_member",
            "assignment",
            "scoresheet",
            "set_aside",
            "feedback_release",
            "entry_progress",
            "judge_progress",
            "coverage_count",
            "sheet_quarter",
        ],
    ),
    ("checks", &["entry_check", "rule_ruling"]),
    ("results", &["shortlisted"]),
    ("console", &["saved_view"]),
    ("privacy", &["erasure", "erasure_request"]),
    ("audit", &["audit", "audit_seal"]),
    ("db", &["idempotency_key", "setting"]),
    ("jobs", &["job"]),
    ("mail", &["outbox"]),
    ("operation", &["heartbeat"]),
];

const WRITES: [&str; 4] = ["::ActiveModel", "::Entity::insert", "::Entity::update", "::Entity::delete"];

fn owners() -> BTreeMap<&'static str, &'static str> {
    OWNERS.iter().flat_map(|(owner, tables)| tables.iter().map(move |table| (*table, *owner))).collect()
}

/// The tables that a text writes to, each by the name before the write.
fn written(code: &str) -> BTreeSet<&str> {
    let places = WRITES.iter().flat_map(|write| code.match_indices(write).map(|(at, _)| at));
    let rewritten = code.split("address::rewrite::<").skip(1).filter_map(|rest| rest.split("::").next());
    places.map(|at| word_before(code, at)).chain(rewritten).collect()
}

#[test]
fn every_table_has_one_owner() {
    let tables: BTreeSet<String> = sources("entity/src")
        .iter()
        .filter_map(|(_, text)| Some(text.split_once("table_name = \"")?.1.split('"').next()?.to_owned()))
        .collect();
    let files: BTreeSet<String> = sources("entity/src")
        .iter()
        .filter(|(_, text)| text.contains("DeriveEntityModel"))
        .map(|(name, _)| name.trim_start_matches("entity/src/").trim_end_matches(".rs").to_owned())
        .collect();
    let owned: Vec<&str> = OWNERS.iter().flat_map(|(_, tables)| tables.iter().copied()).collect();
    let known: BTreeSet<String> = owned.iter().map(|table| (*table).to_owned()).collect();
    assert_eq!(owned.len(), known.len(), "a table stands there twice");
    assert_eq!(files, known);
    assert_eq!(tables.len(), files.len(), "{tables:?}");
}

#[test]
fn a_table_is_written_by_its_owner_only() {
    let owners = owners();
    let mut wrong = Vec::new();
    for (name, code) in program() {
        for table in written(&code) {
            match owners.get(table) {
                Some(owner) if *owner == home(&name) => {}
                Some(owner) => wrong.push(format!("{name} writes {table}, which is of {owner}")),
                // Under another name nobody sees whose it is.
                None => wrong.push(format!("{name}: write the table before `Entity`, not `{table}`")),
            }
        }
        // Written by hand, a name of a table would be a text that nobody compares.
        let by_hand = ["Query::insert", "Query::update", "Query::delete"];
        let by_hand = by_hand.iter().filter(|word| code.contains(**word));
        wrong.extend(by_hand.map(|word| format!("{name}: {word}")));
        // `Entity::insert` without its table before it.
        let bare = ["Entity::insert", "Entity::update", "Entity::delete", "ActiveModel {"];
        let is_bare = |word: &str| code.match_indices(word).any(|(at, _)| !code[..at].ends_with("::"));
        wrong.extend(bare.iter().filter(|word| is_bare(word)).map(|word| format!("{name}: bare {word}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Who asks how an assignment comes to its state reads one file.
#[test]
fn assignments_are_written_in_one_file_and_change_their_state_in_one_function() {
    const FILE: &str = "src/judging/store/assignments.rs";
    for (name, code) in program() {
        assert_eq!(written(&code).contains("assignment"), name == FILE, "{name}");
        let changes = code.matches("col_expr(assignment::Column::State").count();
        assert_eq!(changes, usize::from(name == FILE), "{name}");
    }
}

/// A row that was read is changed where its table is written.
#[test]
fn a_row_is_changed_by_the_owner_of_its_table() {
    let owners = owners();
    let mut wrong = Vec::new();
    for (name, code) in &program() {
        if !code.contains("into_active_model()") {
            continue;
        }
        let models = code.match_indices("::Model").map(|(at, _)| word_before(code, at));
        let own = models.filter(|table| owners.get(table).is_some_and(|owner| *owner == home(name)));
        if own.count() == 0 {
            wrong.push(name.clone());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn whoever_listens_to_an_event_is_told() {
    let told = text("src/lib.rs");
    let mut listeners = 0;
    for (name, code) in program().iter().filter(|(name, _)| *name != "src/lib.rs") {
        for (at, _) in code.match_indices("pub fn on_") {
            let listener = code[at + "pub fn ".len()..].split(['<', '(']).next().expect("a name");
            let path = format!("{}::{listener}", home(name));
            assert!(told.contains(&path), "{path} is not named in src/lib.rs");
            listeners += 1;
        }
    }
    assert!(listeners >= 3, "{listeners}");
    assert!(!told.contains("(&[])"), "an event without a listener");
}
