//! An edition is a draft, published or archived.

use entity::outbox::{self, OutboxState};
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};
use serde_json::{Value, json};

use crate::{
    everywhere::World,
    support::{Answer, Browser, DOCUMENT, TestApp, judging::ROUND},
};

const EDITION: &str = "/api/staff/editions/essa/2023";

async fn becomes(staff: &Browser<'_>, edition: &str, state: &str) -> Answer {
    let body = json!({ "state": state, "reason": "As agreed" });
    staff.put(&format!("/api/staff/editions/essa/{edition}/state"), 1, body).await
}

async fn looks(staff: &Browser<'_>, edition: &str, state: &str) -> Answer {
    let path = format!("/api/staff/editions/essa/{edition}/state/preview");
    staff.post_seen(&path, 1, json!({ "state": state })).await
}

#[rocket::async_test]
async fn a_draft_is_published_once_and_is_no_draft_again() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    app.draft_edition("2024").await;
    let (staff, visitor) = (app.staff().await, app.anyone());
    visitor.get("/api/editions/essa/2024").await.assert_problem(404, "not-found");
    let call = staff.get("/api/staff/editions/essa/2024").await.expect(Status::Ok);

    let seen = looks(&staff, "2024", "published").await.expect(Status::Ok);
    let warnings = seen["warnings"].as_array().expect("warnings");
    assert!(warnings.iter().any(|one| one["place"] == "window “entries”"), "{seen}");
    assert_eq!(becomes(&staff, "2024", "published").await.expect(Status::Ok)["state"], "published");
    assert_eq!(becomes(&staff, "2024", "published").await.expect(Status::Ok)["state"], "published");
    assert_eq!(app.audit_events("edition.state").await, 1);
    let seen = visitor.get("/api/editions/essa/2024").await.expect(Status::Ok);
    assert_eq!(seen["name"], "Canary");
    assert_eq!(call, seen, "staff saw what everyone sees now");

    let refused = becomes(&staff, "2024", "draft").await;
    refused.assert_problem(409, "editions/state");
    assert_eq!(refused.json()["current"]["state"], "published");
}

#[rocket::async_test]
async fn nobody_is_invited_to_a_draft_and_it_is_not_archived() {
    let app = TestApp::new().await;
    app.draft_edition("2024").await;
    let staff = app.staff().await;
    let judges = json!({ "judges": [{ "email": "vera@example.org", "name": "Vera" }] });
    let invited = staff.post_once("/api/staff/editions/essa/2024/judges", judges).await;
    invited.assert_problem(409, "editions/draft");
    becomes(&staff, "2024", "archived").await.assert_problem(409, "editions/state");
    looks(&staff, "2024", "archived").await.assert_problem(409, "editions/state");
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn a_state_is_for_the_version_that_was_seen() {
    let app = TestApp::new().await;
    app.draft_edition("2024").await;
    let staff = app.staff().await;
    let body = json!({ "state": "published" });
    let stale = staff.put("/api/staff/editions/essa/2024/state", 7, body).await;
    stale.assert_problem(412, "editions/changed");
    app.anyone().get("/api/editions/essa/2024").await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn nothing_is_entered_in_an_archived_edition_until_it_is_brought_back() {
    let world = World::at(Stage::Call).await;
    let (owner, staff) = (world.browser("owner").await, world.browser("staff").await);
    let entry = format!("/api/entries/{}", world.public_entry());
    let began = json!({ "programme": "essa", "edition": "2023", "organisation": world.id("organisations"),
        "category": "service_delivery" });
    assert_eq!(becomes(&staff, "2023", "archived").await.expect(Status::Ok)["state"], "archived");

    let seen = owner.get(&entry).await.expect(Status::Ok);
    assert_eq!(seen["may_edit"], "archived");
    let withdraw = format!("{entry}/withdraw");
    let all = [
        owner.post_once("/api/entries", began.clone()).await,
        owner.post_once(&format!("{entry}/submit"), json!({})).await,
        owner.post_once(&withdraw, json!({ "reason": "" })).await,
    ];
    for answer in all {
        answer.assert_problem(409, "editions/archived");
    }
    world.app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);

    assert_eq!(becomes(&staff, "2023", "published").await.expect(Status::Ok)["state"], "published");
    owner.post_once(&withdraw, json!({ "reason": "" })).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn nothing_is_judged_or_decided_in_an_archived_edition() {
    let world = World::at(Stage::Judging).await;
    let (judge, staff) = (world.browser("judge").await, world.browser("staff").await);
    becomes(&staff, "2023", "archived").await.expect(Status::Ok);
    let assignment = format!("/api/judging/assignments/{}", world.id("assignments"));
    judge.get(&assignment).await.expect(Status::Ok);
    let seen = staff.get(&format!("/api/staff/entries/{}", world.public_entry())).await.expect(Status::Ok);
    let check = format!("/api/staff/entries/{}/checks", world.public_entry());
    let checked = json!({ "result": "ineligible", "reason": "Late" });
    let judges = json!({ "judges": [{ "email": "vera@example.org", "name": "Vera" }] });
    let shortlist = json!({ "category": "service_delivery", "mode": "rule" });
    let version = seen["version"].as_i64().expect("a version");
    let conflict = json!({ "reason": "My sister works there." });
    let all: [(&str, Answer); 6] = [
        (
            "sheet",
            judge
                .put(&format!("{assignment}/scoresheet"), 0, json!({ "comments": { "internal": "Good" } }))
                .await,
        ),
        ("conflict", judge.post_once(&format!("{assignment}/conflict"), conflict).await),
        ("check", staff.post_seen(&check, version, checked).await),
        ("invite", staff.post_once(&format!("{EDITION}/judges"), judges).await),
        ("shortlist", staff.post_once(&format!("{ROUND}/shortlist"), shortlist).await),
        ("release", staff.post_once(&format!("{ROUND}/feedback"), json!({})).await),
    ];
    for (what, answer) in all {
        assert_eq!(answer.json()["type"], "/problems/editions/archived", "{what}: {}", answer.json());
    }
}

#[rocket::async_test]
async fn neither_rules_nor_dates_of_an_archived_edition_change() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    becomes(&staff, "2023", "archived").await.expect(Status::Ok);
    let document = staff.get(DOCUMENT).await.expect(Status::Ok)["document"].clone();
    let mut changed = document.clone();
    changed["edition"]["theme"] = json!("Another theme");
    staff.replace(1, changed).await.assert_problem(409, "editions/archived");
    let window = json!({ "from": document["windows"]["check"]["from"], "to": "2027-12-01T00:00:00+01:00[Europe/Brussels]" });
    let moved = staff.put(&format!("{EDITION}/windows/check"), 1, window).await;
    moved.assert_problem(409, "editions/archived");
    assert_eq!(staff.get(DOCUMENT).await.expect(Status::Ok)["document"], document);
}

#[rocket::async_test]
async fn e_mails_that_wait_are_not_sent_from_an_archived_edition() {
    let world = World::at(Stage::Call).await;
    let staff = world.browser("staff").await;
    let judges = json!({ "judges": [{ "email": "vera@example.org", "name": "Vera" }] });
    staff.post_once(&format!("{EDITION}/judges"), judges).await.expect(Status::Ok);
    // As they are where there is a mail server.
    let tx = world.app.ctx().begin().await.expect("a transaction");
    let invitations = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Waiting))
        .filter(outbox::Column::Kind.eq("judge_invitation"));
    invitations.exec(&*tx).await.expect("mails that wait");
    tx.commit().await.expect("a commit");
    let seen: Value = looks(&staff, "2023", "archived").await.expect(Status::Ok);
    let mails = seen["mails"].as_u64().expect("a number");
    assert!(mails > 0 && seen["unfinished"]["entries"].as_u64() > Some(0), "{seen}");
    let before = world.app.mails().await.len();
    becomes(&staff, "2023", "archived").await.expect(Status::Ok);
    assert_eq!(before - world.app.mails().await.len(), usize::try_from(mails).expect("few"));
    assert_eq!(looks(&staff, "2023", "published").await.expect(Status::Ok)["mails"], 0);
}
