//! Opening and closing a round, and what holds outside of it.

use entity::{audit, judge};
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, prelude::Expr};
use serde_json::{Value, json};

use crate::support::{
    TestApp,
    judging::{JUDGES, LIST, ROUND},
};

#[rocket::async_test]
async fn nothing_of_a_judge_is_taken_once_the_round_has_closed() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.draft(&browser, "Coffee", [5.0, 5.0, 5.0]).await;
    app.at("2027-02-01T09:00:01Z");
    let closed = panel.staff.post(&format!("{ROUND}/close"), json!({})).await.expect(Status::Ok);
    assert_eq!((&closed["to"], &closed["state"]), (&json!("2027-02-01T09:00:01.000Z"), &json!("after")));

    let change = json!({"scores": {"impact": 9}});
    let answer = browser.put(&format!("{path}/scoresheet"), 1, change.clone()).await;
    answer.assert_problem(409, "judging/closed");
    assert_eq!(answer.json()["closed_at"], "2027-02-01T09:00:01.000Z");
    for step in ["hand-in", "reopen"] {
        let answer = browser.post_seen(&format!("{path}/{step}"), 1, json!({})).await;
        answer.assert_problem(409, "judging/closed");
    }
    let read = browser.get(&path).await.expect(Status::Ok);
    assert_eq!(
        (&read["round"]["window"]["state"], &read["scoresheet"]["version"]),
        (&json!("after"), &json!(1))
    );
    let conflict = json!({"reason": "I advised them."});
    let late = browser.post_once(&format!("{path}/conflict"), conflict).await;
    late.assert_problem(409, "judging/closed");
    let all = browser.post_once("/api/judging/essa/2023/judging/hand-in", json!({})).await;
    all.assert_problem(409, "judging/closed");
    let list = browser.get(LIST).await.expect(Status::Ok);
    assert_eq!((&list["items"][0]["title"], &list["counts"]["all"]), (&json!("Coffee"), &json!(1)));
    assert_eq!(list["items"][0]["points"], "50.00");
    let reminders = panel.staff.post_once(&format!("{ROUND}/reminders"), json!({})).await;
    reminders.assert_problem(409, "judging/closed");
    panel.staff.post(&format!("{ROUND}/open"), json!({})).await.assert_problem(409, "judging/over");

    app.at("2027-02-01T09:00:00.999Z");
    browser.put(&format!("{path}/scoresheet"), 1, change).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn staff_open_a_round_early_and_judges_see_their_entries() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    app.at("2027-01-01T09:00:00Z");
    let staff = app.staff().await;
    browser.get(&path).await.assert_problem(409, "judging/not-open");
    let early = browser.get(LIST).await.expect(Status::Ok);
    assert_eq!(early["items"], json!([]));
    staff.post(&format!("{ROUND}/close"), json!({})).await.assert_problem(409, "judging/not-open");
    let opened = staff.post(&format!("{ROUND}/open"), json!({})).await.expect(Status::Ok);
    assert_eq!((&opened["from"], &opened["state"]), (&json!("2027-01-01T09:00:00.000Z"), &json!("open")));
    browser.get(&path).await.expect(Status::Ok);
    let again = staff.post(&format!("{ROUND}/open"), json!({})).await.expect(Status::Ok);
    assert_eq!(again, opened);
}

#[rocket::async_test]
async fn judges_who_are_behind_are_reminded_and_no_others() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia_browser, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    panel.judge("idle@jury.example").await;
    panel.assign("service_delivery", &[&mia, &leo]).await;
    panel.score(&mia_browser, "Coffee", [5.0, 5.0, 5.0]).await;
    let before = app.mails().await.len();
    let sent = panel.staff.post_once(&format!("{ROUND}/reminders"), json!({})).await.expect(Status::Ok);
    assert_eq!(sent["sent"], 1);
    assert_eq!(app.mails().await[before..], [("judge_reminder".to_owned(), "leo@jury.example".to_owned())]);
    // Who was reminded within a day is reminded again only when somebody insists.
    app.at("2027-02-02T08:59:59.999Z");
    let staff = app.staff().await;
    for path in [format!("{ROUND}/reminders"), format!("{JUDGES}/{leo}/remind")] {
        let soon = staff.post_once(&path, json!({})).await;
        soon.assert_problem(409, "judging/reminded");
        let soon = soon.json();
        assert_eq!((&soon["at"], &soon["count"]), (&json!("2027-02-01T09:00:00.000Z"), &json!(1)));
    }
    assert_eq!(app.mails().await.len(), before + 1);
    let again = staff.post_once(&format!("{ROUND}/reminders"), json!({ "again": true })).await;
    assert_eq!(again.expect(Status::Ok)["sent"], 1);
    app.at("2027-02-01T09:00:00Z");
    let one = panel.staff.post_once(&format!("{JUDGES}/{mia}/remind"), json!({})).await;
    assert_eq!(one.expect(Status::Ok), json!({"sent": 0, "mails": null}));

    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let by_name = |name: &str| {
        let list = judges.as_array().expect("a list");
        list.iter().find(|judge| judge["name"] == name).cloned().expect("the judge")
    };
    let mia = by_name("mia");
    assert_eq!((&mia["assigned"], &mia["complete"], &mia["handed_in"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(mia["last_active"], "2027-02-01T09:00:00.000Z");
    assert_eq!(by_name("leo")["reminded_at"], "2027-02-02T08:59:59.999Z");
    assert_eq!(by_name("idle")["assigned"], 0);
}

#[rocket::async_test]
async fn chosen_judges_are_reminded_and_each_other_one_is_named_with_the_reason() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia_browser, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    let (_, idle) = panel.judge("idle@jury.example").await;
    panel.judge("kim@jury.example").await;
    let invite = json!({"judges": [{"email": "noa@jury.example", "name": "noa"}]});
    panel.staff.post_once(JUDGES, invite).await.expect(Status::Ok);
    let list = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let noa = list.as_array().expect("judges").iter().find(|one| one["name"] == "noa").expect("noa");
    panel.assign("service_delivery", &[&mia, &leo]).await;
    panel.score(&mia_browser, "Coffee", [5.0, 5.0, 5.0]).await;

    let chosen = json!({ "judges": [mia, leo, idle, noa["id"]] });
    let review = format!("{JUDGES}/reminders/review");
    let found = panel.staff.post(&review, chosen.clone()).await.expect(Status::Ok);
    let found: Vec<[&Value; 3]> = found
        .as_array()
        .expect("judges")
        .iter()
        .map(|one| [&one["name"], &one["reminder"], &one["why_not"]])
        .collect();
    assert_eq!(
        json!(found),
        json!([
            ["idle", null, "no_entries"],
            ["leo", "scoresheets", null],
            ["mia", null, "handed_in"],
            ["noa", "invitation", null],
        ])
    );
    let before = app.mails().await.len();
    let path = format!("{JUDGES}/reminders");
    let sent = panel.staff.post_once(&path, chosen.clone()).await.expect(Status::Ok);
    assert_eq!((&sent["sent"], &sent["mails"]["count"]), (&json!(2), &json!(2)));
    let sent: Vec<String> = app.mails().await[before..].iter().map(|(kind, _)| kind.clone()).collect();
    assert_eq!(sent, ["judge_invitation", "judge_reminder"]);
    // Within a day they are reminded again only when somebody insists.
    let found = panel.staff.post(&review, chosen.clone()).await.expect(Status::Ok);
    assert_eq!((&found[1]["why_not"], &found[3]["why_not"]), (&json!("reminded"), &json!("reminded")));
    assert_eq!(found[1]["reminded_at"], "2027-02-01T09:00:00.000Z");
    let again = panel.staff.post_once(&path, chosen).await.expect(Status::Ok);
    assert_eq!(again, json!({"sent": 0, "mails": null}));
    let again = json!({ "judges": [leo], "again": true });
    assert_eq!(panel.staff.post_once(&path, again).await.expect(Status::Ok)["sent"], 1);
    let unknown = panel.staff.post_once(&path, json!({ "judges": ["a".repeat(16)] })).await;
    unknown.assert_problem(422, "invalid");
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/judges/0");
}

#[rocket::async_test]
async fn one_judge_and_several_are_reminded_by_one_set_of_rules() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (_, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&mia, &leo]).await;
    let invite = json!({"judges": [{"email": "noa@jury.example", "name": "noa"}]});
    panel.staff.post_once(JUDGES, invite).await.expect(Status::Ok);
    let declined = json!({"token": app.newest_token().await, "accept": false});
    app.anyone().post("/api/invitations/judge", declined).await.expect(Status::NoContent);
    let list = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let noa = list.as_array().expect("judges").iter().find(|one| one["name"] == "noa").expect("noa");
    let noa = noa["id"].as_str().expect("an id");
    let tx = app.ctx().begin().await.expect("a transaction");
    judge::Entity::update_many()
        .col_expr(judge::Column::UserId, Expr::value(None::<i64>))
        .filter(judge::Column::PublicId.eq(&leo))
        .exec(&*tx)
        .await
        .expect("no account");
    tx.commit().await.expect("a commit");

    let before = app.mails().await.len();
    let all = json!({ "judges": [mia, leo, noa], "again": true });
    let found = panel.staff.post(&format!("{JUDGES}/reminders/review"), all.clone()).await.expect(Status::Ok);
    let why = |at: usize| [&found[at]["name"], &found[at]["why_not"]];
    assert_eq!(json!([why(0), why(2)]), json!([["leo", "no_account"], ["noa", "declined"]]));
    let one = panel.staff.post_once(&format!("{JUDGES}/{noa}/remind"), json!({"again": true})).await;
    one.assert_problem(409, "judging/judge-state");
    assert_eq!(one.json()["state"], "declined");
    let one = panel.staff.post_once(&format!("{JUDGES}/{leo}/remind"), json!({"again": true})).await;
    assert_eq!(one.expect(Status::Ok), json!({"sent": 0, "mails": null}));
    let sent = panel.staff.post_once(&format!("{JUDGES}/reminders"), all).await.expect(Status::Ok);
    assert_eq!(sent["sent"], 1);
    assert_eq!(app.mails().await[before..], [("judge_reminder".to_owned(), "mia@jury.example".to_owned())]);
    let told = audit::Entity::find().filter(audit::Column::Action.eq("judge.remind"));
    let told = told.order_by_asc(audit::Column::Id).all(app.ctx().read()).await.expect("the log");
    let judges: Vec<Value> = told
        .into_iter()
        .map(|event| serde_json::from_str::<Value>(&event.detail).expect("a detail")["judges"].take())
        .collect();
    assert_eq!(judges, [json!([]), json!([mia])]);
}

#[rocket::async_test]
async fn a_round_that_cannot_open_now_leaves_the_edition_as_it_is() {
    let app = TestApp::new().await;
    app.edition(Stage::Judging).await;
    // Long before the call of this edition opens.
    app.at("2020-01-01T09:00:00Z");
    let staff = app.staff().await;
    let refused = staff.post(&format!("{ROUND}/open"), json!({})).await;
    refused.assert_problem(422, "editions/document");
    assert!(refused.json()["errors"][0]["pointer"].as_str().expect("a place").starts_with("/document/"));
    staff.get("/api/staff/editions/essa/2023/document").await.expect(Status::Ok);
}
