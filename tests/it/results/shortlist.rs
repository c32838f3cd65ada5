//! Shortlists, by rule and by hand.

use palmares::editions::sample::essa_2023;
use rocket::http::{Method, Status};
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{Panel, ROUND},
};

/// Entries A, B, C, D with these scores, and a list of two places.
async fn judged<'a>(app: &'a TestApp, scores: [f64; 4]) -> (Panel<'a>, Vec<String>) {
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
        for (title, score) in ["A", "B", "C", "D"].into_iter().zip(scores) {
            panel.score(browser, title, [score; 3]).await;
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

#[rocket::async_test]
async fn what_was_left_out_by_hand_stays_out_and_says_why() {
    let app = TestApp::new().await;
    let (panel, ids) = judged(&app, [5.0, 9.0, 7.0, 8.0]).await;
    let by_hand = |shortlisted: bool, reason: &str| json!({"category": "service_delivery", "entry": ids[1], "shortlisted": shortlisted, "reason": reason});
    change(&panel, by_hand(false, "It won in 2022.")).await;
    assert_eq!(
        change(&panel, rule()).await["shortlisted"],
        json!([ids[3], ids[2]]),
        "the next best moves up"
    );
    let results = panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let best = &results["categories"][0]["entries"][0];
    assert_eq!((&best["id"], &best["shortlisted"]), (&json!(ids[1]), &json!(null)));
    assert_eq!(best["left_out"], "It won in 2022.");

    change(&panel, by_hand(true, "It was another project.")).await;
    assert_eq!(change(&panel, rule()).await["shortlisted"], json!([ids[1], ids[3]]));
}

#[rocket::async_test]
async fn who_is_put_out_gives_the_place_on_the_shortlist_free() {
    let app = TestApp::new().await;
    let (panel, ids) = judged(&app, [5.0, 9.0, 7.0, 8.0]).await;
    let body =
        json!({"category": "service_delivery", "entry": ids[1], "shortlisted": true, "reason": "Best."});
    change(&panel, body).await;
    assert_eq!(change(&panel, rule()).await["shortlisted"], json!([ids[1], ids[3]]));
    let key = entity::PublicId::random().expect("random bytes").to_string();
    let entry = panel.staff.get(&format!("/api/staff/entries/{}", ids[1])).await;
    let version = entry.header("etag").expect("a version").to_owned();
    let headers = [("Idempotency-Key", key.as_str()), ("If-Match", &version)];
    let out = json!({"reason": "A copy."});
    let path = format!("/api/staff/entries/{}/disqualify", ids[1]);
    panel.staff.send(Method::Post, &path, &headers, Some(out)).await.expect(Status::Ok);

    let results = panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let category = &results["categories"][0];
    assert_eq!(category["shortlisted"], 1, "the rule's own choice is left");
    assert_eq!(change(&panel, rule()).await["shortlisted"], json!([ids[3], ids[2]]));
}
