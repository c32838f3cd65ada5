//! A person is erased, and nothing of them is left but a number.

use entity::{
    assignment::{self, AssignmentState},
    submitted_version,
};
use palmares::{address::skeleton, audit, editions::sample::Stage, entries::canonical, housekeeping};
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use super::{ERASURES, account, erase, person, stored_bytes, stored_text};
use crate::support::{
    Browser, TestApp, city,
    entries::{answer, submit},
    files::{CANARY, photo},
    judging::{Panel, ROUND},
};

const ZORA: &str = "zora.canary@osijek.example";

/// What is only stored because of Zora, each in a place of its own.
const CANARIES: [&str; 12] = [
    ZORA,
    "Zora Canary",
    "Canary Solo Society",
    "Canary draft title",
    "Canary draft impact",
    "canary-holiday.jpg",
    "Zora Contactcanary",
    "+385 31 200 123",
    "Canary withdrawal",
    "Canary Institute",
    "Canary conflict",
    "Canary unread",
];

async fn results(staff: &Browser<'_>) -> Value {
    staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok)
}

/// The same results, but for the sheet of an entry that Zora had not handed in: others can have it.
fn with_a_judge_less(mut results: Value, title: &str) -> Value {
    let sheets = results["sheets"]["assigned"].as_u64().expect("a count");
    results["sheets"]["assigned"] = json!(sheets - 1);
    for category in results["categories"].as_array_mut().expect("categories") {
        for entry in category["entries"].as_array_mut().expect("entries") {
            if entry["title"] == title {
                let assigned = entry["judges_assigned"].as_u64().expect("a count");
                entry["judges_assigned"] = json!(assigned - 1);
            }
        }
    }
    results
}

/// Zora enters alone and with Bo, judges, steps back once, and leaves traces wherever one can.
async fn life<'a>(app: &'a TestApp, panel: &Panel<'a>) -> Browser<'a> {
    let zora = person(app, ZORA, "Zora Canary").await;
    let mut solo = city("Canary Solo Society");
    solo["anyway"] = json!(true);
    let solo = zora.post("/api/organisations", solo).await.expect(Status::Created);
    let draft = app.draft(&zora, solo["id"].as_str().expect("an id"), "service_delivery").await;
    answer(&zora, &draft, "title", 0, json!("Canary draft title")).await.expect(Status::Ok);
    answer(&zora, &draft, "c_impact", 0, json!("Canary draft impact")).await.expect(Status::Ok);
    let upload = format!("{draft}/attachments/photos");
    zora.upload(&upload, "canary-holiday.jpg", photo(40, 30)).await.expect(Status::Created);

    let shared = app.organisation(&zora).await;
    let bo = app.colleague(&zora, &shared, "bo@osijek.example").await;
    for (title, withdrawn) in [("Closed doors", true), ("Open doors", false)] {
        let entry = app.complete_draft(&zora, &shared, "service_delivery").await;
        for (field, seen, value) in [
            ("title", 1, title),
            ("contact_name", 1, "Zora Contactcanary"),
            ("contact_email", 1, if withdrawn { ZORA } else { "Zora.Canary@OSIJEK.example" }),
            ("contact_phone", 0, "+385 31 200 123"),
        ] {
            answer(&zora, &entry, field, seen, json!(value)).await.expect(Status::Ok);
        }
        submit(&zora, &entry).await.expect(Status::Ok);
        if withdrawn {
            let reason = json!({ "reason": "Canary withdrawal" });
            zora.post_once(&format!("{entry}/withdraw"), reason).await.expect(Status::Ok);
        }
    }
    let wrong = json!({ "email": ZORA, "password": "wrong boats at dusk" });
    app.anyone().post("/api/sign-in", wrong).await.assert_problem(401, "accounts/wrong-credentials");
    app.anyone().post("/api/password/forgotten", json!({ "email": ZORA })).await;
    drop(bo);
    judge(app, panel).await;
    zora
}

/// Zora scores one entry, begins another and steps back from a third; two others score too.
async fn judge(app: &TestApp, panel: &Panel<'_>) {
    for title in ["Coffee", "Bread", "Water"] {
        panel.entry("service_delivery", title, &format!("{title} makers")).await;
    }
    let (_, zora) = panel.judge_of(ZORA, "Canary Institute").await;
    let mut ids = vec![zora];
    for name in ["mia@jury.example", "leo@jury.example"] {
        ids.push(panel.judge(name).await.1);
    }
    panel.assign("service_delivery", &ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let document = &panel.edition.document;
    let opens = document.window("judging").expect("a window").from().instant();
    app.app.clock.set(opens.plus_ms(1));
    for (email, score) in [(ZORA, 9.0), ("mia@jury.example", 6.0), ("leo@jury.example", 5.0)] {
        panel.score(&app.person(email).await, "Coffee", [score; 3]).await;
    }
    let zora = app.person(ZORA).await;
    panel.draft(&zora, "Bread", [3.0; 3]).await;
    let water = panel.assignment(&zora, "Water").await;
    let reason = json!({ "reason": "Canary conflict" });
    zora.post_once(&format!("{water}/conflict"), reason).await.expect(Status::Ok);
    let coffee = panel.assignment(&zora, "Coffee").await;
    let again = json!({ "scores": {}, "comments": {"internal": "A good one."} });
    zora.put(&format!("{coffee}/scoresheet"), 2, again).await;
}

#[rocket::async_test]
async fn nothing_of_an_erased_person_is_left_in_database_and_files() {
    let app = TestApp::new().await;
    let panel = Panel { app: &app, staff: app.staff().await, edition: app.edition(Stage::Call).await };
    life(&app, &panel).await;
    app.run_jobs().await;
    audit::seal(&app.ctx()).await.expect("a chain");
    let staff = app.staff().await;
    let admin = app.admin().await;
    let unread = json!({ "email": "cy@office.example", "reason": "Canary unread" });
    admin.post(ERASURES, unread).await.assert_problem(404, "not-found");
    housekeeping::renew_addresses(&app.ctx()).await.expect("what addresses look like");
    let looks = skeleton(ZORA);
    let (text, bytes) = (stored_text(&app).await, stored_bytes(&app));
    assert!(text.contains(&looks), "{looks} was never stored");
    for canary in &CANARIES[..11] {
        assert!(text.contains(canary), "{canary} was never stored");
    }
    assert!(bytes.windows(CANARY.len()).any(|window| window == CANARY));
    let before = results(&staff).await;
    let head = audit::head(app.ctx().read()).await.expect("a head");

    assert_eq!(erase(&admin, ZORA).await["pseudonym"], "Erased person 1");

    let found = audit::verify(app.ctx().read(), Some(head)).await.expect("a look");
    assert!(found.fault.is_none() && found.erased > 0, "{found:?}");
    audit::seal(&app.ctx()).await.expect("a chain");
    assert_eq!(audit::verify(app.ctx().read(), Some(head)).await.expect("a look").fault, None);
    app.app.clock.set(app.app.clock.now().plus_ms(3 * 24 * 60 * 60_000));
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    let (text, bytes) = (stored_text(&app).await, stored_bytes(&app));
    for canary in CANARIES {
        let at = text.lines().find(|line| line.to_lowercase().contains(&canary.to_lowercase()));
        assert!(at.is_none(), "{canary} in {at:?}");
        assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary}");
    }
    for version in submitted_version::Entity::find().all(app.app.db.read()).await.expect("versions") {
        let is_erased = version.content.contains(r#""erased":true"#);
        assert_ne!(is_erased, canonical::sha256(&version.content) == version.sha256, "{}", version.content);
    }
    assert!(!text.contains(&looks), "what the address looks like is as good as the address: {looks}");
    assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY), "the file is still there");
    assert!(text.contains("Open doors") && text.contains("Grad Osijek"), "what is not about Zora stays");
    let expected = with_a_judge_less(before, "Bread");
    assert_eq!(results(&app.staff().await).await, expected, "scores, ranks and tallies are as before");
    assert_eq!(app.audit_events("account.erase").await, 1);
}

#[rocket::async_test]
async fn an_erased_person_is_signed_out_and_can_begin_anew_as_somebody_else() {
    let app = TestApp::new().await;
    let zora = person(&app, ZORA, "Zora Canary").await;
    let before = account(&app, ZORA).await.expect("an account");
    erase(&app.admin().await, ZORA).await;
    zora.get("/api/me").await.assert_problem(401, "accounts/not-signed-in");
    let gone = account(&app, "erased-1@erased.invalid").await.expect("the pseudonym");
    assert_eq!((gone.id, gone.name.as_str(), gone.password_hash), (before.id, "Erased person 1", None));
    assert!(gone.disabled_at.is_some());
    app.person(ZORA).await.get("/api/me").await.expect(Status::Ok);
    assert_ne!(account(&app, ZORA).await.expect("an account").id, before.id);
}

#[rocket::async_test]
async fn what_a_judge_had_not_handed_in_is_free_for_others() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (judge, id) = panel.judge(ZORA).await;
    panel.assign("service_delivery", &[&id]).await;
    panel.draft(&judge, "Coffee", [8.0; 3]).await;
    erase(&app.admin().await, ZORA).await;
    let states = assignment::Entity::find().all(app.app.db.read()).await.expect("assignments");
    assert!(states.iter().all(|row| row.state == AssignmentState::Removed));
    let (leo, id) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&leo, "Coffee", [6.0; 3]).await;
}

#[rocket::async_test]
async fn an_address_that_was_only_invited_is_erased_too() {
    let app = TestApp::new().await;
    let ana = person(&app, "ana@osijek.example", "Ana Kovač").await;
    let organisation = app.organisation(&ana).await;
    let path = format!("/api/organisations/{organisation}/members");
    ana.post_once(&path, json!({ "email": ZORA })).await.expect(Status::Ok);
    erase(&app.admin().await, ZORA).await;
    let text = stored_text(&app).await;
    assert!(!text.contains(ZORA), "{:?}", text.lines().find(|line| line.contains(ZORA)));
    assert!(text.contains("Ana Kovač"));
}
