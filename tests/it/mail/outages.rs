//! A mail server that is slow, away or dies: nothing is lost, nothing else waits.

use std::collections::BTreeMap;

use entity::outbox::{self, OutboxState};
use palmares::mail::{Mailer, Message, OutgoingMail, outbox::push, send_due};
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::json;
use tokio::sync::watch;

use super::{mailer, program, register};
use crate::support::{MailServer, Mood, TestApp};

/// So many mails that nobody waits for.
async fn mails(app: &TestApp, count: usize) {
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    for number in 0..count {
        let message = Message::JudgeReminder {
            edition: "Awards 2027".to_owned(),
            done: 1,
            total: 2,
            until: palmares::mail::LocalTime { at: ctx.now, zone: "UTC".to_owned() },
            page: "/judging".to_owned(),
        };
        let to = format!("judge{number}@osijek.example");
        let outgoing = OutgoingMail { to: &to, user: None, edition: None, locale: "en", message };
        push(&tx, &ctx, outgoing).await.expect("a mail");
    }
    tx.commit().await.expect("a commit");
}

async fn send(app: &TestApp, mailer: &Mailer) -> usize {
    let (_stop, stopped) = watch::channel(false);
    send_due(&app.app, mailer, &stopped).await.expect("an open outbox")
}

async fn states(app: &TestApp) -> BTreeMap<&'static str, usize> {
    let rows = outbox::Entity::find().all(app.app.db.read()).await.expect("the outbox");
    let mut states = BTreeMap::new();
    for row in rows {
        *states.entry(row.state.as_str()).or_default() += 1;
    }
    states
}

/// How often each recipient's mail came, and the ids it came with.
fn arrived(server: &MailServer) -> BTreeMap<String, Vec<String>> {
    let mut arrived: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for mail in server.taken() {
        let header =
            |name: &str| mail.lines().find_map(|line| line.strip_prefix(name)).expect(name).to_owned();
        arrived.entry(header("To: ")).or_default().push(header("Message-ID: "));
    }
    arrived
}

#[rocket::async_test]
async fn many_mails_go_out_at_once_over_few_connections() {
    let server = MailServer::start();
    let app = program(&server).await;
    mails(&app, 60).await;
    assert_eq!(send(&app, &mailer(&app)).await, 60);
    assert_eq!(states(&app).await, BTreeMap::from([("sent", 60)]));
    assert!(arrived(&server).values().all(|ids| ids.len() == 1) && arrived(&server).len() == 60);
    assert!(server.connections() <= 4, "{}", server.connections());
}

#[rocket::async_test]
async fn a_mail_somebody_waits_for_overtakes_all_others() {
    let server = MailServer::start();
    let app = program(&server).await;
    mails(&app, 60).await;
    register(&app, "ana@osijek.example").await;
    app.person("bo@osijek.example").await;
    let bo = json!({"email": "bo@osijek.example"});
    app.anyone().post("/api/password/forgotten", bo).await.expect(Status::Accepted);
    app.run_jobs().await;
    send(&app, &mailer(&app)).await;
    let first: Vec<String> = server.taken().into_iter().take(4).collect();
    for waiting in ["To: ana@osijek.example", "To: bo@osijek.example"] {
        assert!(first.iter().any(|mail| mail.contains(waiting)), "{waiting} in {first:#?}");
    }
}

/// The server is away while 40 mails wait; back again, it gets each of them.
async fn assert_nothing_is_lost_while(mood: Mood) {
    let server = MailServer::start();
    let app = program(&server).await;
    let mailer = mailer(&app);
    server.behave(mood.clone());
    mails(&app, 40).await;
    let tried = send(&app, &mailer).await;
    assert!((1..=4).contains(&tried), "{mood:?}: {tried} mails found out that nobody is there");
    assert_eq!(send(&app, &mailer).await, 0, "{mood:?}: nobody is asked again at once");
    let connections = server.connections();
    assert_eq!(states(&app).await, BTreeMap::from([("waiting", 40)]));

    app.at("2027-02-01T09:00:10Z");
    let again = send(&app, &mailer).await;
    assert!((1..=4).contains(&again), "{mood:?}: {again} mails asked the second time");
    assert!(server.connections() <= connections + 8, "{mood:?}: {} connections", server.connections());
    let before = arrived(&server);

    server.answer("250 fine");
    app.at("2027-02-01T12:00:00Z");
    assert_eq!(send(&app, &mailer).await, 40);
    assert_eq!(states(&app).await, BTreeMap::from([("sent", 40)]));
    let arrived = arrived(&server);
    assert_eq!(arrived.len(), 40);
    for (to, ids) in &arrived {
        let unconfirmed = before.get(to).map_or(0, Vec::len);
        assert_eq!(ids.len(), unconfirmed + 1, "{mood:?}: {to}");
        assert!(ids.iter().all(|id| id == &ids[0]), "{mood:?}: {to} came with different ids: {ids:?}");
    }
}

#[rocket::async_test]
async fn a_server_that_refuses_loses_no_mail() {
    assert_nothing_is_lost_while(Mood::Refuses).await;
}

#[rocket::async_test]
async fn a_server_that_hangs_loses_no_mail() {
    assert_nothing_is_lost_while(Mood::Hangs).await;
}

#[rocket::async_test]
async fn a_server_that_dies_with_a_mail_in_hand_gets_it_again_with_its_id() {
    assert_nothing_is_lost_while(Mood::DiesAfterData).await;
}

#[rocket::async_test]
async fn one_recipient_who_is_refused_stops_no_other() {
    let server = MailServer::start();
    let app = program(&server).await;
    server.answer("451 try again later");
    mails(&app, 40).await;
    assert_eq!(send(&app, &mailer(&app)).await, 40);
    let rows = outbox::Entity::find().all(app.app.db.read()).await.expect("the outbox");
    assert!(rows.iter().all(|row| row.state == OutboxState::Waiting && row.tries == 1));
}
