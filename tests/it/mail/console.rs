//! The outbox as staff read it.

use rocket::http::Status;
use serde_json::json;

use super::register;
use crate::support::TestApp;

#[rocket::async_test]
async fn without_a_mail_server_mails_are_held_and_admins_read_them_with_their_links() {
    let app = TestApp::new().await;
    register(&app, "ana@osijek.example").await;
    let token = app.newest_token().await;
    let admin = app.admin().await;
    let page = admin.get("/api/staff/mails?state=held").await.expect(Status::Ok);
    assert_eq!((&page["total"], &page["sends"]), (&json!(1), &json!(false)));
    let mail = &page["items"][0];
    assert_eq!(
        (&mail["kind"], &mail["recipient"]),
        (&"confirm_address".into(), &"ana@osijek.example".into())
    );
    assert!(mail["subject"].as_str().is_some_and(|subject| !subject.is_empty()));
    let path = format!("/api/staff/mails/{}", mail["id"].as_str().expect("an id"));
    let read = admin.get(&path).await.expect(Status::Ok);
    let link = format!("https://awards.example.eu/confirm#{token}");
    assert!(read["text"].as_str().is_some_and(|text| text.contains(&link)), "{read}");
    assert!(read["html"].as_str().is_some_and(|html| html.contains(&link)), "{read}");
    assert_eq!(read["link_hidden"], false);
    admin.post_once(&format!("{path}/send"), json!({})).await.assert_problem(409, "mail/no-server");
}

#[rocket::async_test]
async fn staff_read_a_mail_without_its_one_time_link() {
    let app = TestApp::new().await;
    register(&app, "ana@osijek.example").await;
    let token = app.newest_token().await;
    let staff = app.staff().await;
    let page = staff.get("/api/staff/mails").await;
    assert!(!String::from_utf8_lossy(&page.bytes).contains(&token));
    let id = page.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    let read = staff.get(&format!("/api/staff/mails/{id}")).await;
    assert!(!String::from_utf8_lossy(&read.bytes).contains(&token));
    assert_eq!(read.expect(Status::Ok)["link_hidden"], true);
}

#[rocket::async_test]
async fn mails_are_found_by_address_and_state_and_come_in_pages() {
    let app = TestApp::new().await;
    for number in 0..52 {
        let email = format!("person{number}@osijek.example");
        app.person(&email).await;
        let answer = app.anyone().post("/api/password/forgotten", json!({ "email": email })).await;
        answer.expect(Status::Accepted);
    }
    app.run_jobs().await;
    let staff = app.staff().await;
    let first = staff.get("/api/staff/mails").await.expect(Status::Ok);
    assert_eq!((first["items"].as_array().map(Vec::len), &first["total"]), (Some(50), &json!(52)));
    assert_eq!(first["items"][0]["recipient"], "person51@osijek.example");
    let next = first["next"].as_str().expect("a next page");
    let second = staff.get(&format!("/api/staff/mails?after={next}")).await.expect(Status::Ok);
    assert_eq!(second["items"][1]["recipient"], "person0@osijek.example");
    assert_eq!(second["next"], json!(null));
    let found = staff.get("/api/staff/mails?q=PERSON17@").await.expect(Status::Ok);
    assert_eq!(found["total"], 1);
    assert_eq!(staff.get("/api/staff/mails?q=_").await.expect(Status::Ok)["total"], 0);
    assert_eq!(staff.get("/api/staff/mails?state=failed").await.expect(Status::Ok)["total"], 0);
    staff.get("/api/staff/mails?state=lost").await.assert_problem(422, "invalid");
}

#[rocket::async_test]
async fn nobody_else_reads_mails() {
    let app = TestApp::new().await;
    app.anyone().get("/api/staff/mails").await.assert_problem(401, "accounts/not-signed-in");
    let ana = app.person("ana@osijek.example").await;
    ana.get("/api/staff/mails").await.assert_problem(403, "accounts/wrong-role");
    let none = "/api/staff/mails/aaaaaaaaaaaaaaaa";
    app.staff().await.get(none).await.assert_problem(404, "not-found");
}
