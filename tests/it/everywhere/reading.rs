//! Reading changes nothing (security bar CSRF-5).

use std::{collections::BTreeMap, fs, path::Path};

use entity::audit;
use palmares::editions::sample::Stage;
use rocket::http::Method;
use sea_orm::{EntityTrait as _, QueryOrder as _};

use super::world::{PRINCIPALS, World};
use crate::support::TestApp;

/// What a `GET` may add to the log: who took an export or their own data, and who was refused.
const NOTES: [&str; 3] = ["account.take_data", "export.download", "request.refuse"];

/// All rows of these tables, by the table's name.
macro_rules! tables {
    ($db:expr; $($table:ident),* $(,)?) => {
        BTreeMap::from([$((stringify!($table), {
            let rows = entity::$table::Entity::find().all($db).await.expect("the rows");
            let mut rows: Vec<_> = rows.iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            rows
        })),*])
    };
}

/// The whole database but its log.
async fn content(app: &TestApp) -> BTreeMap<&'static str, Vec<String>> {
    tables!(
        app.app.db.read();
        answer, assignment, attachment, audit_seal, conflict, consent, coverage_count, edition, edition_version, entry,
        entry_check, entry_count, entry_progress, entry_quarter, entry_search, erasure, erasure_request, feedback_release, form_version, heartbeat, history, idempotency_key, job, judge, judge_progress, legal_text, link,
        member, nominee, organisation, outbox, panel_member, preference, programme, rule_ruling, saved_view, scoresheet, session, set_aside, setting, sheet_quarter, shortlisted,
        staff_invitation, submitted_version, throttle, upload_hour, user,
    )
}

async fn log(app: &TestApp) -> Vec<audit::Model> {
    let rows = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.app.db.read()).await;
    rows.expect("the log")
}

#[rocket::async_test]
async fn whatever_is_read_and_by_whom_nothing_changes() {
    let world = World::at(Stage::Judging).await;
    let mut browsers = Vec::new();
    for principal in PRINCIPALS {
        browsers.push(world.browser(principal).await);
    }
    let (content_before, log_before) = (content(&world.app).await, log(&world.app).await);
    for (_, _, path) in world.routes().into_iter().filter(|(method, ..)| *method == Method::Get) {
        for browser in &browsers {
            browser.get(&path).await;
            browser.send(Method::Head, &path, &[], None).await;
        }
    }
    for (table, rows) in content(&world.app).await {
        assert_eq!(rows, content_before[table], "{table}");
    }
    let notes = log(&world.app).await.split_off(log_before.len());
    assert!(notes.iter().all(|note| NOTES.contains(&note.action.as_str())), "{notes:?}");
}

#[rocket::async_test]
async fn no_table_is_left_out() {
    let app = TestApp::new().await;
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("entity/src")).expect("the entities");
    let mut names: Vec<String> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| fs::read_to_string(path).expect("a text").contains("DeriveEntityModel"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .filter(|name| name != "audit")
        .collect();
    names.sort();
    assert_eq!(content(&app).await.into_keys().collect::<Vec<_>>(), names);
}
