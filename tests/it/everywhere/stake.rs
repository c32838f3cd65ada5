//! Who has a stake learns nothing as staff: two programs that differ only in who judges an own
//! entry, and how far they are, give every answer alike (`docs/security.md`, AC-25).

use entity::{
    PublicId,
    assignment::{self, AssignmentState},
    entry, member, organisation,
    scoresheet::{self, ScoresheetState},
    user,
};
use palmares::editions::sample::Stage;
use rocket::http::{Method, Status};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    prelude::Expr,
};
use serde_json::{Value, json};

use super::world::World;
use crate::support::{
    Answer,
    judging::{ROUND, coverage},
};

/// The sample in which a member of staff belongs to the organisation of an entry.
async fn entering() -> World {
    let world = World::at(Stage::Judging).await;
    let email = world.email("staff").to_owned();
    let tx = world.app.app.db.begin().await.expect("a transaction");
    let own = entry::Entity::find_by_id(world.entry).one(&*tx).await.expect("an answer").expect("the entry");
    let staff = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&*tx).await;
    let staff = staff.expect("an answer").expect("the staff");
    let row = member::ActiveModel {
        public_id: Set(PublicId::from_bytes([7; 16])),
        organisation_id: Set(own.organisation_id),
        email: Set(email),
        user_id: Set(Some(staff.id)),
        state: Set(member::MemberState::Active),
        invited_by: Set(None),
        created_at: Set(staff.created_at),
        ..Default::default()
    };
    row.insert(&*tx).await.expect("a member");
    tx.commit().await.expect("a commit");
    world
}

/// Other people judge the own entry: those who did have it no more, all others have it, and all they do is handed in.
async fn others_judge_it(world: &World) {
    let admin = world.browser("admin").await;
    let page = coverage(&admin).await;
    let entries = page["entries"].as_array().expect("entries");
    let own = world.public_entry();
    let covered = entries.iter().find(|entry| entry["id"] == own).expect("the own entry");
    let id_of = |had: &Value| {
        let place = had["judge"].as_u64().and_then(|place| usize::try_from(place).ok());
        page["judges"][place.expect("a place")]["id"].clone()
    };
    let before: Vec<&Value> = covered["judges"].as_array().expect("judges").iter().collect();
    assert!(!before.is_empty(), "somebody judges it");
    for judge in &before {
        let path = format!("{ROUND}/assignments/{}", judge["assignment"].as_str().expect("an id"));
        admin.delete(&path).await.expect(Status::Ok);
    }
    let all = admin.get("/api/staff/editions/essa/2023/judges").await.expect(Status::Ok);
    let had_it = |judge: &Value| before.iter().any(|had| id_of(had) == judge["id"]);
    let all = all.as_array().expect("judges").iter();
    let others = all.filter(|judge| judge["state"] == "accepted" && !had_it(judge));
    let pairs: Vec<Value> = others.map(|judge| json!({ "judge": judge["id"], "entry": own })).collect();
    assert!(!pairs.is_empty(), "others could judge it");
    let body = json!({ "mode": "pairs", "pairs": pairs });
    admin.post_once(&format!("{ROUND}/assignments"), body).await.expect(Status::Ok);
    hand_in_all(world).await;
}

/// All who judge the own entry give it nine points for everything.
async fn hand_in_all(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    let rows = assignment::Entity::find().filter(assignment::Column::EntryId.eq(world.entry)).all(&*tx).await;
    for row in rows.expect("assignments").iter().filter(|row| row.state == AssignmentState::Active) {
        let scores =
            ["theme_fit", "innovation", "impact"].map(|key| (key.to_owned(), entity::Hundredths(900)));
        let sheet = scoresheet::ActiveModel {
            assignment_id: Set(row.id),
            state: Set(ScoresheetState::HandedIn),
            scores: Set(scores.into_iter().collect()),
            comment_internal: Set("canary".to_owned()),
            comment_panel: Set("canary".to_owned()),
            comment_entrant: Set("canary".to_owned()),
            version: Set(2),
            updated_at: Set(world.app.app.clock.now().plus_ms(1)),
            handed_in_at: Set(Some(world.app.app.clock.now())),
        };
        sheet.insert(&*tx).await.expect("a sheet");
        assignment::Entity::update_many()
            .col_expr(assignment::Column::Points, Expr::value(90_000_i64))
            .filter(assignment::Column::Id.eq(row.id))
            .exec(&*tx)
            .await
            .expect("points");
    }
    tx.commit().await.expect("a commit");
}

/// A colleague without a stake reminds everybody.
async fn a_colleague_reminds(world: &World) {
    let admin = world.browser("admin").await;
    admin.post_once(&format!("{ROUND}/reminders"), json!({})).await.expect(Status::Ok);
}

fn masked(answer: &Answer) -> String {
    let id = answer.header("x-request-id").unwrap_or_default();
    let mut headers: Vec<_> = answer.headers.iter().filter(|(name, _)| name != "x-request-id").collect();
    headers.sort();
    let text = String::from_utf8_lossy(&answer.bytes).replace(id, "…");
    // E-mails that go out together have an id of chance.
    let batch = serde_json::from_slice::<Value>(&answer.bytes).ok();
    let batch = batch.and_then(|body| body["mails"]["id"].as_str().map(str::to_owned));
    let text = batch.map_or(text.clone(), |batch| text.replace(&batch, "…"));
    format!("{} {headers:?}\n{text}", answer.status)
}

/// Every answer to what staff read, and then to what staff do about judges.
async fn answers(world: &World) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (method, _, path) in world.routes() {
        if method == Method::Get && path.starts_with("/api/staff/") {
            let answer = world.browser("staff").await.get(&path).await;
            all.push((path, masked(&answer)));
        }
    }
    let lists = "/api/staff/editions/essa/2023/entries";
    let more = ["?sort=-score", "?sort=updated", "?q=judge"].map(|query| format!("{lists}{query}"));
    for path in more.into_iter().chain(["/api/staff/mails?q=example".to_owned()]) {
        let answer = world.browser("staff").await.get(&path).await;
        all.push((path, masked(&answer)));
    }
    let audit_events = [
        (format!("{ROUND}/reminders"), json!({})),
        (format!("{ROUND}/reminders"), json!({ "again": true })),
        (format!("{ROUND}/assignments"), json!({ "mode": "panel" })),
    ];
    for (path, body) in audit_events {
        let answer = world.browser("staff").await.post_once(&path, body).await;
        assert!([200, 409].contains(&answer.status), "{path}");
        all.push((format!("POST {path}"), masked(&answer)));
    }
    let judges = "/api/staff/editions/essa/2023/judges";
    all.push((judges.to_owned(), masked(&world.browser("staff").await.get(judges).await)));
    all
}

#[rocket::async_test]
async fn who_judges_an_own_entry_is_not_to_be_worked_out_by_staff() {
    let (plain, changed) = (entering().await, entering().await);
    others_judge_it(&changed).await;
    for world in [&plain, &changed] {
        a_colleague_reminds(world).await;
    }
    for (before, after) in answers(&plain).await.into_iter().zip(answers(&changed).await) {
        let same = before.1.bytes().zip(after.1.bytes()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(same.saturating_sub(80)).take(200).collect::<String>();
        assert!(before == after, "{}\n{}\n{}", before.0, near(&before.1), near(&after.1));
    }
}

/// Withdrawing an own entry opens nothing: an interest is not laid down by it.
#[rocket::async_test]
async fn a_withdrawn_own_entry_is_still_a_stake() {
    let world = entering().await;
    let tx = world.app.app.db.begin().await.expect("a transaction");
    entry::Entity::update_many()
        .col_expr(entry::Column::State, Expr::value(entry::EntryState::Withdrawn))
        .filter(entry::Column::Id.eq(world.entry))
        .exec(&*tx)
        .await
        .expect("a withdrawn entry");
    let own = entry::Entity::find_by_id(world.entry).one(&*tx).await.expect("an answer").expect("the entry");
    let name = organisation::Entity::find_by_id(own.organisation_id).one(&*tx).await;
    let name = name.expect("an answer").expect("the organisation").name;
    tx.commit().await.expect("a commit");
    let staff = world.browser("staff").await;
    let results = staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    assert!(!results["categories"].to_string().contains(&name), "nothing of it in the results");
    let withheld = results["withheld"].as_array().expect("a list");
    assert!(withheld.iter().any(|category| category["key"] == own.category_key), "{withheld:?}");
    let export = staff.get("/api/staff/editions/essa/2023/exports/scores.csv").await;
    export.assert_problem(403, "exports/own-stake");
}

#[rocket::async_test]
async fn nobody_decides_as_staff_on_what_competes_with_an_own_entry() {
    let world = entering().await;
    let db = world.app.app.db.read();
    let own = entry::Entity::find_by_id(world.entry).one(db).await.expect("an answer").expect("the entry");
    let rival = entry::Entity::find()
        .filter(entry::Column::CategoryKey.eq(own.category_key.as_str()))
        .filter(entry::Column::State.eq(entry::EntryState::Eligible))
        .filter(entry::Column::Id.ne(own.id))
        .one(db)
        .await;
    let rival = rival.expect("an answer").expect("a rival");
    let path = format!("/api/staff/entries/{}", rival.public_id);
    let staff = world.browser("staff").await;
    let view = staff.get(&path).await.expect(Status::Ok);
    assert_eq!((&view["judging_withheld"], &view["assignments"]), (&json!(true), &json!([])));
    staff.get(&format!("{path}/moves/workforce_support")).await.assert_problem(403, "checks/own-stake");
    staff.get(&format!("{path}/comments")).await.assert_problem(403, "judging/own-stake");
    let refused = json!({ "result": "ineligible", "reason": "Not in time." });
    let checks = format!("{path}/checks");
    let answer = staff.post_seen(&checks, rival.version, refused.clone()).await;
    answer.assert_problem(403, "checks/own-stake");
    let out = json!({ "reason": "Copied." });
    let answer = staff.post_seen(&format!("{path}/disqualify"), rival.version, out).await;
    answer.assert_problem(403, "checks/own-stake");
    let admin = world.browser("admin").await;
    admin.post_seen(&checks, rival.version, refused).await.expect(Status::Ok);
}
