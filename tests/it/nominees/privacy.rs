//! What is kept of a nominee, and for how long.

use entity::nominee;
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{respond, show, submitted};
use crate::{
    privacy::{erase, own_data},
    support::TestApp,
};

async fn only(app: &TestApp) -> nominee::Model {
    nominee::Entity::find().one(app.app.db.read()).await.expect("an answer").expect("the nominee")
}

#[rocket::async_test]
async fn an_erased_nominee_leaves_a_number_and_their_answer() {
    let app = TestApp::new().await;
    let (_, _, _, token) = submitted(&app).await;
    respond(&app, &token, false, "Mia Horvat does not want to.").await.expect(Status::Ok);
    let admin = app.admin().await;
    erase(&admin, "mia@home.example").await;
    let row = only(&app).await;
    assert_eq!((row.name.as_str(), row.email.as_str()), ("Erased person 1", "erased-1@erased.invalid"));
    assert_eq!((row.reason.as_str(), row.state), ("", nominee::NomineeState::Declined));
    show(&app, &token).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn the_address_of_a_nominee_is_deleted_when_files_are() {
    let app = TestApp::new().await;
    let (edition, _, _, token) = submitted(&app).await;
    let kept_until = show(&app, &token).await.expect(Status::Ok)["kept_until"].clone();
    let closes = edition.document.call().expect("a call").to().instant();
    let due = closes.plus_ms(730 * 24 * 60 * 60_000);
    assert_eq!(kept_until, json!(due));
    app.app.clock.set(due.plus_ms(-1));
    palmares::privacy::forget_due(&app.ctx()).await.expect("nothing");
    assert_eq!(only(&app).await.email, "mia@home.example");
    app.app.clock.set(due);
    palmares::privacy::forget_due(&app.ctx()).await.expect("an end");
    let row = only(&app).await;
    assert_eq!((row.name.as_str(), row.email.as_str()), ("Mia Horvat", ""));
    assert_eq!(row.email_as_typed, "");
}

#[rocket::async_test]
async fn a_nominee_and_who_named_them_take_what_is_kept_of_it() {
    let app = TestApp::new().await;
    let (_, _, _, token) = submitted(&app).await;
    respond(&app, &token, false, "Not this year.").await.expect(Status::Ok);
    let taken = async |email: &str| {
        let answer = app.person(email).await.get("/api/me/data").await;
        own_data::data(&mut own_data::opened(answer))
    };
    let mia = taken("mia@home.example").await;
    let own = &mia["nominated"][0];
    assert_eq!((&own["edition"], &own["reason"]), (&json!("essa/2023"), &json!("Not this year.")));
    assert_eq!(
        (&own["nominee"]["name"], &own["nominee"]["answer"]),
        (&json!("Mia Horvat"), &json!("declined"))
    );
    let ana = taken("ana@osijek.example").await;
    assert_eq!(
        (&ana["nominated"], &ana["entries"][0]["nominee"]["name"]),
        (&json!([]), &json!("Mia Horvat"))
    );
    assert!(!ana.to_string().contains("Not this year."), "that is for the awards team");
}
