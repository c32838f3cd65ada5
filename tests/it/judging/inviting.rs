//! Inviting judges, and their answers.

use rocket::http::{Method, Status};
use serde_json::json;

use crate::support::{
    TestApp,
    judging::{JUDGES, ROUND},
};

#[rocket::async_test]
async fn an_invited_judge_accepts_by_the_link_and_sees_what_is_to_be_done() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Otvorena vrata", "Grad Osijek").await;
    let judge = json!({"email": "Mia@Jury.example", "name": "Mia Horvat", "country": "HR"});
    let answer = panel.staff.post_once(JUDGES, json!({"judges": [judge]})).await.expect(Status::Ok);
    assert_eq!((&answer["invited"], &answer["skipped"]), (&json!(1), &json!([])));
    assert_eq!(app.mails().await, [("judge_invitation".to_owned(), "Mia@Jury.example".to_owned())]);
    let token = app.newest_token().await;
    let preview = app.anyone().post("/api/links", json!({"token": token})).await.expect(Status::Ok);
    assert_eq!((&preview["kind"], &preview["has_account"]), (&json!("judge_invitation"), &json!(false)));
    assert_eq!(preview["name"], "Mia Horvat");

    let accept = json!({"token": token, "accept": true, "no_organisation": true});
    let answer = app.anyone().post("/api/invitations/judge", accept.clone()).await;
    let mia = app.anyone().with_session_of(&answer);
    let me = answer.expect(Status::Ok);
    assert_eq!((&me["name"], &me["judge_of"][0]["edition"]), (&json!("Mia Horvat"), &json!("2023")));
    assert_eq!(mia.get("/api/judging").await.expect(Status::Ok), json!([]));

    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    assert_eq!(judges[0]["state"], "accepted");
    panel.assign("service_delivery", &[judges[0]["id"].as_str().expect("an id")]).await;
    let rounds = mia.get("/api/judging").await.expect(Status::Ok);
    let (total, state) = (&rounds[0]["total"], &rounds[0]["window"]["state"]);
    assert_eq!((total, state), (&json!(1), &json!("open")));
    app.anyone().post("/api/invitations/judge", accept).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn inviting_a_judge_again_is_skipped_and_mails_nobody() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let both = json!({"judges": [
        {"email": "mia@jury.example", "name": "Mia"},
        {"email": "MIA@jury.example", "name": "Mia again"},
    ]});
    let answer = panel.staff.post_once(JUDGES, both.clone()).await.expect(Status::Ok);
    assert_eq!((&answer["invited"], &answer["skipped"]), (&json!(1), &json!(["MIA@jury.example"])));
    let answer = panel.staff.post_once(JUDGES, both).await.expect(Status::Ok);
    assert_eq!((&answer["invited"], &answer["mails"]), (&json!(0), &json!(null)));
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_retry_of_an_invitation_invites_once() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let body = json!({"judges": [{"email": "mia@jury.example", "name": "Mia"}]});
    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    let first = panel.staff.send(Method::Post, JUDGES, &key, Some(body.clone())).await;
    let again = panel.staff.send(Method::Post, JUDGES, &key, Some(body)).await;
    assert_eq!((first.status, &first.bytes), (again.status, &again.bytes));
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_judge_who_declines_is_shown_so_and_sits_on_no_panel() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let body = json!({"judges": [{"email": "mia@jury.example", "name": "Mia"}]});
    panel.staff.post_once(JUDGES, body).await.expect(Status::Ok);
    let decline = json!({"token": app.newest_token().await, "accept": false});
    let answer = app.anyone().post("/api/invitations/judge", decline).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (204, None));
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    assert_eq!(judges[0]["state"], "declined");
    let seats = json!({"judges": [judges[0]["id"]]});
    let answer = panel.staff.put(&format!("{ROUND}/panels/service_delivery"), 0, seats).await;
    answer.assert_problem(422, "invalid");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/judges/0");
}

#[rocket::async_test]
async fn only_a_judge_who_has_not_accepted_can_be_removed() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let (_, accepted) = panel.judge("mia@jury.example").await;
    let answer = panel.staff.delete(&format!("{JUDGES}/{accepted}")).await;
    answer.assert_problem(409, "judging/judge-accepted");

    let body = json!({"judges": [{"email": "leo@jury.example", "name": "Leo"}]});
    panel.staff.post_once(JUDGES, body).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let leo = judges.as_array().expect("a list").iter().find(|judge| judge["name"] == "Leo");
    let leo = leo.expect("Leo")["id"].as_str().expect("an id").to_owned();
    panel.assign("service_delivery", &[&leo, &accepted]).await;
    panel.staff.delete(&format!("{JUDGES}/{leo}")).await.expect(Status::Ok);
    let accept = json!({"token": token, "accept": true, "no_organisation": true});
    app.anyone().post("/api/invitations/judge", accept).await.assert_problem(410, "accounts/dead-link");
    assert_eq!(panel.staff.get(JUDGES).await.expect(Status::Ok).as_array().map(Vec::len), Some(1));
}

#[rocket::async_test]
async fn a_reminder_of_an_invitation_brings_a_new_link_and_kills_the_old_one() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let body = json!({"judges": [{"email": "mia@jury.example", "name": "Mia"}]});
    panel.staff.post_once(JUDGES, body).await.expect(Status::Ok);
    let old = app.newest_token().await;
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let path = format!("{JUDGES}/{}/remind", judges[0]["id"].as_str().expect("an id"));
    assert_eq!(panel.staff.post_once(&path, json!({})).await.expect(Status::Ok)["sent"], 1);
    let accept = |token: &str| json!({"token": token, "accept": true, "no_organisation": true});
    app.anyone().post("/api/invitations/judge", accept(&old)).await.assert_problem(410, "accounts/dead-link");
    let new = app.newest_token().await;
    app.anyone().post("/api/invitations/judge", accept(&new)).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn the_staff_routes_of_judging_are_for_staff() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let (mia, _) = panel.judge("mia@jury.example").await;
    for path in [JUDGES, ROUND] {
        mia.get(path).await.assert_problem(403, "accounts/wrong-role");
        app.anyone().get(path).await.assert_problem(401, "accounts/not-signed-in");
    }
    let nobody = app.person("ana@osijek.example").await;
    nobody.get("/api/judging").await.assert_problem(403, "accounts/wrong-role");
    panel.staff.get("/api/staff/editions/essa/1999/judges").await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn a_pasted_list_is_read_line_by_line_and_nobody_is_lost_or_invited_by_it() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let before = app.mails().await.len();
    let text = "Doe, John <j@x.eu>; \"Kowalska, Anna\" <k@x.eu>\nk@x.eu\nnobody\na@x..eu\nb@x.eu\tBo\tCity\tPoland\nc@x.eu, Cy, City, pl";
    let read = panel.staff.post(&format!("{JUDGES}/read"), json!({ "text": text })).await.expect(Status::Ok);
    let row = |one: &serde_json::Value| {
        ["line", "email", "name", "organisation", "country", "fault"]
            .map(|key| one[key].to_string().replace('"', ""))
            .join("|")
    };
    let rows: Vec<String> = read.as_array().expect("a list").iter().map(row).collect();
    assert_eq!(
        rows,
        [
            "1|j@x.eu|Doe, John|||null",
            "1|k@x.eu|Kowalska, Anna|||null",
            "2|k@x.eu|K|||twice",
            "3||nobody|||no_address",
            "4|a@x..eu|A|||bad_address",
            "5|b@x.eu|Bo|City|Poland|unknown_country",
            "6|c@x.eu|Cy|City|PL|null",
        ]
    );
    assert_eq!(app.mails().await.len(), before);
}

#[rocket::async_test]
async fn whoever_invited_is_told_of_the_answer() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for (email, accept) in [("mia@jury.example", true), ("bo@jury.example", false)] {
        let judge = json!({"email": email, "name": "Mia Horvat"});
        panel.staff.post_once(JUDGES, json!({"judges": [judge]})).await.expect(Status::Ok);
        let answer = json!({"token": app.newest_token().await, "accept": accept, "no_organisation": true});
        assert!(app.anyone().post("/api/invitations/judge", answer).await.status < 300);
        let told = ("judge_answered".to_owned(), "staff@office.example".to_owned());
        assert_eq!(app.mails().await.last(), Some(&told));
    }
}
