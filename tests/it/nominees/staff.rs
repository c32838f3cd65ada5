//! What the awards team sees and does.

use rocket::http::Status;
use serde_json::{Value, json};

use super::{respond, seen_by_staff, show, submitted};
use crate::support::{Browser, TestApp};

const ENTRIES: &str = "/api/staff/editions/essa/2023/entries?not_accepted=true";

async fn listed(staff: &Browser<'_>) -> usize {
    let page = staff.get(ENTRIES).await.expect(Status::Ok);
    assert_eq!(page["total"], page["items"].as_array().map_or(0, Vec::len), "{page}");
    page["items"].as_array().expect("a list").len()
}

async fn in_work(staff: &Browser<'_>) -> Value {
    let work = staff.get("/api/staff/editions/essa/2023/work").await.expect(Status::Ok);
    let all = work["needs_you"].as_array().expect("a list").clone();
    all.into_iter().find(|one| one["kind"] == "not_accepted").map_or(json!(0), |one| one["count"].clone())
}

fn of(entry: &str, what: &str) -> String {
    format!("/api/staff/entries/{}/nominee/{what}", entry.rsplit('/').next().expect("an id"))
}

#[rocket::async_test]
async fn an_entry_whose_nominee_lets_the_day_pass_or_declines_waits_for_the_awards_team() {
    let app = TestApp::new().await;
    let (_, _, entry, token) = submitted(&app).await;
    let staff = app.staff().await;
    assert_eq!((listed(&staff).await, in_work(&staff).await), (0, json!(0)), "there is time");
    respond(&app, &token, false, "No.").await.expect(Status::Ok);
    assert_eq!((listed(&staff).await, in_work(&staff).await), (1, json!(1)), "declined");
    respond(&app, &token, true, "").await.expect(Status::Ok);
    assert_eq!((listed(&staff).await, in_work(&staff).await), (0, json!(0)));
    app.at("2027-03-15T00:00:00Z");
    let staff = app.staff().await;
    assert_eq!(listed(&staff).await, 0, "accepted in time");
    let nominee = seen_by_staff(&staff, &entry).await;
    assert_eq!(nominee["needs_decision"], false);
}

#[rocket::async_test]
async fn whoever_has_not_accepted_by_the_day_is_accepted_by_the_awards_team_with_a_reason() {
    let app = TestApp::new().await;
    let (_, _, entry, _) = submitted(&app).await;
    app.at("2027-03-15T00:00:00Z");
    let staff = app.staff().await;
    assert_eq!((listed(&staff).await, in_work(&staff).await), (1, json!(1)));
    let nominee = seen_by_staff(&staff, &entry).await;
    assert_eq!((&nominee["needs_decision"], &nominee["state"]), (&json!(true), &json!("named")));
    let seen = nominee["version"].as_i64().expect("a version");
    let blank = staff.post_seen(&of(&entry, "acceptance"), seen, json!({ "reason": " " })).await;
    blank.assert_problem(422, "invalid");
    let why = json!({ "reason": "Said so on the telephone." });
    staff
        .post_seen(&of(&entry, "acceptance"), seen - 1, why.clone())
        .await
        .assert_problem(412, "nominees/changed");
    let done = staff.post_seen(&of(&entry, "acceptance"), seen, why).await.expect(Status::Ok);
    let facts = [&done["state"], &done["reason"], &done["recorded_by"]];
    assert_eq!(facts, ["accepted", "Said so on the telephone.", "staff"]);
    assert_eq!((listed(&staff).await, in_work(&staff).await), (0, json!(0)));
    let ana = app.person("ana@osijek.example").await.get(&entry).await.expect(Status::Ok);
    assert_eq!(ana["nominee"]["state"], "accepted");
}

#[rocket::async_test]
async fn the_letter_can_be_sent_again_and_its_new_link_ends_the_old_one() {
    let app = TestApp::new().await;
    let (_, _, entry, old) = submitted(&app).await;
    let staff = app.staff().await;
    let mut seen = seen_by_staff(&staff, &entry).await["version"].as_i64().expect("a version");
    let again = staff.post_seen(&of(&entry, "send"), seen, json!({})).await.expect(Status::Ok);
    show(&app, &old).await.assert_problem(410, "accounts/dead-link");
    show(&app, &app.newest_token().await).await.expect(Status::Ok);
    seen = again["version"].as_i64().expect("a version");
    // One address is not flooded, whoever sends.
    for _ in 0..3 {
        let sent = staff.post_seen(&of(&entry, "send"), seen, json!({})).await.expect(Status::Ok);
        seen = sent["version"].as_i64().expect("a version");
    }
    staff
        .post_seen(&of(&entry, "send"), seen, json!({}))
        .await
        .assert_problem(409, "nominees/too-many-mails");
}

#[rocket::async_test]
async fn who_has_a_stake_in_the_entry_has_no_power_over_its_nominee() {
    let app = TestApp::new().await;
    let (_, _, entry, _) = submitted(&app).await;
    app.join_staff("ana@osijek.example").await;
    let ana = app.person("ana@osijek.example").await;
    let why = json!({ "reason": "I know her." });
    ana.post_seen(&of(&entry, "acceptance"), 2, why).await.assert_problem(404, "not-found");
    assert_eq!(listed(&ana).await, 0);
}
