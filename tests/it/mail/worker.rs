//! Mails on their way to the mail server.

use palmares::mail::send_due;
use rocket::http::Status;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{mailer, program, register};
use crate::support::{MailServer, TestApp};

async fn send(app: &TestApp) -> usize {
    let (_stop, stopped) = watch::channel(false);
    send_due(&app.app, &mailer(app), &stopped).await.expect("an open outbox")
}

async fn only_mail(app: &TestApp) -> Value {
    let page = app.admin().await.get("/api/staff/mails").await.expect(Status::Ok);
    assert_eq!(page["total"], 1);
    page["items"][0].clone()
}

#[rocket::async_test]
async fn a_mail_is_sent_once_with_a_link_that_works() {
    let server = MailServer::start();
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    assert_eq!((send(&app).await, send(&app).await), (1, 0));
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains("To: ana@osijek.example"), "{}", taken[0]);
    let token = app.newest_token().await;
    let whole = taken[0].replace("=\n", "");
    assert!(whole.contains(&format!("https://awards.example.eu/confirm#{token}")), "{whole}");
    app.anyone().post("/api/accounts/confirm", json!({ "token": token })).await.expect(Status::Ok);

    let mail = only_mail(&app).await;
    assert_eq!((&mail["state"], &mail["tries"]), (&"sent".into(), &json!(1)));
    assert_eq!(mail["sent_at"], "2027-02-01T09:00:00.000Z");
}

#[rocket::async_test]
async fn a_mail_the_server_cannot_take_now_is_tried_later_and_later() {
    let server = MailServer::start();
    server.answer("451 try again later");
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    assert_eq!(send(&app).await, 1);
    let mail = only_mail(&app).await;
    assert_eq!((&mail["state"], &mail["next_at"]), (&"waiting".into(), &"2027-02-01T09:01:00.000Z".into()));
    assert!(mail["last_error"].as_str().is_some_and(|error| error.contains("try again later")), "{mail}");

    app.at("2027-02-01T09:00:59.999Z");
    assert_eq!(send(&app).await, 0);
    app.at("2027-02-01T09:01:00Z");
    assert_eq!(send(&app).await, 1);
    assert_eq!(only_mail(&app).await["next_at"], "2027-02-01T09:03:00.000Z");
    server.answer("250 fine");
    app.at("2027-02-01T09:03:00Z");
    assert_eq!(send(&app).await, 1);
    assert_eq!((&only_mail(&app).await["state"], server.taken().len()), (&"sent".into(), 1));
}

#[rocket::async_test]
async fn a_mail_is_given_up_after_two_days() {
    let server = MailServer::start();
    server.answer("451 try again later");
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    let mut mail = json!({ "state": "waiting", "next_at": "2027-02-01T09:00:00.000Z" });
    let mut last = String::new();
    while mail["state"] == "waiting" {
        last = mail["next_at"].as_str().expect("an instant").to_owned();
        app.at(&last);
        assert_eq!(send(&app).await, 1);
        mail = only_mail(&app).await;
    }
    assert_eq!((&mail["state"], &last[..10]), (&json!("failed"), "2027-02-03"));
    app.at("2027-02-09T09:00:00Z");
    assert_eq!(send(&app).await, 0);
}

#[rocket::async_test]
async fn a_mail_that_is_first_tried_days_later_has_all_its_tries() {
    let server = MailServer::start();
    server.answer("451 try again later");
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    app.at("2027-02-05T09:00:00Z");
    assert_eq!(send(&app).await, 1);
    assert_eq!(only_mail(&app).await["state"], "waiting");
}

#[rocket::async_test]
async fn a_refused_mail_is_not_tried_again_until_staff_ask_for_it() {
    let server = MailServer::start();
    server.answer("550 no such mailbox");
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    assert_eq!(send(&app).await, 1);
    let mail = only_mail(&app).await;
    assert_eq!(mail["state"], "failed");
    app.at("2027-02-01T21:00:00Z");
    assert_eq!(send(&app).await, 0);

    server.answer("250 fine");
    let path = format!("/api/staff/mails/{}/send", mail["id"].as_str().expect("an id"));
    let staff = app.staff().await;
    staff.post_once(&path, json!({})).await.expect(Status::Ok);
    staff.post_once(&path, json!({})).await.assert_problem(409, "mail/not-stuck");
    assert_eq!(send(&app).await, 1);
    assert_eq!((&only_mail(&app).await["state"], server.taken().len()), (&"sent".into(), 1));
}

#[rocket::async_test]
async fn a_mail_of_a_worker_that_died_is_taken_up_again() {
    use entity::outbox::{self, OutboxState};
    use sea_orm::{EntityTrait as _, sea_query::Expr};

    let server = MailServer::start();
    let app = program(&server).await;
    register(&app, "ana@osijek.example").await;
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Sending))
        .col_expr(outbox::Column::LeaseUntil, Expr::value(ctx.now.plus_ms(300_000)))
        .exec(&*tx)
        .await
        .expect("an update");
    tx.commit().await.expect("a commit");
    assert_eq!(send(&app).await, 0);
    app.at("2027-02-01T09:05:00.001Z");
    assert_eq!((send(&app).await, server.taken().len()), (1, 1));
}

#[rocket::async_test]
async fn a_domain_with_an_umlaut_reaches_the_mail_server_in_ascii() {
    let server = MailServer::start();
    let app = program(&server).await;
    register(&app, "Ana@MÜNCHEN.example").await;
    assert_eq!(send(&app).await, 1);
    assert!(server.taken()[0].contains("To: Ana@xn--mnchen-3ya.example"), "{}", server.taken()[0]);
}

#[rocket::async_test]
async fn the_words_of_a_stranger_stand_as_theirs_and_never_in_the_subject() {
    let server = MailServer::start();
    let app = program(&server).await;
    let ana = app.person("ana@osijek.example").await;
    let profile = json!({"name": format!("You have won {}", "a prize ".repeat(10)), "locale": "en"});
    ana.send(rocket::http::Method::Put, "/api/me", &[], Some(profile)).await.expect(Status::Ok);
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    ana.post_once(&path, json!({"email": "stranger@x.example"})).await.expect(Status::Ok);
    assert_eq!(send(&app).await, 1);
    let mail = server.taken()[0].replace("=\n", "");
    let subject = mail.lines().find(|line| line.starts_with("Subject: ")).expect("a subject");
    assert!(!subject.contains("won"), "{subject}");
    assert!(mail.contains("Both names are theirs") && !mail.contains(&"a prize ".repeat(8)), "{mail}");
}
