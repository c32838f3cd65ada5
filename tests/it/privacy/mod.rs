//! What people may ask about their own data.

mod erasing;
pub mod own_data;
mod requests;
mod retention;

use std::fs;

use entity::user;
use rocket::http::Status;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, Statement,
};
use serde_json::{Value, json};

use crate::support::{Browser, TestApp};

pub const OWN: &str = "/api/me/erasure";
pub const ERASURES: &str = "/api/staff/erasures";

/// An account with a name of two words.
pub async fn person<'a>(app: &'a TestApp, email: &str, name: &str) -> Browser<'a> {
    let browser = app.person(email).await;
    let body = json!({ "name": name, "locale": "en" });
    browser.send(rocket::http::Method::Put, "/api/me", &[], Some(body)).await.expect(Status::Ok);
    browser
}

pub async fn erase(admin: &Browser<'_>, email: &str) -> Value {
    let body = json!({ "email": email, "reason": "Asked by letter." });
    admin.post(ERASURES, body).await.expect(Status::Ok)
}

pub async fn account(app: &TestApp, email: &str) -> Option<user::Model> {
    let row = user::Entity::find().filter(user::Column::Email.eq(email)).one(app.app.db.read()).await;
    row.expect("an answer")
}

/// Every value of every table, as one text.
pub async fn stored_text(app: &TestApp) -> String {
    let db = app.app.db.read();
    let backend = db.get_database_backend();
    let strings = async |query: String| -> Vec<String> {
        let rows = db.query_all_raw(Statement::from_string(backend, query)).await.expect("rows");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    };
    let tables = match backend {
        DbBackend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
        _ => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
    };
    let mut all = String::new();
    for table in strings(tables.to_owned()).await {
        let rows = match backend {
            DbBackend::Sqlite => {
                let columns = strings(format!("SELECT name FROM pragma_table_info('{table}')")).await;
                let cells: Vec<_> = columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
                format!("SELECT {} FROM \"{table}\"", cells.join(" || ' ' || "))
            }
            _ => format!("SELECT row_to_json(t)::text FROM \"{table}\" t"),
        };
        for row in strings(rows).await {
            all.push_str(&format!("{table}: {row}\n"));
        }
    }
    all
}

/// Every byte of every file of the store, and the list of erasures beside it.
pub fn stored_bytes(app: &TestApp) -> Vec<u8> {
    let data = &app.app.config.data;
    let mut all = fs::read(data.join("erasures.json")).unwrap_or_default();
    let mut open = vec![data.join("files")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).expect("a folder").map(|item| item.expect("an item").path()));
        } else {
            all.extend(fs::read(path).expect("a file"));
        }
    }
    all
}
