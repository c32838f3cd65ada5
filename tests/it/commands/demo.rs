//! The sample edition: whole, within the rules, the same each time.

use std::process::Command;

use entity::{assignment, consent, entry, scoresheet};
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use crate::support::TestApp;

async fn entries(app: &TestApp) -> Vec<entry::Model> {
    entry::Entity::find().all(app.app.db.read()).await.expect("entries")
}

#[rocket::async_test]
async fn the_same_seed_gives_the_same_entries_under_the_same_ids() {
    let (first, second) = (TestApp::new().await, TestApp::new().await);
    first.sample(Stage::Check, 12, 3).await;
    second.sample(Stage::Check, 12, 3).await;
    let ids = |entries: Vec<entry::Model>| -> Vec<(String, String)> {
        entries.into_iter().map(|entry| (entry.public_id.to_string(), entry.title)).collect()
    };
    let (first, second) = (ids(entries(&first).await), ids(entries(&second).await));
    assert_eq!(first, second);
    assert_eq!(first.len(), 12);
}

#[rocket::async_test]
async fn the_sample_keeps_the_limits_of_its_own_edition() {
    let app = TestApp::new().await;
    app.sample(Stage::Judged, 40, 10).await;
    let mut per_owner = std::collections::BTreeMap::<_, Vec<String>>::new();
    for entry in entries(&app).await {
        per_owner.entry(entry.organisation_id).or_default().push(entry.category_key);
    }
    for categories in per_owner.values() {
        // Essa 2023: one entry per category and two in all for each organisation.
        let distinct: std::collections::BTreeSet<_> = categories.iter().collect();
        assert!(categories.len() <= 2 && distinct.len() == categories.len(), "{categories:?}");
    }
}

#[rocket::async_test]
async fn a_judged_sample_has_every_mark_of_every_active_assignment() {
    let app = TestApp::new().await;
    app.sample(Stage::Judged, 20, 10).await;
    let active = assignment::Entity::find().all(app.app.db.read()).await.expect("assignments");
    let active = active.iter().filter(|row| row.state == assignment::AssignmentState::Active).count();
    let sheets = scoresheet::Entity::find().all(app.app.db.read()).await.expect("scoresheets");
    assert_eq!(sheets.len(), active);
    // Three criteria in the edition of 2023.
    assert!(sheets.iter().all(|sheet| sheet.scores.len() == 3));
    let consents = consent::Entity::find().all(app.app.db.read()).await.expect("consents");
    let without_privacy = entries(&app).await.into_iter().filter(|entry| {
        let is_given = |consent: &&consent::Model| consent.accepted && consent.field_key == "privacy";
        !consents.iter().filter(is_given).any(|consent| consent.entry_id == entry.id)
    });
    assert_eq!(without_privacy.count(), 0);
}

#[rocket::async_test]
async fn the_sample_accounts_sign_in_through_the_browser() {
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    let palmares = env!("CARGO_BIN_EXE_palmares");
    let args = ["demo", "--stage", "call", "--entries", "3", "--judges", "1", "--data"];
    let made = Command::new(palmares).args(args).arg(&data).current_dir(dir.path()).output().expect("a run");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&data).expect("the directory").permissions().mode();
        assert_eq!(mode & 0o077, 0, "personal data are for the program's own user");
    }
    let kept: Value = serde_json::from_slice(&std::fs::read(data.join("sample.json")).expect("the sign-ins"))
        .expect("JSON");

    let app = TestApp::on_data(&data).await;
    for account in kept["accounts"].as_array().expect("accounts") {
        let credentials = json!({"email": account[0], "password": kept["password"]});
        app.anyone().post("/api/sign-in", credentials).await.expect(Status::Ok);
    }

    let again = Command::new(palmares).args(args).arg(&data).current_dir(dir.path()).output().expect("a run");
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is not empty"));
}
