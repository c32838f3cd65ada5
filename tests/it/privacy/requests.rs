//! People ask for their account to be deleted, and admins decide.

use palmares::editions::sample::Stage;
use rocket::http::Status;
use serde_json::{Value, json};

use super::{ERASURES, OWN, account, person};
use crate::support::{Browser, TestApp, entries::submit};

const ANA: &str = "ana@osijek.example";

/// Ana has a submitted entry in a running edition.
async fn entrant(app: &TestApp) -> Browser<'_> {
    app.edition(Stage::Call).await;
    let ana = person(app, ANA, "Ana Kovač").await;
    let city = app.organisation(&ana).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    ana
}

/// What is sent to delete one's own account.
fn yes() -> Value {
    json!({ "confirm": true })
}

async fn open(admin: &Browser<'_>) -> Vec<Value> {
    admin.get(ERASURES).await.expect(Status::Ok).as_array().expect("a list").clone()
}

fn decision(request: &Value) -> String {
    format!("{ERASURES}/{}/decision", request["id"].as_str().expect("an id"))
}

#[rocket::async_test]
async fn an_account_without_entries_and_sheets_is_deleted_as_soon_as_its_owner_asks() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = person(&app, ANA, "Ana Kovač").await;
    let city = app.organisation(&ana).await;
    app.draft(&ana, &city, "service_delivery").await;
    let own = ana.get(OWN).await.expect(Status::Ok);
    assert_eq!((&own["state"], &own["at_once"]), (&json!("none"), &json!(true)));
    for no in [json!({}), json!({ "confirm": false })] {
        ana.post(OWN, no).await.assert_problem(422, "invalid");
    }
    assert!(account(&app, ANA).await.is_some());
    assert_eq!(ana.post(OWN, yes()).await.expect(Status::Ok)["state"], "erased");
    ana.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    assert!(account(&app, ANA).await.is_none());
    assert_eq!(app.audit_events("account.erase").await, 1);
}

#[rocket::async_test]
async fn whose_entry_is_in_a_running_edition_asks_and_admins_decide() {
    let app = TestApp::new().await;
    let ana = entrant(&app).await;
    assert_eq!(ana.get(OWN).await.expect(Status::Ok)["at_once"], false);
    for _ in 0..2 {
        assert_eq!(ana.post(OWN, yes()).await.expect(Status::Ok)["state"], "requested");
    }
    let admin = app.admin().await;
    let requests = open(&admin).await;
    assert_eq!(requests.len(), 1, "asking twice is one request");
    assert_eq!((&requests[0]["name"], &requests[0]["email"]), (&json!("Ana Kovač"), &json!(ANA)));

    let no = json!({ "erase": false, "reason": "The entry is being judged. Withdraw it first." });
    admin.post(&decision(&requests[0]), no.clone()).await.expect(Status::Ok);
    assert_eq!(open(&admin).await, Vec::<Value>::new());
    admin.post(&decision(&requests[0]), no).await.assert_problem(404, "not-found");
    let own = ana.get(OWN).await.expect(Status::Ok);
    assert_eq!(
        (&own["state"], &own["refusal"]),
        (&json!("refused"), &json!("The entry is being judged. Withdraw it first."))
    );

    ana.post(OWN, yes()).await.expect(Status::Ok);
    let again = open(&admin).await;
    let yes = json!({ "erase": true, "reason": "Right to erasure." });
    let erased = admin.post(&decision(&again[0]), yes).await.expect(Status::Ok);
    assert_eq!(erased["pseudonym"], "Erased person 1");
    ana.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    assert_eq!(open(&admin).await, Vec::<Value>::new());
    let audit_events = [app.audit_events("erasure.request").await, app.audit_events("erasure.refuse").await];
    assert_eq!((audit_events, app.audit_events("account.erase").await), ([2, 1], 1));
}

#[rocket::async_test]
async fn who_handed_in_a_scoresheet_asks_too() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    assert_eq!(mia.get(OWN).await.expect(Status::Ok)["at_once"], true);
    panel.score(&mia, "Coffee", [8.0; 3]).await;
    assert_eq!(mia.post(OWN, yes()).await.expect(Status::Ok)["state"], "requested");
}

#[rocket::async_test]
async fn a_reason_that_names_the_person_is_not_taken_and_nobody_is_erased() {
    let app = TestApp::new().await;
    person(&app, ANA, "Ana Kovač").await;
    let admin = app.admin().await;
    let order = json!({ "email": ANA, "reason": "ana kovač phoned." });
    let refused = admin.post(ERASURES, order).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["code"], "names_person");
    assert!(account(&app, ANA).await.is_some());
}

#[rocket::async_test]
async fn the_last_admin_stays_and_nobody_erases_themselves_on_the_page_of_people() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    admin.post(OWN, yes()).await.assert_problem(409, "accounts/last-admin");
    let own = json!({ "email": "admin@office.example", "reason": "Tired." });
    admin.post(ERASURES, own).await.assert_problem(409, "privacy/oneself");
    assert!(account(&app, "admin@office.example").await.is_some());
    let stranger = json!({ "email": "nobody@office.example", "reason": "Asked by letter." });
    admin.post(ERASURES, stranger).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn deleting_asks_for_a_fresh_password() {
    let app = TestApp::new().await;
    let (ana, admin) = (person(&app, ANA, "Ana Kovač").await, app.admin().await);
    app.at("2027-02-01T09:05:00Z");
    ana.post(OWN, yes()).await.assert_problem(403, "accounts/password-needed");
    let order = json!({ "email": ANA, "reason": "Asked by letter." });
    admin.post(ERASURES, order).await.assert_problem(403, "accounts/password-needed");
    assert!(account(&app, ANA).await.is_some());
    let staff = app.staff().await;
    staff.get(ERASURES).await.assert_problem(403, "accounts/wrong-role");
}
