//! What a nominee gets, reads and answers.

use entity::audit;
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{call, nominate, respond, show, someone, submitted};
use crate::support::{TestApp, entries::submit};

#[rocket::async_test]
async fn a_nominee_gets_a_letter_reads_what_judges_may_and_accepts() {
    let app = TestApp::new().await;
    let (_, ana, entry, token) = submitted(&app).await;
    assert_eq!(
        app.mails().await,
        [("entry_received", "ana@osijek.example"), ("nominated", "mia@home.example")]
            .map(|(kind, to)| (kind.to_owned(), to.to_owned()))
    );
    let page = show(&app, &token).await.expect(Status::Ok);
    let facts = [&page["organisation"], &page["nominator"], &page["category"], &page["subject"]];
    assert_eq!(facts, ["Grad Osijek", "ana", "Service Delivery", "person"]);
    assert_eq!((&page["name"], &page["may_answer"]), (&json!("Mia Horvat"), &json!(true)));
    let text = page["sections"].to_string();
    assert!(text.contains("Open doors") && text.contains("Fewer falls."), "{text}");
    assert!(!text.contains("Ana Kovač") && !text.contains("ana@osijek"), "the contact is not for them");

    let answered = respond(&app, &token, true, "").await.expect(Status::Ok);
    assert_eq!(
        (&answered["state"], &answered["answered_at"]),
        (&json!("accepted"), &json!("2027-02-01T09:00:00.000Z"))
    );
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["nominee"]["state"], "accepted");
    let log = audit::Entity::find().all(app.app.db.read()).await.expect("a log");
    let row = log.iter().find(|row| row.action == "nominee.accept").expect("the event");
    assert!(!format!("{row:?}").to_lowercase().contains("mia"), "the log names nobody");
}

#[rocket::async_test]
async fn a_nominee_who_declines_says_why_to_the_awards_team_alone_and_may_think_otherwise() {
    let app = TestApp::new().await;
    let (_, ana, entry, token) = submitted(&app).await;
    respond(&app, &token, false, "I have left the city.").await.expect(Status::Ok);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["nominee"]["state"], &view["state"]), (&json!("declined"), &json!("submitted")));
    assert!(!view.to_string().contains("I have left"), "{view}");
    let nominee = super::seen_by_staff(&app.staff().await, &entry).await;
    assert_eq!(
        (&nominee["reason"], &nominee["needs_decision"]),
        (&json!("I have left the city."), &json!(true))
    );
    let again = respond(&app, &token, true, "").await.expect(Status::Ok);
    assert_eq!(again["state"], "accepted");
    let nominee = super::seen_by_staff(&app.staff().await, &entry).await;
    assert_eq!((&nominee["reason"], &nominee["needs_decision"]), (&json!(""), &json!(false)));
}

#[rocket::async_test]
async fn after_the_day_a_nominee_reads_but_cannot_answer() {
    let app = TestApp::new().await;
    let (_, _, _, token) = submitted(&app).await;
    app.at("2027-03-14T22:59:59.999Z");
    respond(&app, &token, false, "").await.expect(Status::Ok);
    app.at("2027-03-14T23:00:00Z");
    respond(&app, &token, true, "").await.assert_problem(409, "nominees/too-late");
    let page = show(&app, &token).await.expect(Status::Ok);
    assert_eq!((&page["state"], &page["may_answer"]), (&json!("declined"), &json!(false)));
}

#[rocket::async_test]
async fn where_nobody_has_to_accept_a_nominee_is_only_told() {
    let app = TestApp::new().await;
    let told = json!({ "key": "leader", "is": "person", "nominated_by": ["other"], "notice": true });
    let (_, ana, entry) = call(&app, &told).await;
    nominate(&ana, &entry, 0, someone("Mia", "mia@home.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let token = app.newest_token().await;
    assert_eq!(show(&app, &token).await.expect(Status::Ok)["may_answer"], false);
    respond(&app, &token, true, "").await.assert_problem(409, "nominees/no-answer");
}

#[rocket::async_test]
async fn submitting_again_writes_no_second_letter() {
    let app = TestApp::new().await;
    let (_, ana, entry, token) = submitted(&app).await;
    crate::support::entries::answer(&ana, &entry, "title", 1, json!("Doors")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let letters = app.mails().await.into_iter().filter(|(kind, _)| kind == "nominated").count();
    assert_eq!(letters, 1);
    assert!(show(&app, &token).await.expect(Status::Ok)["sections"].to_string().contains("Doors"));
}

#[rocket::async_test]
async fn a_withdrawal_ends_the_link_and_undoing_it_sends_a_new_one() {
    let app = TestApp::new().await;
    let (_, ana, entry, old) = submitted(&app).await;
    ana.post_once(&format!("{entry}/withdraw"), json!({ "reason": "" })).await.expect(Status::Ok);
    show(&app, &old).await.assert_problem(410, "accounts/dead-link");
    respond(&app, &old, true, "").await.assert_problem(410, "accounts/dead-link");
    ana.post_once(&format!("{entry}/reinstate"), json!({})).await.expect(Status::Ok);
    show(&app, &old).await.assert_problem(410, "accounts/dead-link");
    let new = app.newest_token().await;
    assert!(new != old);
    respond(&app, &new, true, "").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_link_does_nothing_else() {
    let app = TestApp::new().await;
    let (_, _, _, token) = submitted(&app).await;
    let accept = json!({ "token": token, "accept": true, "no_organisation": true });
    app.anyone().post("/api/invitations/judge", accept).await.assert_problem(410, "accounts/dead-link");
    show(&app, "of-nobody").await.assert_problem(410, "accounts/dead-link");
}
