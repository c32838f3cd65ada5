//! Bringing a document into force.

use entity::{audit, edition::EditionState, form_version};
use palmares::{
    audit::Cause,
    editions::{
        EditionDocument, ImportChange, ImportOutcome, find_for_program, hold_rules, import,
        sample::{Stage, essa_2023},
    },
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use crate::support::TestApp;

async fn brought_in(app: &TestApp, document: &EditionDocument) -> ImportOutcome {
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let outcome = import(&tx, &ctx, document, Cause::PROGRAM).await.expect("an import");
    tx.commit().await.expect("a commit");
    outcome
}

fn outcome(change: ImportChange, version: i64) -> ImportOutcome {
    ImportOutcome { change, state: EditionState::Published, version }
}

async fn form_versions(app: &TestApp) -> u64 {
    form_version::Entity::find().count(app.app.db.read()).await.expect("a count")
}

#[rocket::async_test]
async fn the_same_document_twice_changes_nothing() {
    let app = TestApp::new().await;
    let essa = essa_2023().expect("the sample");
    let first = brought_in(&app, &essa).await;
    assert_eq!(first, outcome(ImportChange::Created, 1));
    let again = brought_in(&app, &essa).await;
    assert_eq!(again, outcome(ImportChange::Unchanged, 1));
    assert_eq!(form_versions(&app).await, 1);
    assert_eq!(audit::Entity::find().count(app.app.db.read()).await.expect("a count"), 1);
}

#[rocket::async_test]
async fn only_a_changed_form_makes_a_form_version() {
    let app = TestApp::new().await;
    let mut essa = essa_2023().expect("the sample");
    brought_in(&app, &essa).await;
    essa.edition.theme = "Another theme".to_owned();
    assert_eq!(brought_in(&app, &essa).await, outcome(ImportChange::Changed, 2));
    assert_eq!(form_versions(&app).await, 1);
    essa.form.sections[0].fields[0].label = "Partners".to_owned();
    assert_eq!(brought_in(&app, &essa).await.version, 3);
    assert_eq!(form_versions(&app).await, 2);
    let ctx = app.ctx();
    let edition = find_for_program(&ctx, "essa", "2023").await.expect("an answer").expect("the edition");
    assert_eq!((edition.form_number, edition.document.edition.theme.as_str()), (2, "Another theme"));
}

#[rocket::async_test]
async fn nothing_is_kept_under_rules_that_changed_after_they_were_read() {
    let app = TestApp::new().await;
    let ctx = app.ctx();
    let mut essa = essa_2023().expect("the sample");
    brought_in(&app, &essa).await;
    let read =
        async || find_for_program(&ctx, "essa", "2023").await.expect("an answer").expect("the edition");
    let before = read().await;
    essa.form.sections[0].title.push_str(" (new)");
    brought_in(&app, &essa).await;
    let after = read().await;
    let tx = ctx.begin().await.expect("a transaction");
    assert!(hold_rules(&tx, &before).await.is_err());
    assert!(hold_rules(&tx, &after).await.is_ok());
}

#[rocket::async_test]
async fn an_import_that_is_not_committed_leaves_nothing() {
    let app = TestApp::new().await;
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let essa = essa_2023().expect("the sample");
    import(&tx, &ctx, &essa, Cause::PROGRAM).await.expect("an import");
    drop(tx);
    assert!(find_for_program(&ctx, "essa", "2023").await.expect("an answer").is_none());
}

#[rocket::async_test]
async fn a_stage_is_now() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Call).await;
    let window = edition.document.window("entries").expect("a window");
    assert!(window.contains(app.app.clock.now()));
}
