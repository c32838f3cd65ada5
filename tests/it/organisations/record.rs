//! Naming an organisation and correcting its record.

use rocket::http::Status;
use serde_json::json;

use crate::support::{TestApp, city};

#[rocket::async_test]
async fn who_names_an_organisation_is_its_first_member() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let list = ana.get("/api/organisations").await.expect(Status::Ok);
    assert_eq!(
        list,
        json!([{
            "id": id, "name": "Grad Osijek", "kind": "city", "country": "HR", "city": "Osijek",
            "version": 1, "members_count": 1,
        }])
    );
    assert_eq!(ana.get("/api/me").await.expect(Status::Ok)["organisations"][0]["id"], id);
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn what_is_wrong_with_a_record_is_said_by_field_and_nothing_is_made() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("x".repeat(201))),
        ("name", json!(7)),
        ("kind", json!("City council")),
        ("country", json!("hr")),
        ("country", json!("ZZ")),
        ("city", json!("a\0b")),
    ] {
        let mut record = city("Grad Osijek");
        record[field] = value;
        let answer = ana.post("/api/organisations", record).await;
        answer.assert_problem(422, "invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], format!("/{field}"));
    }
    let mut record = city("Grad Osijek");
    record["owner"] = json!("me");
    ana.post("/api/organisations", record).await.assert_problem(422, "invalid");
    assert_eq!(ana.get("/api/organisations").await.expect(Status::Ok), json!([]));
}

#[rocket::async_test]
async fn of_two_corrections_of_the_same_version_the_second_is_shown_the_first() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let path = format!("/api/organisations/{}", app.organisation(&ana).await);
    let answer = ana.put(&path, 1, city("City of Osijek")).await;
    assert_eq!(answer.header("etag"), Some("\"v2\""));
    let late = ana.put(&path, 1, city("Osijek")).await;
    late.assert_problem(412, "organisations/changed");
    assert_eq!(late.json()["current"]["name"], "City of Osijek");
    assert_eq!(ana.get(&path).await.expect(Status::Ok)["name"], "City of Osijek");
    ana.send(rocket::http::Method::Put, &path, &[], Some(city("x")))
        .await
        .assert_problem(428, "version-missing");
}

#[rocket::async_test]
async fn an_organisation_of_others_looks_like_none() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let id = app.organisation(&ana).await;
    let eve = app.person("eve@elsewhere.example").await;
    for path in [format!("/api/organisations/{id}"), format!("/api/organisations/{id}/members")] {
        let foreign = eve.get(&path).await;
        foreign.assert_problem(404, "not-found");
        let mut none = eve.get(&path.replace(&id, &"a".repeat(16))).await.json();
        none["instance"] = foreign.json()["instance"].clone();
        assert_eq!(foreign.json(), none);
    }
    eve.put(&format!("/api/organisations/{id}"), 1, city("Mine")).await.assert_problem(404, "not-found");
    let invite = format!("/api/organisations/{id}/members");
    eve.post_once(&invite, json!({"email": "eve@elsewhere.example"})).await.assert_problem(404, "not-found");
    assert!(app.mails().await.is_empty());
}
