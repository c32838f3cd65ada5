//! Conflicts of interest in the hands of people.

use entity::entry::EntryState;
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{JUDGES, LIST, Panel, ROUND},
};

const CONFLICTS: &str = "/api/staff/editions/essa/2023/conflicts";

async fn listed(staff: &Browser<'_>) -> Vec<Value> {
    staff.get(CONFLICTS).await.expect(Status::Ok).as_array().expect("a list").clone()
}

fn decision(entry: &str, judge: &str, reason: &str) -> Value {
    json!({ "entry": entry, "judge": judge, "reason": reason })
}

async fn all(judge: &Browser<'_>) -> Value {
    judge.get(LIST).await.expect(Status::Ok)["counts"].clone()
}

async fn assign(panel: &Panel<'_>) -> Value {
    let body = json!({ "mode": "panel", "category": "service_delivery" });
    panel.staff.post_once(&format!("{ROUND}/assignments"), body).await.expect(Status::Ok)
}

#[rocket::async_test]
async fn staff_read_why_a_judge_stepped_back_and_can_bring_the_sheet_back() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&mia, "Doors", [8.0; 3]).await;
    let path = panel.assignment(&mia, "Doors").await;
    let reason = json!({"reason": "I know the mayor."});
    mia.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);

    let rows = listed(&panel.staff).await;
    assert_eq!((&rows[0]["reason"], &rows[0]["kind"]), (&json!("I know the mayor."), &json!("declared")));
    assert_eq!((&rows[0]["name"], &rows[0]["title"]), (&json!("mia"), &json!("Doors")));
    assert_eq!((&rows[0]["by"], &rows[0]["lifted"]), (&json!("mia"), &json!(null)));
    let of_entry = panel.staff.get(&format!("{CONFLICTS}?entry={doors}")).await.expect(Status::Ok);
    assert_eq!(of_entry, json!(rows));

    let before = app.mails().await.len();
    let lift = format!("{CONFLICTS}/lift");
    let answer = panel.staff.post_once(&lift, decision(&doors, &id, "Another mayor.")).await;
    assert_eq!(answer.expect(Status::Ok), json!({"restored": 1}));
    assert_eq!(app.mails().await[before..], [("judge_assigned".to_owned(), "mia@jury.example".to_owned())]);
    assert_eq!(all(&mia).await["done"], 1);
    let sheet = mia.get(&path).await.expect(Status::Ok)["scoresheet"].clone();
    assert_eq!((&sheet["state"], &sheet["scores"]["impact"]), (&json!("handed_in"), &json!(8)));
    let lifted = &listed(&panel.staff).await[0]["lifted"];
    assert_eq!((&lifted["reason"], &lifted["by"]), (&json!("Another mayor."), &json!("staff")));
    let twice = panel.staff.post_once(&lift, decision(&doors, &id, "Again.")).await;
    twice.assert_problem(404, "not-found");
    assert_eq!(assign(&panel).await["skipped_conflicts"], json!([]));
    assert_eq!(app.audit_events("conflict.lift").await, 1);

    let reason = json!({"reason": "It is the same mayor after all."});
    mia.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);
    let rows = listed(&panel.staff).await;
    assert_eq!((rows.len(), &rows[0]["lifted"]), (1, &json!(null)), "who says it again is heard");
    assert_eq!(rows[0]["reason"], "It is the same mayor after all.");
}

#[rocket::async_test]
async fn staff_keep_an_entry_from_a_judge_before_it_is_assigned() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    let add = decision(&doors, &id, "She advised the city.");
    panel.staff.post_once(CONFLICTS, add.clone()).await.expect(Status::Ok);
    let twice = panel.staff.post_once(CONFLICTS, add).await;
    twice.assert_problem(422, "invalid");
    assert_eq!(twice.json()["errors"][0]["code"], "known_conflict");
    let made = panel.assign("service_delivery", &[&id]).await;
    assert_eq!((&made["created"], &made["skipped_conflicts"][0]["kind"]), (&json!(0), &json!("staff")));
    assert_eq!(all(&mia).await["all"], 0);
    for wrong in [decision(&"a".repeat(16), &id, "x"), decision(&doors, &"a".repeat(16), "x")] {
        panel.staff.post_once(CONFLICTS, wrong).await.assert_problem(422, "invalid");
    }
    panel.staff.post_once(CONFLICTS, decision(&doors, &id, " ")).await.assert_problem(422, "invalid");
}

#[rocket::async_test]
async fn the_program_does_not_find_again_what_a_person_lifted() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge_of("mia@jury.example", "Grad Osijek").await;
    let made = panel.assign("service_delivery", &[&id]).await;
    assert_eq!(made["skipped_conflicts"][0]["kind"], "organisation");
    let lift = format!("{CONFLICTS}/lift");
    let why = decision(&doors, &id, "Another city of this name.");
    panel.staff.post_once(&lift, why).await.expect(Status::Ok);
    for _ in 0..2 {
        let made = assign(&panel).await;
        assert_eq!(made["skipped_conflicts"], json!([]));
    }
    assert_eq!(all(&mia).await["all"], 1);
}

/// A name may be that of another organisation, membership is a fact.
#[rocket::async_test]
async fn nobody_lets_a_judge_score_an_entry_of_the_own_organisation() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let name = ana.get(&format!("/api/organisations/{city}")).await.expect(Status::Ok)["name"].clone();
    let name = name.as_str().expect("a name").to_uppercase();
    let doors =
        app.entry_in(&panel.edition, &city, ("service_delivery", "Doors"), EntryState::Eligible).await;
    let (mia, id) = panel.judge_of("mia@jury.example", &format!("{name} e.V.")).await;
    let made = panel.assign("service_delivery", &[&id]).await;
    assert_eq!(made["skipped_conflicts"][0]["kind"], "organisation", "in whatever spelling");
    let lift = format!("{CONFLICTS}/lift");
    let why = decision(&doors, &id, "Another city of this name.");
    panel.staff.post_once(&lift, why.clone()).await.expect(Status::Ok);
    assign(&panel).await;
    panel.score(&mia, "Doors", [8.0; 3]).await;
    let path = panel.assignment(&mia, "Doors").await;

    app.colleague(&ana, &city, "mia@jury.example").await;
    mia.get(&path).await.assert_problem(404, "not-found");
    let row = listed(&panel.staff).await[0].clone();
    assert_eq!((&row["lifted"], &row["kind"]), (&json!(null), &json!("organisation")));
    let refused = panel.staff.post_once(&lift, why).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["code"], "own_organisation");
    assert_eq!(assign(&panel).await["skipped_conflicts"][0]["kind"], "organisation");
    mia.get(&path).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn who_has_a_stake_sees_and_decides_no_conflicts_there() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let own = app.organisation(&panel.staff).await;
    let mine = app.entry_in(&panel.edition, &own, ("service_delivery", "Mine"), EntryState::Eligible).await;
    let theirs = panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    let (_, id) = panel.judge("mia@jury.example").await;
    let admin = app.admin().await;
    for entry in [&mine, &theirs] {
        let add = decision(entry, &id, "She advised the city.");
        panel.staff.post_once(CONFLICTS, add.clone()).await.assert_problem(403, "judging/own-stake");
        admin.post_once(CONFLICTS, add.clone()).await.expect(Status::Ok);
        let lift = panel.staff.post_once(&format!("{CONFLICTS}/lift"), add).await;
        lift.assert_problem(403, "judging/own-stake");
    }
    assert_eq!((listed(&panel.staff).await.len(), listed(&admin).await.len()), (0, 2));
    let counted = async |staff: &Browser<'_>| staff.get(JUDGES).await.json()[0]["conflicts"].clone();
    assert_eq!((counted(&panel.staff).await, counted(&admin).await), (json!(0), json!(2)));
}
