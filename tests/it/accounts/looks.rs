//! Accounts that look like another are named wherever staff see people; nobody is refused for it.

use entity::entry::EntryState;
use palmares::{editions::sample::Stage, housekeeping};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{TestApp, city, judging::JUDGES};

/// Begins with a Cyrillic letter.
const FALSE: &str = "\u{430}na@osijek.example";
const ANA: &str = "ana@osijek.example";
const PEOPLE: &str = "/api/staff/people";

async fn renew(app: &TestApp) {
    housekeeping::renew_addresses(&app.ctx()).await.expect("renewed");
}

fn found<'a>(list: &'a Value, email: &str) -> &'a Value {
    let people = list.as_array().expect("a list");
    people.iter().find(|one| one["email"] == email).expect("the person")
}

#[rocket::async_test]
async fn who_looks_like_an_account_is_named_before_being_invited() {
    let app = TestApp::new().await;
    app.person(ANA).await;
    renew(&app).await;
    let admin = app.admin().await;
    let invited = admin.post_once(PEOPLE, json!({"email": FALSE, "role": "staff"})).await;
    assert_eq!(invited.expect(Status::Ok)["looks_like"], ANA);
    let list = admin.get(PEOPLE).await.expect(Status::Ok);
    assert_eq!(found(&list, FALSE)["looks_like"], ANA);
    assert_eq!(found(&list, "admin@office.example")["looks_like"], Value::Null);

    let panel = app.panel().await;
    let text = "Mia <rnia@x.example>\nana@osijek.example\nan.a@osijek.example";
    let read = panel.staff.post(&format!("{JUDGES}/read"), json!({ "text": text })).await.expect(Status::Ok);
    let looks: Vec<&Value> = read.as_array().expect("a list").iter().map(|one| &one["looks_like"]).collect();
    assert_eq!(looks, [&Value::Null, &Value::Null, &json!(ANA)]);
}

#[rocket::async_test]
async fn who_looks_like_an_account_is_named_in_organisations_and_entries() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person(ANA).await;
    let new = json!({"name": "Ana", "email": FALSE, "password": "three green boats at dawn"});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
    renew(&app).await;
    let organisation = app.organisation(&ana).await;
    let entry = app.entry_in(&edition, &organisation, ("service_delivery", "A"), EntryState::Submitted).await;
    let staff = app.staff().await;
    let contact = async || {
        staff.get(&format!("/api/staff/entries/{entry}")).await.expect(Status::Ok)["contacts"][0].take()
    };
    assert_eq!(contact().await["looks_like"], Value::Null, "nobody has proved the other address");

    let token = json!({"token": app.newest_token().await});
    let confirmed = app.anyone().post("/api/accounts/confirm", token).await;
    let other = app.anyone().with_session_of(&confirmed);
    other.post("/api/organisations", city("Grad Zadar")).await;
    assert_eq!(contact().await["looks_like"], FALSE);
    let page = staff.get("/api/staff/organisations?q=zadar").await.expect(Status::Ok);
    assert_eq!(page["items"][0]["members"], json!([{"email": FALSE, "looks_like": ANA}]));
}
