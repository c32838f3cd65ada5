//! Stories of staff at work.

mod figures;
mod going;
mod keeping;
mod narrowing;
mod queue;
mod work;

use palmares::context::Ctx;
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;

use crate::support::{Browser, TestApp};

const EDITION: &str = "/api/staff/editions/essa/2023";

async fn run(app: &TestApp, sql: &str) {
    let ctx: Ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    tx.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    tx.commit().await.expect("a commit");
}

async fn number(app: &TestApp, sql: &str) -> i64 {
    let db = app.app.db.read();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.unwrap_or_else(|error| panic!("{sql}: {error}"))
        .map_or(0, |row| row.try_get_by_index(0).expect("a number"))
}

async fn read(staff: &Browser<'_>, path: &str) -> Value {
    staff.get(&format!("{EDITION}/{path}")).await.expect(Status::Ok)
}
