//! Work beside the requests: what fails in it stops nothing else.

use std::time::Duration;

use entity::job::{self, JobState};
use palmares::{
    background,
    context::Ctx,
    jobs::{self, Job},
    mail::Mailer,
};
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::{
    sync::watch,
    time::{interval, timeout},
};

use crate::support::{MailServer, Mood, TestApp};

#[derive(Serialize, Deserialize)]
struct Panics;

impl Job for Panics {
    const NAME: &'static str = "test.panics";

    async fn run(self, _ctx: Ctx) -> anyhow::Result<()> {
        panic!("nobody thought of this")
    }
}

/// Waits until it is so, and not for ever.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let mut tick = interval(Duration::from_millis(20));
    let wait = async {
        while !is_so().await {
            tick.tick().await;
        }
    };
    timeout(Duration::from_secs(120), wait).await.unwrap_or_else(|_| panic!("not in 120 s: {what}"));
}

async fn jobs_in(app: &TestApp, state: JobState) -> usize {
    let rows = job::Entity::find().all(app.app.db.read()).await.expect("jobs");
    rows.iter().filter(|row| row.state == state).count()
}

async fn ask_for_a_link(app: &TestApp) {
    let ana = json!({"email": "ana@osijek.example"});
    app.anyone().post("/api/password/forgotten", ana).await.expect(Status::Accepted);
}

#[rocket::async_test]
async fn a_job_that_panics_is_tried_later_and_the_next_ones_are_done() {
    let app = TestApp::new().await;
    app.person("ana@osijek.example").await;
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    jobs::enqueue(&tx, &ctx, &Panics).await.expect("a job");
    tx.commit().await.expect("a commit");
    let (stop, stopped) = watch::channel(false);
    let tasks = background::start(&app.app, palmares::jobs().with::<Panics>(), None, &stopped);
    until("the panic is noted", async || {
        let rows = job::Entity::find().all(app.app.db.read()).await.expect("jobs");
        rows.iter().any(|row| row.last_error == "it panicked: nobody thought of this")
    })
    .await;
    ask_for_a_link(&app).await;
    until("the link is mailed", async || app.mails().await.len() == 1).await;
    // A job is noted as done after what it did.
    until("the next job is done", async || jobs_in(&app, JobState::Done).await == 1).await;
    assert_eq!(jobs_in(&app, JobState::Waiting).await, 1);
    stop.send_replace(true);
    for task in tasks {
        timeout(Duration::from_secs(60), task).await.expect("it ends").expect("no panic");
    }
}

#[rocket::async_test]
async fn a_mail_server_that_hangs_keeps_no_job_waiting() {
    let server = MailServer::start();
    server.behave(Mood::Hangs);
    let url = server.url();
    let app = TestApp::configured(|config| config.mail.smtp_url = url).await;
    let new = json!({"name": "Bo", "email": "bo@osijek.example", "password": "three green boats at dawn"});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    app.person("ana@osijek.example").await;
    let mailer = Mailer::new(&app.app.config.mail).expect("usable settings");
    let (stop, stopped) = watch::channel(false);
    let _tasks = background::start(&app.app, palmares::jobs(), mailer, &stopped);
    until("the server hangs", async || server.connections() > 0).await;
    ask_for_a_link(&app).await;
    until("the job is done", async || jobs_in(&app, JobState::Done).await == 1).await;
    stop.send_replace(true);
}
