//! Background work: in which order, and when it is given up.

use entity::job::{self, JobState};
use palmares::{editions::sample::Stage, jobs::run_next};
use rocket::http::Status;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, QueryOrder as _};
use serde_json::json;

use crate::support::TestApp;

async fn all(app: &TestApp) -> Vec<job::Model> {
    job::Entity::find().order_by_asc(job::Column::Id).all(app.app.db.read()).await.expect("jobs")
}

/// Ana adds a photograph to her entry, which waits for its copies.
async fn add_photo(app: &TestApp) {
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    ana.add_photo(&entry).await;
}

#[rocket::async_test]
async fn a_link_somebody_waits_for_comes_before_the_pictures_of_a_deadline() {
    let app = TestApp::new().await;
    add_photo(&app).await;
    app.anyone()
        .post("/api/password/forgotten", json!({"email": "ana@osijek.example"}))
        .await
        .expect(Status::Accepted);
    assert!(run_next(&app.app, &palmares::jobs()).await.expect("work"));
    assert_eq!(app.mails().await.last().expect("a mail").0, "reset_password");
    let states: Vec<JobState> = all(&app).await.into_iter().map(|job| job.state).collect();
    assert_eq!(states, [JobState::Waiting, JobState::Done]);
}

#[rocket::async_test]
async fn a_job_that_took_the_program_down_each_time_is_given_up() {
    let app = TestApp::new().await;
    add_photo(&app).await;
    let row = all(&app).await.pop().expect("a job");
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let lost = job::ActiveModel {
        id: Set(row.id),
        state: Set(JobState::Running),
        tries: Set(5),
        lease_until: Set(Some(ctx.now.plus_ms(-1))),
        ..Default::default()
    };
    lost.update(&*tx).await.expect("a lost job");
    tx.commit().await.expect("a commit");
    assert!(run_next(&app.app, &palmares::jobs()).await.expect("work"));
    let row = all(&app).await.pop().expect("a job");
    assert_eq!((row.state, row.last_error.as_str()), (JobState::Failed, "it never ended"));
    assert!(!run_next(&app.app, &palmares::jobs()).await.expect("work"));
}
