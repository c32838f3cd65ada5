//! Shortlists, by rule and by hand.

use palmares::editions::sample::essa_2023;
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{Panel, ROUND},
};

/// Entries A, B, C, D with these marks, and a list of two places.
async fn judged<'a>(app: &'a TestApp, marks: [f64; 4]) -> (Panel<'a>, Vec<String>) {
    let mut panel = app.panel().await;
    let mut document = (*panel.edition.document).clone();
    document.categories[0].shortlist_size = 2;
    panel.edition = app.edition_of(&document).await;
    let mut ids = Vec::new();
    for title in ["A", "B", "C", "D"] {
        ids.push(panel.entry("service_delivery", title, title).await);
    }
    let mut judges: Vec<(Browser<'a>, String)> = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    let seats: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    panel.assign("service_delivery", &seats).await;
    for (browser, _) in &judges {
        for (title, mark) in ["A", "B", "C", "D"].into_iter().zip(marks) {
            panel.mark(browser, title, [mark; 3]).await;
        }
    }
    (panel, ids)
}

async fn change(panel: &Panel<'_>, body: Value) -> Value {
    panel.staff.post_once(&format!("{ROUND}/shortlist"), body).await.expect(Status::Ok)
}

fn rule() -> Value {
    json!({"category": "service_delivery", "mode": "rule"})
}

#[rocket::async_test]
async fn the_rule_takes_the_best_up_to_the_size() {
    let app = TestApp::new().await;
    let (panel, ids) = judged(&app, [5.0, 9.0, 7.0, 8.0]).await;
    assert_eq!(essa_2023().expect("the sample").categories[0].key, "service_delivery");
    let list = change(&panel, rule()).await;
    assert_eq!(list["shortlisted"], json!([ids[1], ids[3]]));
    assert_eq!((&list["size"], &list["tied_at_cut"]), (&json!(2), &json!([])));
    assert_eq!(change(&panel, rule()).await, list, "the rule can be used again");
}

#[rocket::async_test]
async fn a_tie_at_the_cut_is_left_to_people() {
    let app = TestApp::new().await;
    let (panel, ids) = judged(&app, [9.0, 7.0, 7.0, 5.0]).await;
    let list = change(&panel, rule()).await;
    assert_eq!(list["shortlisted"], json!([ids[0]]));
    let tied: Vec<_> = list["tied_at_cut"].as_array().expect("ties").iter().map(|t| &t["title"]).collect();
    assert_eq!(tied.len(), 2);
    assert!(tied.contains(&&json!("B")) && tied.contains(&&json!("C")), "{tied:?}");

    let by_hand = json!({"category": "service_delivery", "entry": ids[2], "shortlisted": true,
        "reason": "The panel preferred its evidence."});
    assert_eq!(change(&panel, by_hand).await["shortlisted"].as_array().map(Vec::len), Some(2));
    let again = change(&panel, rule()).await;
    assert_eq!(again["shortlisted"], json!([ids[0], ids[2]]), "what a hand put there stays");
    let results = panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let entries = results["categories"][0]["entries"].as_array().expect("entries");
    let chosen = entries.iter().find(|entry| entry["title"] == "C").expect("C");
    assert_eq!(chosen["shortlisted"]["method"], "hand");
    assert_eq!(chosen["shortlisted"]["reason"], "The panel preferred its evidence.");
}

#[rocket::async_test]
async fn an_entry_is_taken_off_by_hand_and_a_reason_is_asked_for() {
    let app = TestApp::new().await;
    let (panel, ids) = judged(&app, [5.0, 9.0, 7.0, 8.0]).await;
    change(&panel, rule()).await;
    let path = format!("{ROUND}/shortlist");
    let bare = json!({"category": "service_delivery", "entry": ids[1], "shortlisted": false});
    let answer = panel.staff.post_once(&path, bare.clone()).await;
    answer.assert_problem(422, "invalid");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/reason");
    let mut body = bare;
    body["reason"] = json!("Withdrew by telephone.");
    assert_eq!(change(&panel, body).await["shortlisted"], json!([ids[3]]));
    let foreign =
        json!({"category": "workforce_support", "entry": ids[1], "shortlisted": true, "reason": "x"});
    let answer = panel.staff.post_once(&path, foreign).await;
    answer.assert_problem(422, "invalid");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/entry");
}
