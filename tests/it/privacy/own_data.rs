//! People take what is stored about them.

use std::io::{Cursor, Read as _};

use rocket::http::Status;
use serde_json::{Value, json};
use zip::ZipArchive;

use super::person;
use crate::support::{
    Answer, TestApp,
    entries::submit,
    files::photo,
    judging::{Panel, ROUND},
};

const DATA: &str = "/api/me/data";
const ANA: &str = "ana@osijek.example";

pub fn opened(answer: Answer) -> ZipArchive<Cursor<Vec<u8>>> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert!(answer.header("content-disposition").is_some_and(|value| value.contains("my-data.zip")));
    ZipArchive::new(Cursor::new(answer.bytes)).expect("an archive")
}

pub fn data(archive: &mut ZipArchive<Cursor<Vec<u8>>>) -> Value {
    serde_json::from_reader(archive.by_name("data.json").expect("data.json")).expect("JSON")
}

#[rocket::async_test]
async fn an_entrant_takes_entries_files_consents_mails_and_the_log() {
    let app = TestApp::new().await;
    app.edition(palmares::editions::sample::Stage::Call).await;
    let ana = person(&app, ANA, "Ana Kovač").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let upload = format!("{entry}/attachments/photos");
    let picture = ana.upload(&upload, "door.jpg", photo(40, 30)).await.expect(Status::Created);
    let alt = json!({ "alt_text": "A blue door" });
    ana.put(picture["url"].as_str().expect("an address"), 1, alt).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);

    let mut archive = opened(ana.get(DATA).await);
    let all = data(&mut archive);
    assert_eq!((&all["account"]["email"], &all["account"]["name"]), (&json!(ANA), &json!("Ana Kovač")));
    assert_eq!(all["sessions"].as_array().map(Vec::len), Some(1));
    assert_eq!(all["organisations"][0]["name"], "Grad Osijek");
    let own = &all["entries"][0];
    assert_eq!((&own["state"], &own["answers"]["title"]), (&json!("submitted"), &json!("Open doors")));
    assert_eq!(own["submitted_versions"][0]["content"]["organisation"], "Grad Osijek");
    assert!(all["consents"].as_array().is_some_and(|consents| consents.len() >= 4), "{}", all["consents"]);
    let mail = &all["mails"][0];
    assert_eq!((&mail["kind"], &mail["to"]), (&json!("entry_received"), &json!(ANA)));
    assert!(mail["subject"].as_str().is_some_and(|subject| subject.contains("Open doors")), "{mail}");
    let log = all["log"].as_array().expect("a log");
    assert!(log.iter().any(|row| row["action"] == "entry.submit" && row["by_yourself"] == true));

    let path = own["files"][0]["file"].as_str().expect("a path").to_owned();
    let mut bytes = Vec::new();
    archive.by_name(&path).expect("the file").read_to_end(&mut bytes).expect("its bytes");
    assert_eq!(bytes, photo(40, 30));
}

#[rocket::async_test]
async fn a_judge_takes_the_own_sheets_and_no_name_of_others() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia, first) = panel.judge("mia@jury.example").await;
    let (leo, second) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&first, &second]).await;
    let path = panel.draft(&mia, "Coffee", [8.0, 7.0, 6.0]).await;
    let comment = json!({ "scores": {}, "comments": { "internal": "Mind the budget." } });
    mia.put(&format!("{path}/scoresheet"), 1, comment).await.expect(Status::Ok);
    panel.score(&leo, "Coffee", [3.0; 3]).await;

    let mut archive = opened(mia.get(DATA).await);
    let all = data(&mut archive);
    let sheet = &all["judging"][0]["scoresheets"][0]["sheet"];
    assert_eq!(sheet["scores_in_hundredths"], json!({ "theme_fit": 800, "innovation": 700, "impact": 600 }));
    assert_eq!(sheet["comment_internal"], "Mind the budget.");
    let text = all.to_string();
    for other in ["leo", "Rural Coffee Caravan", "Coffee", "staff@office.example"] {
        assert!(!text.contains(other), "{other} in {text}");
    }
}

#[rocket::async_test]
async fn comments_of_judges_come_with_an_entry_once_they_are_released_without_names() {
    let app = TestApp::new().await;
    let panel = Panel {
        app: &app,
        staff: app.staff().await,
        edition: app.edition(palmares::editions::sample::Stage::Judging).await,
    };
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    let path = panel.draft(&mia, "Coffee", [8.0; 3]).await;
    let comment = json!({ "scores": {}, "comments": { "entrant": "A warm idea.", "panel": "Only for us." } });
    let saved = mia.put(&format!("{path}/scoresheet"), 1, comment).await;
    assert_eq!(saved.status, 200, "{}", String::from_utf8_lossy(&saved.bytes));
    mia.post_seen(&format!("{path}/hand-in"), 2, json!({})).await.expect(Status::Ok);
    let ana = owner_of(&app, "Rural Coffee Caravan").await;
    let own = |all: &Value| all["entries"][0]["comments_of_judges"].clone();
    assert_eq!(own(&data(&mut opened(ana.get(DATA).await))), json!([]));

    let document = &panel.edition.document;
    let closes = document.window("judging").expect("a window").to().instant();
    app.app.clock.set(closes.plus_ms(2 * 24 * 60 * 60_000));
    let staff = app.staff().await;
    staff.post_once(&format!("{ROUND}/feedback"), json!({})).await.expect(Status::Ok);
    let ana = app.person(ANA).await;
    let all = data(&mut opened(ana.get(DATA).await));
    assert_eq!(own(&all), json!([{ "round": "judging", "text": "A warm idea." }]));
    assert!(!all.to_string().contains("mia") && !all.to_string().contains("Only for us."));
}

/// A member of an organisation that is there already.
async fn owner_of<'a>(app: &'a TestApp, organisation: &str) -> crate::support::Browser<'a> {
    use entity::{PublicId, member, organisation as table};
    use sea_orm::{
        ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    };
    let browser = app.person(ANA).await;
    let account = super::account(app, ANA).await.expect("an account");
    let tx = app.ctx().begin().await.expect("a transaction");
    let row = table::Entity::find().filter(table::Column::Name.eq(organisation)).one(&*tx).await;
    let row = member::ActiveModel {
        public_id: Set(PublicId::random().expect("random bytes")),
        organisation_id: Set(row.expect("an answer").expect("the organisation").id),
        user_id: Set(Some(account.id)),
        email: Set(ANA.to_owned()),
        state: Set(member::MemberState::Active),
        created_at: Set(account.created_at),
        ..Default::default()
    };
    row.insert(&*tx).await.expect("a membership");
    tx.commit().await.expect("a commit");
    browser
}

#[rocket::async_test]
async fn data_is_given_once_a_day_and_to_a_fresh_password() {
    let app = TestApp::new().await;
    let ana = person(&app, ANA, "Ana Kovač").await;
    // Two at once: one waits for the other.
    let (first, again) = futures::join!(ana.get(DATA), ana.get(DATA));
    let (first, again) = if first.status == 200 { (first, again) } else { (again, first) };
    opened(first);
    again.assert_problem(429, "privacy/taken-already");
    assert_eq!(again.header("retry-after"), Some("86400"));
    app.at("2027-02-02T08:59:59Z");
    app.person(ANA).await.get(DATA).await.assert_problem(429, "privacy/taken-already");
    app.at("2027-02-02T09:00:00Z");
    let ana = app.person(ANA).await;
    opened(ana.get(DATA).await);
    app.at("2027-02-02T09:05:00Z");
    ana.get(DATA).await.assert_problem(403, "accounts/password-needed");
    assert_eq!(app.audit_events("account.take_data").await, 2);
}
