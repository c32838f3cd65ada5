//! What somebody invited to judge learns before answering.

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    DOCUMENT, PREVIEW, TestApp,
    judging::{JUDGES, ROUND},
};

const ASKED: &str = "/api/invitations/judge/asked";

#[rocket::async_test]
async fn an_invited_person_learns_the_dates_and_how_many_entries_to_expect() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let judge = json!({"email": "mia@jury.example", "name": "Mia", "organisation": "Tusla"});
    panel.staff.post_once(JUDGES, json!({"judges": [judge]})).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let asked = async || {
        let seen = app.anyone().post(ASKED, json!({"token": token})).await.expect(Status::Ok);
        (seen["rounds"][0]["entries"].clone(), seen)
    };
    let (entries, seen) = asked().await;
    assert_eq!(entries, Value::Null, "no entry, no number");
    assert_eq!((&seen["timezone"], &seen["organisation"]), (&json!("Europe/Brussels"), &json!("Tusla")));
    let round = panel.edition.document.judged().next().expect("a round");
    let window = panel.edition.document.round_window(round).expect("a window");
    let dates = [&seen["rounds"][0]["opens"], &seen["rounds"][0]["due"]];
    assert_eq!(
        dates,
        [&json!(window.from().instant().to_string()), &json!(window.to().instant().to_string())]
    );
    assert_eq!(seen["rounds"][0]["criteria"], json!(round.criteria.len()));

    assert_eq!(seen["rounds"][0]["minutes_per_entry"], Value::Null, "the edition does not say");
    let mut document = panel.staff.get(DOCUMENT).await.expect(Status::Ok)["document"].clone();
    document["rounds"][0]["minutes_per_entry"] = json!(40);
    let looked =
        panel.staff.post(PREVIEW, json!({"document": document.to_string()})).await.expect(Status::Ok);
    let body = json!({"document": document, "confirm": looked["confirm"], "reason": "Judges asked."});
    panel.staff.put(DOCUMENT, 1, body).await.expect(Status::Ok);
    assert_eq!(asked().await.1["rounds"][0]["minutes_per_entry"], 40);

    for number in 0..10 {
        panel.entry("service_delivery", &format!("Entry {number}"), &format!("City {number}")).await;
    }
    let mut seats = vec![panel.staff.get(JUDGES).await.json()[0]["id"].as_str().expect("an id").to_owned()];
    for number in 0..4 {
        seats.push(panel.judge(&format!("judge{number}@jury.example")).await.1);
    }
    // Ten entries, each for three of five judges: six each, and at most all ten.
    assert_eq!(asked().await.0, json!({"from": 6, "to": 10, "assigned": false}));
    // On a panel of four: 10 × 3 / 4 = 7.5.
    let panel_of_four = json!({"judges": seats[..4]});
    panel.staff.put(&format!("{ROUND}/panels/service_delivery"), 0, panel_of_four).await.expect(Status::Ok);
    assert_eq!(asked().await.0, json!({"from": 8, "to": 10, "assigned": false}));
    let ids: Vec<&str> = seats.iter().map(String::as_str).collect();
    panel.assign("service_delivery", &ids).await;
    assert_eq!(asked().await.0, json!({"from": 10, "to": 10, "assigned": true}));

    let accept = json!({"token": token, "accept": true, "no_organisation": true});
    app.anyone().post("/api/invitations/judge", accept).await.expect(Status::Ok);
    app.anyone().post(ASKED, json!({"token": token})).await.assert_problem(410, "accounts/dead-link");
}
