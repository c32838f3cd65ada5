//! What has served its time is forgotten, and nothing else.

use entity::{idempotency_key, job, link, session, throttle};
use palmares::housekeeping;
use rocket::http::Status;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
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
