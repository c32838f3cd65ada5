//! A draft edition is deleted, and nothing of it is left but what the audit log says.

use entity::programme;
use palmares::{
    audit,
    editions::{find_for_program, sample::Stage},
};
use rocket::http::{Method, Status};
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait as _, PaginatorTrait as _, QueryResult, Statement,
};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp};

const DRAFT: &str = "/api/staff/editions/essa/2024";

async fn deletes(staff: &Browser<'_>, edition: &str, version: i64) -> Answer {
    let version = format!("\"v{version}\"");
    let path = format!("/api/staff/editions/essa/{edition}");
    staff.send(Method::Delete, &path, &[("If-Match", &version)], None).await
}

async fn ask(app: &TestApp, sql: &str) -> Vec<QueryResult> {
    let db = app.app.db.read();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    rows.expect("an answer")
}

/// How many rows of each table name the edition; tables without such a row are left out.
async fn rows_about(app: &TestApp, edition: i64) -> Vec<(String, i64)> {
    let tables = match app.app.db.read().get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name = 'edition_id' ORDER BY m.name"
        }
        _ => {
            "SELECT table_name::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND column_name = 'edition_id' ORDER BY table_name"
        }
    };
    let mut found = Vec::new();
    for row in ask(app, tables).await {
        let table: String = row.try_get_by_index(0).expect("a name");
        let sql = format!("SELECT count(*) FROM \"{table}\" WHERE edition_id = {edition}");
        let count: i64 = ask(app, &sql).await[0].try_get_by_index(0).expect("a number");
        if count > 0 {
            found.push((table, count));
        }
    }
    found
}

async fn keeps_a_view(person: &Browser<'_>, shared: bool) {
    let view = json!({ "list": "entries", "name": "All", "query": "sort=title", "shared": shared });
    person.post_once(&format!("{DRAFT}/views"), view).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn nothing_is_left_of_a_deleted_draft_but_the_audit_log() {
    let app = TestApp::new().await;
    app.draft_edition("2024").await;
    let (staff, admin) = (app.staff().await, app.admin().await);
    let edition = find_for_program(&app.ctx(), "essa", "2024").await.expect("an answer").expect("a draft");
    keeps_a_view(&staff, false).await;
    keeps_a_view(&admin, true).await;
    audit::seal(&app.ctx()).await.expect("a chain");
    let head = audit::head(app.ctx().read()).await.expect("a head");
    let before = rows_about(&app, edition.id.0).await;
    let tables: Vec<&str> = before.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(tables, ["audit", "edition_version", "form_version", "saved_view"]);

    let seen = staff.get(&format!("{DRAFT}/deletion")).await.expect(Status::Ok);
    assert_eq!(seen, json!({ "versions": 1, "views": 2 }));
    deletes(&staff, "2024", 1).await.expect(Status::Ok);
    deletes(&staff, "2024", 1).await.assert_problem(404, "not-found");
    assert_eq!(rows_about(&app, edition.id.0).await, [("audit".to_owned(), before[0].1 + 1)]);
    assert_eq!(programme::Entity::find().count(app.app.db.read()).await.expect("a number"), 0);
    assert_eq!(staff.get("/api/staff/editions").await.expect(Status::Ok), json!([]));

    audit::seal(&app.ctx()).await.expect("a chain");
    let found = audit::verify(app.ctx().read(), Some(head)).await.expect("a look");
    assert_eq!((found.waiting, found.fault), (0, None));
}

#[rocket::async_test]
async fn the_name_of_a_deleted_draft_is_free_and_its_past_is_not_that_of_the_next() {
    let app = TestApp::new().await;
    app.draft_edition("2024").await;
    let staff = app.staff().await;
    let id =
        || async { find_for_program(&app.ctx(), "essa", "2024").await.expect("an answer").map(|one| one.id) };
    let first = id().await;
    let document: Value =
        staff.get(&format!("{DRAFT}/document")).await.expect(Status::Ok)["document"].clone();
    deletes(&staff, "2024", 1).await.expect(Status::Ok);
    assert_eq!(id().await, None);
    let added = staff.post("/api/staff/editions", json!({ "document": document })).await;
    assert_eq!(added.expect(Status::Created)["version"], 1);
    assert!(id().await > first, "its number is not given again");
    let versions = staff.get(&format!("{DRAFT}/versions")).await.expect(Status::Ok);
    assert_eq!(versions["items"].as_array().map(Vec::len), Some(1), "{versions}");
}

#[rocket::async_test]
async fn what_people_have_seen_is_not_deleted() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    for state in ["published", "archived"] {
        let body = json!({ "state": state, "reason": "" });
        staff.put("/api/staff/editions/essa/2023/state", 1, body).await.expect(Status::Ok);
        let refused = deletes(&staff, "2023", 1).await;
        refused.assert_problem(409, "editions/not-draft");
        assert_eq!(refused.json()["current"]["state"], state);
        let looked = staff.get("/api/staff/editions/essa/2023/deletion").await;
        looked.assert_problem(409, "editions/not-draft");
    }
    app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_draft_is_deleted_as_it_was_seen_and_its_programme_stays_with_other_editions() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    app.draft_edition("2024").await;
    let staff = app.staff().await;
    deletes(&staff, "2024", 7).await.assert_problem(412, "editions/changed");
    deletes(&staff, "2024", 1).await.expect(Status::Ok);
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!(call["programme"], "essa");
    assert_eq!(app.audit_events("edition.delete").await, 1);
}
