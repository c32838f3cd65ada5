//! What goes by itself when its time is over, and not an hour earlier.

use entity::{attachment, entry, outbox, shortlisted};
use palmares::{
    editions::{Edition, sample::Stage},
    housekeeping,
};
use rocket::http::Status;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, PaginatorTrait as _, QueryOrder as _,
};

use super::person;
use crate::support::{Browser, TestApp, entries::submit};

const DAY_MS: i64 = 24 * 60 * 60_000;
const ANA: &str = "ana@osijek.example";

/// A submitted entry and a draft, each with a picture.
async fn entered<'a>(app: &'a TestApp) -> (Edition, Browser<'a>, String, String) {
    let edition = app.edition(Stage::Call).await;
    app.at_deadline(&edition, -60_000);
    let ana = person(app, ANA, "Ana Kovač").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    ana.add_photo(&entry).await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let draft = app.draft(&ana, &city, "digital_transformation").await;
    ana.add_photo(&draft).await;
    app.run_jobs().await;
    (edition, ana, entry, draft)
}

async fn keep_house(app: &TestApp, edition: &Edition, ms: i64) {
    app.at_deadline(edition, ms);
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
}

async fn attachments(app: &TestApp) -> u64 {
    attachment::Entity::find().count(app.app.db.read()).await.expect("a count")
}

#[rocket::async_test]
async fn a_draft_never_submitted_goes_a_year_after_entries_closed() {
    let app = TestApp::new().await;
    let (edition, _, entry, draft) = entered(&app).await;
    keep_house(&app, &edition, 365 * DAY_MS - 1).await;
    let ana = app.person(ANA).await;
    ana.get(&draft).await.expect(Status::Ok);
    keep_house(&app, &edition, 365 * DAY_MS).await;
    let ana = app.person(ANA).await;
    ana.get(&draft).await.assert_problem(404, "not-found");
    ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((attachments(&app).await, app.audit_events("retention.delete").await), (1, 1));
}

#[rocket::async_test]
async fn files_of_entries_on_no_shortlist_go_after_two_years_and_what_was_submitted_stays() {
    let app = TestApp::new().await;
    let (edition, _, entry, _) = entered(&app).await;
    keep_house(&app, &edition, 730 * DAY_MS - 1).await;
    assert_eq!(attachments(&app).await, 1);
    keep_house(&app, &edition, 730 * DAY_MS).await;
    assert_eq!((attachments(&app).await, app.stored_files().0), (0, 0));
    let submitted = app.person(ANA).await.get(&format!("{entry}/receipt")).await.expect(Status::Ok);
    assert_eq!(submitted["content"]["attachments"][0]["name"], "IMG_1.jpg");
    app.person(ANA).await.get(&format!("{entry}/submitted")).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn files_of_an_entry_on_a_shortlist_stay() {
    let app = TestApp::new().await;
    let (edition, ..) = entered(&app).await;
    let tx = app.ctx().begin().await.expect("a transaction");
    let row = entry::Entity::find().order_by_asc(entry::Column::Id).one(&*tx).await;
    let row = row.expect("an answer").expect("the entry");
    let listed = shortlisted::ActiveModel {
        edition_id: Set(edition.id),
        round_key: Set("judging".to_owned()),
        category_key: Set("service_delivery".to_owned()),
        entry_id: Set(row.id),
        method: Set(shortlisted::ShortlistMethod::Hand),
        reason: Set(String::new()),
        user_id: Set(row.created_by),
        created_at: Set(row.created_at),
        ..Default::default()
    };
    listed.insert(&*tx).await.expect("a shortlist");
    tx.commit().await.expect("a commit");
    keep_house(&app, &edition, 1_000 * DAY_MS).await;
    assert_eq!((attachments(&app).await, app.stored_files().0 > 0), (1, true));
}

#[rocket::async_test]
async fn what_a_mail_says_goes_a_month_after_it_was_sent_and_one_not_sent_keeps_it() {
    let app = TestApp::new().await;
    let (edition, ..) = entered(&app).await;
    let sent_at = app.app.clock.now();
    let first = outbox::Entity::find().order_by_asc(outbox::Column::Id).one(app.app.db.read()).await;
    let first = first.expect("an answer").expect("a mail");
    let tx = app.ctx().begin().await.expect("a transaction");
    let copy = outbox::ActiveModel {
        id: sea_orm::ActiveValue::NotSet,
        message_id: Set("a mail not sent".to_owned()),
        ..first.clone().into()
    };
    copy.insert(&*tx).await.expect("another mail");
    let sent = outbox::ActiveModel {
        state: Set(outbox::OutboxState::Sent),
        sent_at: Set(Some(sent_at)),
        ..first.into()
    };
    sent.update(&*tx).await.expect("a sent mail");
    tx.commit().await.expect("a commit");
    let texts = async || -> Vec<bool> {
        let rows = outbox::Entity::find().order_by_asc(outbox::Column::Id).all(app.app.db.read()).await;
        rows.expect("mails").iter().map(|row| !row.message.is_empty()).collect()
    };
    keep_house(&app, &edition, 30 * DAY_MS - 60_000).await;
    assert_eq!(texts().await, [true, true]);
    keep_house(&app, &edition, 30 * DAY_MS).await;
    assert_eq!(texts().await, [false, true]);
    let admin = app.admin().await;
    let list = admin.get("/api/staff/mails").await.expect(Status::Ok);
    let id = list["items"][1]["id"].as_str().expect("an id");
    let mail = admin.get(&format!("/api/staff/mails/{id}")).await.expect(Status::Ok);
    assert_eq!((&mail["text"], &mail["recipient"]), (&"".into(), &ANA.into()));
}
