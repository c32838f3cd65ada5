//! The sample edition: whole, within the rules, the same each time.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use entity::{
    assignment, audit, consent,
    entry::{self, EntryState},
    judge,
    outbox::{self, OutboxState},
    panel_member, scoresheet, submitted_version,
};
use palmares::editions::sample::{SAMPLES, Stage};
use rocket::http::Status;
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::support::TestApp;

async fn entries(app: &TestApp) -> Vec<entry::Model> {
    entry::Entity::find().order_by_asc(entry::Column::Id).all(app.app.db.read()).await.expect("entries")
}

#[rocket::async_test]
async fn the_same_seed_gives_the_same_entries_under_the_same_ids() {
    let (first, second) = (TestApp::new().await, TestApp::new().await);
    first.sample(Stage::Check, 12, 3).await;
    // At another time of day as well.
    second.app.clock.set(second.app.clock.now().plus_ms(5 * 60 * 60_000));
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
    let mut per_owner = BTreeMap::<_, Vec<String>>::new();
    for entry in entries(&app).await {
        per_owner.entry(entry.organisation_id).or_default().push(entry.category_key);
    }
    for categories in per_owner.values() {
        // Essa 2023: one entry per category and two in all for each organisation.
        let distinct: BTreeSet<_> = categories.iter().collect();
        assert!(categories.len() <= 2 && distinct.len() == categories.len(), "{categories:?}");
    }
}

/// Fills each edition that comes with the program.
async fn each_at(stage: Stage) {
    for sample in SAMPLES {
        let app = TestApp::new().await;
        app.sample_of(sample.path, stage, 4, 1).await;
        let made = entries(&app).await;
        let drafts = made.iter().filter(|entry| entry.state == EntryState::Draft).count();
        let what = format!("{}: {drafts} drafts", sample.path);
        assert_eq!((made.len(), drafts > 0), (4, stage == Stage::Call), "{what}");
        let assigned = assignment::Entity::find().count(app.app.db.read()).await.expect("assignments");
        assert_eq!(assigned > 0, matches!(stage, Stage::Judging | Stage::Judged), "{what}");
    }
}

#[rocket::async_test]
async fn each_edition_of_the_program_can_be_shown_in_its_call() {
    each_at(Stage::Call).await;
}

#[rocket::async_test]
async fn each_edition_of_the_program_can_be_shown_in_its_check() {
    each_at(Stage::Check).await;
}

#[rocket::async_test]
async fn each_edition_of_the_program_can_be_shown_while_it_is_judged() {
    each_at(Stage::Judging).await;
}

#[rocket::async_test]
async fn each_edition_of_the_program_can_be_shown_after_its_judging() {
    each_at(Stage::Judged).await;
}

#[rocket::async_test]
async fn a_sample_keeps_to_rules_about_who_enters_what() {
    let app = TestApp::new().await;
    app.sample_of("essa/2026", Stage::Check, 60, 0).await;
    let kinds = entries(&app).await.into_iter().map(|entry| (entry.organisation_kind, entry.category_key));
    let kinds: BTreeSet<_> = kinds.collect();
    let of = |kind: &str| kinds.iter().filter(|(of, _)| of == kind).map(|(_, key)| key.as_str()).collect();
    let (companies, universities, cities): (Vec<_>, Vec<_>, Vec<_>) =
        (of("private"), of("research"), of("city"));
    assert_eq!((companies, universities), (vec!["public_private_partnership"], vec!["research_evaluation"]));
    assert_eq!(cities.len(), 3, "{cities:?}");
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
async fn every_judge_of_a_sample_has_accepted_and_sits_on_a_panel() {
    let app = TestApp::new().await;
    // More than one panel of five for each of the five categories.
    app.sample(Stage::Judging, 10, 31).await;
    let db = app.app.db.read();
    let judges = judge::Entity::find().all(db).await.expect("judges");
    assert_eq!(judges.len(), 31);
    assert!(judges.iter().all(|judge| judge.accepted_at.is_some()));
    let seats = panel_member::Entity::find().all(db).await.expect("panels");
    let seated: BTreeSet<_> = seats.iter().map(|seat| seat.judge_id.0).collect();
    assert_eq!(seated, judges.iter().map(|judge| judge.id.0).collect());
    // However large a panel is, an entry has the judges it needs.
    let assignments = assignment::Entity::find().all(db).await.expect("assignments");
    for entry in entries(&app).await {
        let count = assignments.iter().filter(|row| row.entry_id == entry.id).count();
        assert!(count <= 5, "{count} judges of {}", entry.title);
    }
}

#[rocket::async_test]
async fn the_history_of_a_sample_is_on_record_in_order_and_its_mails_are_not_sent_again() {
    let app = TestApp::new().await;
    app.sample(Stage::Judged, 8, 5).await;
    let db = app.app.db.read();
    let record = audit::Entity::find().order_by_asc(audit::Column::Id).all(db).await.expect("a log");
    assert!(record.is_sorted_by_key(|row| row.at));
    assert!(record.iter().all(|row| row.at <= app.app.clock.now()));
    let count = |action: &str| record.iter().filter(|row| row.action == action).count();
    let versions = submitted_version::Entity::find().count(db).await.expect("versions");
    assert_eq!(versions, 8);
    assert_eq!((count("entry.create"), count("entry.submit"), count("judge.accept")), (8, 8, 5));
    let sheets = scoresheet::Entity::find().count(db).await.expect("scoresheets");
    assert_eq!(u64::try_from(count("scoresheet.hand_in")).expect("small"), sheets);
    let mails = outbox::Entity::find().all(db).await.expect("the outbox");
    assert!(mails.iter().any(|mail| mail.kind == "entry_received"));
    let now = app.app.clock.now();
    let is_past = |mail: &outbox::Model| mail.sent_at.is_some_and(|at| at <= now);
    assert!(mails.iter().all(|mail| mail.state == OutboxState::Sent && is_past(mail)));
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
