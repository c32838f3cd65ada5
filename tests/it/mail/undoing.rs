//! Mails to many: they wait a minute in which they can be undone.

use entity::outbox::{self, OutboxState};
use palmares::mail::send_due;
use rocket::http::{Method, Status};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{mailer, program};
use crate::support::{
    MailServer, TestApp,
    judging::{JUDGES, ROUND},
};

const MAILS: &str = "/api/staff/editions/essa/2023/mails";

async fn send(app: &TestApp) -> usize {
    let (_stop, stopped) = watch::channel(false);
    send_due(&app.app, &mailer(app), &stopped).await.expect("an open outbox")
}

fn two_judges() -> Value {
    json!({ "judges": [
        { "email": "mia@jury.example", "name": "Mia" },
        { "email": "leo@jury.example", "name": "Leo" },
    ] })
}

/// Where the mails of this answer are undone.
fn undo(answer: &Value) -> String {
    format!("{MAILS}/{}/undo", answer["mails"]["id"].as_str().expect("an id"))
}

#[rocket::async_test]
async fn mails_to_judges_wait_a_minute_in_which_none_of_them_goes_if_they_are_undone() {
    let server = MailServer::start();
    let app = program(&server).await;
    let panel = app.panel().await;
    let invited = panel.staff.post_once(JUDGES, two_judges()).await.expect(Status::Ok);
    let (count, goes_at) = (&invited["mails"]["count"], &invited["mails"]["goes_at"]);
    assert_eq!((count, goes_at), (&json!(2), &json!("2027-02-01T09:01:00.000Z")));
    app.at("2027-02-01T09:00:59.999Z");
    assert_eq!(send(&app).await, 0, "not yet");
    let undone = panel.staff.post_once(&undo(&invited), json!({})).await.expect(Status::Ok);
    assert_eq!(undone, json!({ "undone": 2, "gone": 0 }));
    assert_eq!(app.audit_events("mail.undo").await, 1);
    app.at("2027-02-01T09:10:00Z");
    assert_eq!((send(&app).await, app.mails().await.len()), (0, 0));

    // The judges are still there, and are invited by a reminder.
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let remind = format!("{JUDGES}/{}/remind", judges[0]["id"].as_str().expect("an id"));
    let reminded = panel.staff.post_once(&remind, json!({})).await.expect(Status::Ok);
    assert_eq!(reminded["mails"]["goes_at"], "2027-02-01T09:11:00.000Z");
    app.at("2027-02-01T09:11:00Z");
    assert_eq!((send(&app).await, server.taken().len()), (1, 1));
}

#[rocket::async_test]
async fn what_has_gone_is_told_and_the_rest_does_not_go() {
    let server = MailServer::start();
    let app = program(&server).await;
    let panel = app.panel().await;
    let invited = panel.staff.post_once(JUDGES, two_judges()).await.expect(Status::Ok);
    // A worker has the first one in hand.
    let tx = app.ctx().begin().await.expect("a transaction");
    let first = outbox::Entity::find().order_by_asc(outbox::Column::Id).one(&*tx).await;
    let first = first.expect("an answer").expect("a mail");
    let lease = Some(first.next_at.plus_ms(300_000));
    let row =
        outbox::ActiveModel { state: Set(OutboxState::Sending), lease_until: Set(lease), ..first.into() };
    row.update(&*tx).await.expect("a row");
    tx.commit().await.expect("a commit");

    let (path, key) = (undo(&invited), [("Idempotency-Key", "a-key-of-the-client-1")]);
    let answer = panel.staff.send(Method::Post, &path, &key, Some(json!({}))).await.expect(Status::Ok);
    assert_eq!(answer, json!({ "undone": 1, "gone": 1 }));
    let again = panel.staff.send(Method::Post, &path, &key, Some(json!({}))).await.expect(Status::Ok);
    assert_eq!(again, answer, "a retry is told the same");
    assert_eq!(app.mails().await, [("judge_invitation".to_owned(), "mia@jury.example".to_owned())]);
    let late = panel.staff.post_once(&path, json!({})).await.expect(Status::Ok);
    assert_eq!(late, json!({ "undone": 0, "gone": 1 }));
}

#[rocket::async_test]
async fn a_reminder_that_was_undone_is_no_reminder() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia_browser, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    let assigned = panel.assign("service_delivery", &[&mia, &leo]).await;
    assert_eq!(assigned["mails"]["count"], 2, "the news of entries can be undone too");
    let before = app.mails().await.len();
    let reminders = format!("{ROUND}/reminders");
    let sent = panel.staff.post_once(&reminders, json!({})).await.expect(Status::Ok);
    assert_eq!((&sent["sent"], &sent["mails"]["count"]), (&json!(2), &json!(2)));
    mia_browser.post_once(&undo(&sent), json!({})).await.assert_problem(403, "accounts/wrong-role");
    let elsewhere = undo(&sent).replace("2023", "1999");
    panel.staff.post_once(&elsewhere, json!({})).await.assert_problem(404, "not-found");
    panel.staff.post_once(&undo(&sent), json!({})).await.expect(Status::Ok);
    assert_eq!(app.mails().await.len(), before);
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let judges = judges.as_array().expect("judges");
    assert!(judges.iter().all(|judge| judge["reminded_at"].is_null()), "{judges:?}");
    panel.staff.post_once(&undo(&sent), json!({})).await.assert_problem(404, "not-found");
    let again = panel.staff.post_once(&reminders, json!({})).await.expect(Status::Ok);
    assert_eq!(again["sent"], 2, "nobody was reminded within the day");
}
