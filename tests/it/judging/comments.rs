//! Comments reach whom they promise to, and nobody else.

use entity::entry::EntryState;
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{Panel, ROUND},
};

const PANEL: &str = "/api/judging/essa/2023/judging/assignments/comments";

/// Hands in a sheet with one comment of each kind.
async fn commented(panel: &Panel<'_>, judge: &Browser<'_>, title: &str, word: &str) {
    let path = panel.draft(judge, title, [5.0; 3]).await;
    let texts =
        ["internal", "panel", "entrant"].map(|kind| (kind.to_owned(), json!(format!("{word} {kind}"))));
    let body = json!({ "comments": serde_json::Map::from_iter(texts) });
    judge.put(&format!("{path}/scoresheet"), 1, body).await.expect(Status::Ok);
    judge.post_seen(&format!("{path}/hand-in"), 2, json!({})).await.expect(Status::Ok);
}

async fn rule(app: &TestApp, word: &str) {
    app.change_rules(|document| document["rounds"][0]["panel_comments"] = json!(word)).await;
}

async fn read(judge: &Browser<'_>) -> Vec<Value> {
    let list = judge.get(PANEL).await.expect(Status::Ok);
    list.as_array()
        .expect("a list")
        .iter()
        .flat_map(|e| e["comments"].as_array().expect("texts").clone())
        .collect()
}

#[rocket::async_test]
async fn staff_read_every_comment_but_not_where_they_have_a_stake() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    commented(&panel, &mia, "Doors", "Mia").await;
    let path = format!("/api/staff/entries/{doors}/comments");
    let rows = panel.staff.get(&path).await.expect(Status::Ok);
    assert_eq!((&rows[0]["name"], &rows[0]["state"]), (&json!("mia"), &json!("handed_in")));
    assert_eq!(rows[0]["internal"], "Mia internal");
    assert_eq!((&rows[0]["panel"], &rows[0]["entrant"]), (&json!("Mia panel"), &json!("Mia entrant")));
    let own = app.organisation(&panel.staff).await;
    let mine = app.entry_in(&panel.edition, &own, ("service_delivery", "Mine"), EntryState::Eligible).await;
    panel.staff.get(&path).await.assert_problem(403, "judging/own-stake");
    panel.staff.get(&format!("/api/staff/entries/{mine}/comments")).await.assert_problem(404, "not-found");
    app.admin().await.get(&path).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn judges_read_comments_for_the_panel_when_the_round_says_so() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, mia_id) = panel.judge("mia@jury.example").await;
    let (leo, leo_id) = panel.judge("leo@jury.example").await;
    let (ida, _) = panel.judge("ida@jury.example").await;
    panel.assign("service_delivery", &[&mia_id, &leo_id]).await;
    commented(&panel, &mia, "Doors", "Mia").await;
    rule(&app, "after_own_sheet").await;
    assert_eq!(read(&leo).await, [json!(null); 0], "not before an own sheet is handed in");
    commented(&panel, &leo, "Doors", "Leo").await;
    let mias = [json!({"name": "mia", "text": "Mia panel"})];
    assert_eq!(read(&leo).await, mias, "no other kind, and not one's own");
    assert_eq!(read(&ida).await, [json!(null); 0], "not a judge of another entry");
    for word in ["never", "after_close"] {
        rule(&app, word).await;
        assert_eq!(read(&leo).await, [json!(null); 0], "{word}");
    }
    panel.staff.post(&format!("{ROUND}/close"), json!({})).await.expect(Status::Ok);
    assert_eq!(read(&leo).await, mias);
    rule(&app, "never").await;
    assert_eq!(read(&leo).await, [json!(null); 0]);
}

#[rocket::async_test]
async fn entrants_read_comments_for_them_once_they_are_released_without_names() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry =
        app.entry_in(&panel.edition, &city, ("service_delivery", "Doors"), EntryState::Eligible).await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    commented(&panel, &mia, "Doors", "Strong").await;
    let feedback = format!("/api/entries/{entry}/feedback");
    let release = format!("{ROUND}/feedback");
    assert_eq!(ana.get(&feedback).await.expect(Status::Ok), json!({"rounds": []}));
    panel.staff.post_once(&release, json!({})).await.assert_problem(409, "judging/not-over");
    panel.staff.post(&format!("{ROUND}/close"), json!({})).await.expect(Status::Ok);
    assert_eq!(ana.get(&feedback).await.expect(Status::Ok), json!({"rounds": []}));
    let done = panel.staff.post_once(&release, json!({})).await.expect(Status::Ok);
    let answer = ana.get(&feedback).await.expect(Status::Ok);
    let round = &answer["rounds"][0];
    assert_eq!(round["comments"], json!(["Strong entrant"]));
    assert_eq!(round["released_at"], done["released_at"]);
    for hidden in ["mia", "internal", "Strong panel"] {
        assert!(!answer.to_string().contains(hidden), "{hidden}");
    }
    let view = panel.staff.get(ROUND).await.expect(Status::Ok);
    assert_eq!(view["feedback_released_at"], done["released_at"]);
    app.person("eve@elsewhere.example").await.get(&feedback).await.assert_problem(404, "not-found");
    assert_eq!(app.audit_events("feedback.release").await, 1);
}
