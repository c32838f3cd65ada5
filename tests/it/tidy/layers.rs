//! Who may know what.

use super::{FEATURES, home, only_in, program, root, sources, word_before};

#[test]
fn rocket_is_known_at_the_edge_only() {
    only_in(&["rocket::"], |name| {
        name.starts_with("src/web/")
            || name.contains("/routes")
            || ["src/accounts/guards.rs", "src/lib.rs", "src/main.rs", "src/commands/serve.rs"]
                .contains(&name)
    });
}

/// Where queries stand.
fn is_store(name: &str) -> bool {
    name.contains("/store")
        || name.ends_with("/access.rs")
        || name.contains("/access/")
        || ["src/db/", "src/jobs/", "src/audit/"].iter().any(|dir| name.starts_with(dir))
}

#[test]
fn queries_stand_in_stores_and_finders_only() {
    only_in(
        &[
            "::Entity::find",
            "::Entity::insert",
            "::Entity::update",
            "::Entity::delete",
            "::ActiveModel {",
            "into_active_model()",
            ".insert(&*",
            ".update(&*",
            ".save(&*",
            ".delete(&*",
            "Statement::from",
            ".execute(",
            "execute_unprepared",
        ],
        is_store,
    );
}

#[test]
fn sql_is_written_by_hand_in_db_only() {
    only_in(&["INSERT INTO", "UPDATE \"", "DELETE FROM", "Statement::from_sql_and_values"], |name| {
        name.starts_with("src/db/")
    });
}

/// Jumps of the clock are measured, and a file's age told, by those who work on their own.
#[test]
fn the_wall_clock_is_read_in_one_place_only() {
    only_in(&["SystemTime::now", "Timestamp::now", "Zoned::now", "Utc::now"], |name| name == "src/clock.rs");
    only_in(&["clock.now()"], |name| {
        [
            "src/context/mod.rs",
            "src/background.rs",
            "src/lib.rs",
            "src/mail/worker.rs",
            "src/commands/backup/make.rs",
            // A long upload counts from its end too.
            "src/entries/attachments/service.rs",
        ]
        .contains(&name)
    });
}

#[test]
fn every_writing_transaction_begins_in_the_context() {
    // The database writes its own schema and copies itself.
    only_in(&["db.begin", "write.begin", "WriteTx::new"], |name| {
        name == "src/context/mod.rs" || name.starts_with("src/db/")
    });
    let (_, context) = program().into_iter().find(|(name, _)| name == "src/context/mod.rs").expect("there");
    assert_eq!(context.matches("db.begin").count(), 1);
}

#[test]
fn csv_and_smtp_have_one_place_each() {
    // `exports::SafeCsv` is the only writer of CSV.
    only_in(&["csv::Writer", "csv::WriterBuilder"], |_| false);
    only_in(&["lettre::"], |name| name.starts_with("src/mail/"));
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

/// The features out of these that a text names, by `feature::`; a module beside the file may be
/// called like one.
fn named<'a>(file: &str, code: &str, features: &'a [&'a str]) -> Vec<&'a str> {
    let beside = |feature: &str| {
        let folder = root().join(file).parent().expect("a folder").to_path_buf();
        let parent = folder.parent().expect("a folder").to_path_buf();
        [folder, parent]
            .iter()
            .filter(|dir| **dir != root().join("src"))
            .any(|dir| dir.join(feature).is_dir() || dir.join(format!("{feature}.rs")).is_file())
    };
    let is_named = |feature: &&&str| {
        let path = format!("{feature}::");
        let whole = format!("crate::{path}");
        let short = code.match_indices(&path).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            word_before(code, at).is_empty() && before != Some(':')
        });
        code.contains(&whole) || (short && !beside(feature))
    };
    features.iter().filter(is_named).copied().collect()
}

#[test]
fn features_form_a_line() {
    let mut wrong = Vec::new();
    for (name, code) in program() {
        let Some(own) = FEATURES.iter().position(|feature| *feature == home(&name)) else { continue };
        let later = named(&name, &code, &FEATURES[own + 1..]);
        wrong.extend(later.into_iter().map(|feature| format!("{name} knows {feature}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_features_use_knows_no_feature() {
    const BELOW: [&str; 17] = [
        "web",
        "jobs",
        "mail",
        "audit",
        "db",
        "clock.rs",
        "context",
        "config",
        "files",
        "text",
        "address",
        "paper",
        "conditions",
        "secret.rs",
        "subject.rs",
        "disk.rs",
        "data_dir.rs",
    ];
    let mut wrong = Vec::new();
    for (name, code) in program().iter().filter(|(name, _)| BELOW.contains(&home(name))) {
        // Whoever asks is an account, to the console of mails and to the key of a request too.
        let asks = name.starts_with("src/mail/") || name == "src/web/idempotency.rs";
        let features = named(name, code, &FEATURES).into_iter();
        let features = features.filter(|feature| !(asks && *feature == "accounts"));
        wrong.extend(features.map(|feature| format!("{name} knows {feature}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is private the compiler keeps so; these are the folders a feature shows as a whole.
#[test]
fn a_feature_is_entered_by_its_mod_rs() {
    const SHOWN: [(&str, &str); 7] = [
        ("editions", "sample"),
        ("entries", "attachments"),
        ("entries", "canonical"),
        ("entries", "fields"),
        ("entries", "reading"),
        ("judging", "moving"),
        ("judging", "pace"),
    ];
    let mut wrong = Vec::new();
    for (name, code) in program() {
        let Some(feature) = FEATURES.iter().find(|feature| **feature == home(&name)) else { continue };
        if code.contains("#[path") || code.contains("pub(crate) mod ") {
            wrong.push(format!("{name}: a way around mod.rs"));
        }
        if name == format!("src/{feature}/mod.rs") {
            let shown = code.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
            let shown = shown.filter(|module| !SHOWN.contains(&(feature, module)));
            wrong.extend(shown.map(|module| format!("{name}: {module}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
