//! `palmares edition …`.

use std::{fs, path::Path};

use palmares::editions::sample::{ESSA_2023, SAMPLES, essa_2023};
use serde_json::Value;

use super::{bad, good, palmares};

#[test]
fn an_imported_edition_is_listed_and_exported_as_it_came_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let file = file.to_str().expect("a path");
    let data = dir.path().join("data");
    fs::create_dir(&data).expect("a folder");

    let dry = good(&palmares(&data, &["edition", "import", "--dry-run", file]));
    assert_eq!(dry, "essa/2023: would be created, version 1\n");
    assert!(here(&data).is_empty());

    assert_eq!(good(&palmares(&data, &["edition", "import", file])), "essa/2023: created, version 1\n");
    assert_eq!(good(&palmares(&data, &["edition", "import", file])), "essa/2023: unchanged, version 1\n");
    let name = "European Social Services Awards 2023";
    assert_eq!(here(&data), [format!("essa/2023\tv1\tjudged\t{name}\tpublished\t2023-03-27 to 2023-06-30")]);

    let exported = good(&palmares(&data, &["edition", "export", "essa/2023"]));
    assert_eq!(exported, essa_2023().expect("the sample").as_of(1).to_json().expect("JSON"));
}

/// The lines about editions of the directory.
fn here(data: &Path) -> Vec<String> {
    let list = good(&palmares(data, &["edition", "list"]));
    list.lines().filter(|line| !line.contains("\tsample\t")).map(str::to_owned).collect()
}

#[test]
fn those_that_come_with_the_program_are_listed_with_the_days_of_their_calls() {
    let dir = tempfile::tempdir().expect("a folder");
    let list = good(&palmares(dir.path(), &["edition", "list"]));
    let paths: Vec<&str> = list.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(paths, SAMPLES.iter().map(|sample| sample.path).collect::<Vec<_>>());
    // Its last day was published; the call closed at the midnight after.
    let line = "essa/2026\t-\t-\tEuropean Social Services Awards 2026\tsample\t2026-04-07 to 2026-06-15";
    assert!(list.lines().any(|one| one == line), "{list}");
    assert!(!dir.path().join("palmares.sqlite").exists(), "whoever looks makes nothing");
}

#[test]
fn a_new_edition_is_published_unless_it_is_to_be_a_draft() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let file = file.to_str().expect("a path");
    let [open, quiet] = ["open", "quiet"].map(|name| dir.path().join(name));
    fs::create_dir(&open).expect("a folder");
    fs::create_dir(&quiet).expect("a folder");
    let state = |data| here(data).first().and_then(|line| line.split('\t').nth(4)).map(str::to_owned);

    good(&palmares(&open, &["edition", "import", file]));
    assert_eq!(state(&open).as_deref(), Some("published"));
    let made = good(&palmares(&quiet, &["edition", "import", "--draft", file]));
    assert_eq!(made, "essa/2023: created as a draft, version 1\n");
    // Whoever imports it again does not publish it.
    assert_eq!(good(&palmares(&quiet, &["edition", "import", file])), "essa/2023: unchanged, version 1\n");
    assert_eq!(state(&quiet).as_deref(), Some("draft"));
}

#[test]
fn each_fault_of_a_document_is_one_line_with_its_place() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut document: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    document["categories"][1]["key"] = "Two Words".into();
    document["rounds"][0]["window"] = "nowhere".into();
    let file = dir.path().join("broken.json");
    fs::write(&file, document.to_string()).expect("a file");
    let name = file.to_str().expect("a path");

    let checked = bad(&palmares(dir.path(), &["edition", "validate", name]));
    // All stands on one line here; the place is told by names.
    for place in ["category “Workforce Support” › key: ", "round “Judging” › window: "] {
        let is_told = |line: &String| line.starts_with(&format!("{name}:1:")) && line.contains(place);
        assert!(checked.iter().any(is_told), "{checked:?}");
    }
    // And neither the category nor the finalists that are chosen from it find it any more.
    assert_eq!(checked.len(), 4, "{checked:?}");
    assert_eq!(bad(&palmares(dir.path(), &["edition", "import", name])), checked);
    assert!(!dir.path().join("palmares.sqlite").exists(), "nothing is made of it");
}

#[test]
fn an_edition_is_replaced_in_two_steps_by_a_copy_of_the_present_version() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path();
    let write = |name: &str, document: &Value| {
        let file = data.join(name);
        fs::write(&file, format!("\u{FEFF}{document}")).expect("a file");
        file.to_str().expect("a path").to_owned()
    };
    let sample: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    good(&palmares(data, &["edition", "import", &write("first.json", &sample)]));
    let read = || -> Value {
        serde_json::from_str(&good(&palmares(data, &["edition", "export", "essa/2023"]))).expect("JSON")
    };
    let mut changed = read();
    changed["rounds"][0]["min_judges"] = 5.into();
    let file = write("changed.json", &changed);

    let looked = palmares(data, &["edition", "import", &file]);
    assert_eq!(looked.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert!(shown.contains("round “Judging” › judges needed: 3 → 5"), "{shown}");
    let said = String::from_utf8_lossy(&looked.stderr).into_owned();
    let word = said.trim().rsplit_once("--confirm ").expect("the word that confirms").1.to_owned();
    assert_eq!(read()["version"], 1);
    let other = palmares(data, &["edition", "import", &file, "--confirm", "0123456789abcdef"]);
    assert_eq!(other.status.code(), Some(1));
    let taken =
        palmares(data, &["edition", "import", &file, "--confirm", &word, "--reason", "A larger panel"]);
    assert!(good(&taken).ends_with("essa/2023: changed, version 2\n"));

    // A copy of version 1 with another change would take the five judges back.
    changed["rounds"][0]["min_judges"] = 3.into();
    changed["edition"]["theme"] = "Another".into();
    let stale = palmares(data, &["edition", "import", &write("stale.json", &changed)]);
    assert_eq!(stale.status.code(), Some(1));
    let since = String::from_utf8_lossy(&stale.stdout).into_owned();
    assert!(since.contains("Since version 1:") && since.contains("judges needed: 3 → 5"), "{since}");
    changed.as_object_mut().expect("members").remove("version");
    let nameless = bad(&palmares(data, &["edition", "import", &write("nameless.json", &changed)]));
    assert!(nameless.len() == 1 && nameless[0].contains("version: "), "{nameless:?}");

    let versions = good(&palmares(data, &["edition", "versions", "essa/2023"]));
    assert!(
        versions
            .lines()
            .next()
            .is_some_and(|line| line.starts_with("v2\t") && line.contains("A larger panel"))
    );
    let looked = palmares(data, &["edition", "restore", "essa/2023", "1"]);
    let said = String::from_utf8_lossy(&looked.stderr).into_owned();
    let word = said.trim().rsplit_once("--confirm ").expect("the word that confirms").1.to_owned();
    good(&palmares(data, &["edition", "restore", "essa/2023", "1", "--confirm", &word]));
    let back = read();
    assert_eq!((&back["version"], &back["rounds"][0]["min_judges"]), (&3.into(), &3.into()));
}

#[test]
fn a_sample_can_be_brought_in_as_it_is_printed() {
    let dir = tempfile::tempdir().expect("a folder");
    for (number, name) in ["awards/2027", "essa/2023"].into_iter().enumerate() {
        let text = good(&palmares(dir.path(), &["edition", "sample", name]));
        let file = dir.path().join(number.to_string());
        fs::write(&file, text).expect("a file");
        good(&palmares(dir.path(), &["edition", "import", file.to_str().expect("a path")]));
    }
    assert_eq!(here(dir.path()).len(), 2);
}

#[test]
fn a_valid_document_is_called_so_and_a_missing_one_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let valid = good(&palmares(dir.path(), &["edition", "validate", file.to_str().expect("a path")]));
    assert!(valid.contains(": valid: essa/2023"), "{valid}");
    let missing = bad(&palmares(dir.path(), &["edition", "validate", "none.json"]));
    assert!(missing.len() == 1 && missing[0].contains("none.json"), "{missing:?}");
}

#[test]
fn an_edition_that_is_not_there_cannot_be_exported() {
    let dir = tempfile::tempdir().expect("a folder");
    for slug in ["essa/2024", "essa"] {
        assert_eq!(bad(&palmares(dir.path(), &["edition", "export", slug])).len(), 1, "{slug}");
    }
}

#[test]
fn the_schema_is_one_of_json_schema_2020_12() {
    let dir = tempfile::tempdir().expect("a folder");
    let schema: Value =
        serde_json::from_str(&good(&palmares(dir.path(), &["edition", "schema"]))).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn next_years_edition_is_a_copy_with_later_dates_on_the_same_days_of_the_week() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path();
    let file = data.join("essa.json");
    fs::write(&file, ESSA_2023).expect("a file");
    let file = file.to_str().expect("a path");
    good(&palmares(data, &["edition", "import", file]));

    let next = good(&palmares(data, &["edition", "clone", "essa/2023", "essa/2024", "--shift", "52w"]));
    let document = palmares::editions::EditionDocument::parse(&next).expect("a valid document");
    assert_eq!((document.edition.slug.as_str(), document.edition.year), ("2024", 2024));
    assert!(document.edition.name.ends_with(" 2024"), "{}", document.edition.name);
    // Friday, 30 June 2023 was the last day; 52 weeks later is a Friday, too.
    assert_eq!(
        document.call().expect("a window").to().to_string(),
        "2024-06-29T00:00:00+02:00[Europe/Brussels]"
    );

    let copy = data.join("next.json");
    fs::write(&copy, &next).expect("a file");
    let copy = copy.to_str().expect("a path");
    let told = good(&palmares(data, &["edition", "diff", "essa/2023", copy]));
    let line = "  window “entries” › closes: 1 July 2023, 00:00 (Europe/Brussels) → 29 June 2024, 00:00 (Europe/Brussels)";
    assert!(told.lines().any(|told| told == line), "{told}");
    assert_eq!(good(&palmares(data, &["edition", "diff", file, "essa/2023"])), "");
    bad(&palmares(data, &["edition", "clone", "essa/2023", "other/2024"]));
    let shift = palmares(data, &["edition", "clone", "essa/2023", "2024", "--shift", "a year"]);
    assert_eq!(shift.status.code(), Some(2), "said as other faults of a command line");
}

#[test]
fn a_document_of_the_first_format_is_upgraded_and_means_the_same() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = include_str!("../editions/kept/format-1.json");
    let file = dir.path().join("first.json");
    fs::write(&file, first).expect("a file");
    let upgraded = good(&palmares(dir.path(), &["edition", "upgrade", file.to_str().expect("a path")]));
    assert!(upgraded.contains("\"format\": \"palmares-edition/2\""), "{upgraded}");
    let read = palmares::editions::EditionDocument::parse(first).expect("the first format is read");
    assert_eq!(palmares::editions::EditionDocument::parse(&upgraded), Ok(read));
}
