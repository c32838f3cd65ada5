//! `palmares export`.

use clap::Parser;
use palmares::{
    commands::export::{self, ExportArguments},
    config::Config,
};

use crate::support::TestApp;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    arguments: ExportArguments,
}

fn arguments(words: &[&str]) -> ExportArguments {
    let line = Line::try_parse_from([&["export"], words].concat());
    line.map_err(|error| error.to_string()).expect("arguments").arguments
}

#[rocket::async_test]
async fn the_command_writes_the_same_file_as_the_browser() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let config = app.app.config.clone();
    let file = config.data.join("entries.csv");
    let shown = file.to_str().expect("a path");
    for (bom, query) in [(None, ""), (Some("--bom"), "?bom=true")] {
        let words = ["entries", "--edition", "essa/2023", "--out", shown];
        let words: Vec<&str> = words.into_iter().chain(bom).collect();
        export::run(config.clone(), arguments(&words)).await.expect("an export");
        let path = format!("/api/staff/editions/essa/2023/exports/entries.csv{query}");
        assert_eq!(std::fs::read(&file).expect("the file"), panel.staff.get(&path).await.bytes);
    }
}

#[rocket::async_test]
async fn an_unknown_edition_is_one_line_and_writes_nothing() {
    let app = TestApp::new().await;
    let config = app.app.config.clone();
    let file = config.data.join("scores.csv");
    let shown = file.to_str().expect("a path");
    for (name, expected) in [
        ("essa/1999", "there is no edition essa/1999; see `palmares edition list`"),
        ("essa", "write the edition as programme and edition, such as essa/2023, not `essa`"),
    ] {
        let words = ["scores", "--edition", name, "--out", shown];
        let error = export::run(config.clone(), arguments(&words)).await.expect_err("no such edition");
        assert_eq!(error.to_string(), expected);
    }
    assert!(!file.exists());
}

#[rocket::async_test]
async fn a_mistyped_data_directory_is_told_and_not_made() {
    let dir = tempfile::tempdir().expect("a directory");
    let config = Config { data: dir.path().join("typo"), ..Config::default() };
    let error = export::run(config, arguments(&["scores", "--edition", "essa/2023"])).await;
    let message = error.expect_err("nothing is there").to_string();
    assert!(message.starts_with("there is no database in ") && message.contains("typo"), "{message}");
    assert!(!dir.path().join("typo").exists());
}

#[test]
fn a_kind_that_does_not_exist_is_refused_with_those_that_do() {
    let line = Line::try_parse_from(["export", "secrets", "--edition", "essa/2023"]);
    let message = line.err().expect("a refusal").to_string();
    assert!(message.contains("entries, scores, results, judges, contacts, conflicts, consents"), "{message}");
}
