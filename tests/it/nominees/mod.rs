//! Stories about who is nominated.

mod accepting;
mod document;
mod naming;
mod privacy;
mod staff;

use palmares::editions::{
    Edition, EditionDocument,
    sample::{Stage, essa_2023, shifted},
};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp, entries::submit};

/// The category in which a person is nominated.
const CATEGORY: &str = "service_delivery";
/// When nominees may no longer answer.
const ACCEPT_BY: &str = "2027-03-15T00:00:00+01:00[Europe/Brussels]";

/// A person whom oneself or someone else nominates, and who accepts.
fn leader() -> Value {
    json!({ "key": "leader", "name": "A leader", "is": "person", "nominated_by": ["self", "other"],
        "acceptance": "nominee", "accept_by": ACCEPT_BY, "notice": true })
}

/// The rules of the sample, with this subject in one category.
fn rules(app: &TestApp, stage: Stage, subject: &Value) -> EditionDocument {
    let moved = shifted(&essa_2023().expect("a sample"), stage, app.app.clock.now()).expect("dates");
    let mut document: Value = serde_json::to_value(&moved).expect("JSON");
    document["subjects"] = json!([subject]);
    let categories = document["categories"].as_array_mut().expect("categories");
    let category = categories.iter_mut().find(|category| category["key"] == CATEGORY).expect("the category");
    category["subject"] = subject["key"].clone();
    EditionDocument::from_value(&document).expect("a document")
}

/// Ana of the city of Osijek, while the call is open, with a complete entry in the category.
async fn call<'a>(app: &'a TestApp, subject: &Value) -> (Edition, Browser<'a>, String) {
    let edition = app.edition_of(&rules(app, Stage::Call, subject)).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, CATEGORY).await;
    (edition, ana, entry)
}

fn someone(name: &str, email: &str) -> Value {
    json!({ "by": "other", "name": name, "email": email })
}

async fn nominate(owner: &Browser<'_>, entry: &str, seen: i64, who: Value) -> Answer {
    owner.put(&format!("{entry}/nominee"), seen, who).await
}

/// An entry that nominates Mia, submitted; its path and Mia's token.
async fn submitted<'a>(app: &'a TestApp) -> (Edition, Browser<'a>, String, String) {
    let (edition, ana, entry) = call(app, &leader()).await;
    nominate(&ana, &entry, 0, someone("Mia Horvat", "mia@home.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    (edition, ana, entry, app.newest_token().await)
}

async fn show(app: &TestApp, token: &str) -> Answer {
    app.anyone().post("/api/nominees/shown", json!({ "token": token })).await
}

async fn respond(app: &TestApp, token: &str, accept: bool, reason: &str) -> Answer {
    let answer = json!({ "token": token, "accept": accept, "reason": reason });
    app.anyone().post("/api/nominees/answer", answer).await
}

/// The nominee of an entry as staff see it.
async fn seen_by_staff(staff: &Browser<'_>, entry: &str) -> Value {
    let id = entry.rsplit('/').next().expect("an id");
    staff.get(&format!("/api/staff/entries/{id}")).await.expect(Status::Ok)["nominee"].clone()
}
