//! What has served its time is forgotten, and nothing else.

use entity::{idempotency_key, job, link, session, throttle};
use palmares::housekeeping;
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, PaginatorTrait as _, Statement};
use serde_json::json;

use crate::support::TestApp;

async fn rows(app: &TestApp) -> [u64; 5] {
    let db = app.app.db.read();
    [
        session::Entity::find().count(db).await.expect("sessions"),
        link::Entity::find().count(db).await.expect("links"),
        throttle::Entity::find().count(db).await.expect("waiting times"),
        idempotency_key::Entity::find().count(db).await.expect("keys"),
        job::Entity::find().count(db).await.expect("jobs"),
    ]
}

#[rocket::async_test]
async fn what_is_over_is_forgotten_and_what_lives_stays() {
    let app = TestApp::new().await;
    let edition = app.edition(palmares::editions::sample::Stage::Call).await;
    app.at_deadline(&edition, -60_000);
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    ana.add_photo(&entry).await;
    app.anyone().post("/api/password/forgotten", json!({ "email": "ana@osijek.example" })).await;
    app.run_jobs().await;
    let credentials = json!({ "email": "ana@osijek.example", "password": "wrong boats at dusk" });
    app.anyone().post("/api/sign-in", credentials).await;
    let before = rows(&app).await;
    assert!(before.iter().all(|count| *count > 0), "{before:?}");

    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    assert_eq!(rows(&app).await, before);
    ana.get(&entry).await.expect(Status::Ok);

    let days = |days: i64| days * 24 * 60 * 60_000;
    app.at_deadline(&edition, days(3));
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    let [sessions, links, waits, keys, jobs] = rows(&app).await;
    assert_eq!((waits, keys), (0, 0), "two days are enough");
    assert_eq!([sessions, links, jobs], [before[0], before[1], before[4]]);

    app.at_deadline(&edition, days(60));
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    assert_eq!(rows(&app).await, [0; 5]);
    assert_eq!(app.stored_files().0, 2, "a small picture and the copy that serves for both sizes");
}

/// How many tables have figures for the planner of queries.
async fn counted_tables(app: &TestApp) -> i64 {
    let db = app.app.db.read();
    let text = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND reltuples >= 0 \
             AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
        _ => "SELECT count(DISTINCT tbl) FROM sqlite_stat1",
    };
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await;
    row.expect("an answer").expect("a row").try_get_by_index(0).expect("a number")
}

#[rocket::async_test]
async fn tables_are_counted_anew_and_those_of_a_neighbour_in_the_database_are_not() {
    let (own, other) = (TestApp::new().await, TestApp::new().await);
    own.staff().await;
    other.staff().await;
    let before = (counted_tables(&own).await, counted_tables(&other).await);
    own.app.db.analyze().await.expect("new figures");
    assert!(counted_tables(&own).await > before.0);
    assert_eq!(counted_tables(&other).await, before.1);
}
