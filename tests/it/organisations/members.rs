//! Inviting colleagues, joining, leaving.

use rocket::http::{Method, Status};
use serde_json::json;

use crate::support::TestApp;

#[rocket::async_test]
async fn an_invited_colleague_joins_by_the_link_and_is_signed_in() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let members = format!("/api/organisations/{id}/members");
    let invited = ana.post_once(&members, json!({"email": "Bo@Osijek.example"})).await.expect(Status::Ok);
    assert_eq!((&invited["state"], &invited["name"]), (&json!("invited"), &json!(null)));
    assert_eq!(app.mails().await, [("member_invitation".to_owned(), "Bo@Osijek.example".to_owned())]);

    let token = app.newest_token().await;
    let preview = app.anyone().post("/api/links", json!({"token": token})).await.expect(Status::Ok);
    assert_eq!((&preview["kind"], &preview["label"]), (&json!("member_invitation"), &json!("Grad Osijek")));
    let accept = json!({"token": token, "name": "Bo Babić"});
    let answer = app.anyone().post("/api/invitations/member", accept.clone()).await;
    let bo = app.anyone().with_session_of(&answer);
    assert_eq!(answer.expect(Status::Ok)["organisations"][0]["id"], id);
    let list = bo.get(&members).await.expect(Status::Ok);
    assert_eq!((&list[1]["name"], &list[1]["is_me"]), (&json!("Bo Babić"), &json!(true)));
    app.anyone().post("/api/invitations/member", accept).await.assert_problem(410, "accounts/dead-link");
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn an_invitation_sent_twice_by_a_retry_is_one_mail() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let members = format!("/api/organisations/{}/members", app.organisation(&ana).await);
    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    let body = json!({"email": "bo@osijek.example"});
    let first = ana.send(Method::Post, &members, &key, Some(body.clone())).await;
    let again = ana.send(Method::Post, &members, &key, Some(body)).await;
    assert_eq!((first.status, &first.bytes), (again.status, &again.bytes));
    assert_eq!(app.mails().await.len(), 1);
    let other = json!({"email": "cy@osijek.example"});
    ana.send(Method::Post, &members, &key, Some(other)).await.assert_problem(422, "idempotency-key-reused");
    ana.post(&members, json!({"email": "cy@osijek.example"})).await.assert_problem(400, "idempotency-key");
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn an_invitation_taken_back_opens_nothing() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let members = format!("/api/organisations/{}/members", app.organisation(&ana).await);
    let bo = ana.post_once(&members, json!({"email": "bo@osijek.example"})).await.expect(Status::Ok);
    ana.delete(&format!("{members}/{}", bo["id"].as_str().expect("an id"))).await.expect(Status::Ok);
    let accept = json!({"token": app.newest_token().await, "name": "Bo"});
    app.anyone().post("/api/invitations/member", accept).await.assert_problem(410, "accounts/dead-link");
}

#[rocket::async_test]
async fn a_member_removed_sees_nothing_more_and_can_be_invited_again() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let members = format!("/api/organisations/{id}/members");
    let bo = app.colleague(&ana, &id, "bo@osijek.example").await;
    let list = bo.get(&members).await.expect(Status::Ok);
    let path = |n: usize| format!("{members}/{}", list[n]["id"].as_str().expect("an id"));
    ana.delete(&path(1)).await.expect(Status::Ok);
    bo.get(&members).await.assert_problem(404, "not-found");
    ana.delete(&path(0)).await.assert_problem(409, "organisations/last-member");
    let bo = app.colleague(&ana, &id, "bo@osijek.example").await;
    bo.get(&members).await.expect(Status::Ok);
    ana.post_once(&members, json!({"email": "bo@osijek.example"}))
        .await
        .assert_problem(409, "organisations/is-member");
}

#[rocket::async_test]
async fn an_address_is_not_flooded_with_invitations() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let members = format!("/api/organisations/{}/members", app.organisation(&ana).await);
    for _ in 0..5 {
        ana.post_once(&members, json!({"email": "bo@osijek.example"})).await.expect(Status::Ok);
    }
    ana.post_once(&members, json!({"email": "bo@osijek.example"}))
        .await
        .assert_problem(429, "organisations/too-many-mails");
    assert_eq!(app.mails().await.len(), 5);
}
