//! How much one network may ask, and that others do not pay for it.

use std::net::SocketAddr;

use rocket::http::{ContentType, Cookie, Header, Status};
use serde_json::{Value, json};

use crate::support::{HOST, TestApp};

/// Status and `Retry-After` of an answer.
type Told = (u16, Option<i64>);

/// Asks from this peer, with these headers.
async fn ask(app: &TestApp, peer: &str, headers: &[(&str, &str)], body: Option<Value>) -> Told {
    let path = if body.is_some() { "/api/sign-in" } else { "/api/editions" };
    let mut request = match &body {
        None => app.client.get(path),
        Some(body) => app.client.post(path).header(ContentType::JSON).body(body.to_string()),
    };
    let peer: SocketAddr = peer.parse().expect("an address");
    request = request.remote(peer).header(Header::new("Host", HOST));
    request.add_header(Header::new("Sec-Fetch-Site", "same-origin"));
    for (name, value) in headers {
        request.add_header(Header::new((*name).to_owned(), (*value).to_owned()));
    }
    let answer = request.dispatch().await;
    let wait = answer.headers().get_one("Retry-After").and_then(|seconds| seconds.parse().ok());
    (answer.status().code, wait)
}

const GUESSER: &str = "203.0.113.9:4711";
const PROXY: &str = "127.0.0.1:4711";

#[rocket::async_test]
async fn one_network_gets_so_many_answers_and_the_time_it_has_to_wait_is_true() {
    let app = TestApp::new().await;
    for _ in 0..1_200 {
        assert_eq!(ask(&app, GUESSER, &[], None).await.0, 200);
    }
    assert_eq!(ask(&app, GUESSER, &[], None).await, (429, Some(1)));
    let spoofed = [("X-Forwarded-For", "198.51.100.7"), ("Forwarded", "for=198.51.100.7")];
    assert_eq!(ask(&app, GUESSER, &spoofed, None).await.0, 429, "anybody can write a header");
    assert_eq!(ask(&app, "203.0.113.10:4711", &[], None).await.0, 200, "another network");
    app.at("2027-02-01T09:00:01Z");
    assert_eq!(ask(&app, GUESSER, &[], None).await.0, 200, "after the second it was told");
}

#[rocket::async_test]
async fn behind_a_trusted_proxy_its_clients_are_told_apart_and_an_ipv6_network_is_one() {
    let app = TestApp::new().await;
    let from = |client: String| async {
        let client = client;
        ask(&app, PROXY, &[("X-Forwarded-For", &client)], None).await.0
    };
    for n in 0..1_200 {
        assert_eq!(from(format!("2001:db8:0:7::{n:x}")).await, 200);
    }
    assert_eq!(from("2001:db8:0:7:ffff::1".to_owned()).await, 429);
    assert_eq!(from("198.51.100.1, 2001:db8:0:7::5".to_owned()).await, 429, "the last hop counts");
    assert_eq!(from("2001:db8:0:8::1".to_owned()).await, 200);
    assert_eq!(ask(&app, PROXY, &[], None).await.0, 200, "a proxy that does not say shuts nobody out");
}

#[rocket::async_test]
async fn wrong_passwords_shut_out_a_network_and_right_ones_are_not_counted() {
    let app = TestApp::new().await;
    let proof = json!({ "email": "ana@city.example", "password": "three green boats at dawn" });
    let hash = app
        .app
        .passwords
        .hash(
            palmares::accounts::Lane::Of(palmares::context::Caller::Unknown),
            &palmares::accounts::Password::fixed("three green boats at dawn"),
        )
        .await
        .expect("a hash");
    app.person("ana@city.example").await;
    app.set_password("ana@city.example", hash).await;
    for _ in 0..3 {
        assert_eq!(ask(&app, GUESSER, &[], Some(proof.clone())).await.0, 200);
    }
    for n in 0..60 {
        let guess = json!({ "email": format!("no{n}@city.example"), "password": "a guess of a password" });
        assert_eq!(ask(&app, GUESSER, &[], Some(guess)).await.0, 401, "{n}");
    }
    assert_eq!(ask(&app, GUESSER, &[], Some(proof.clone())).await, (429, Some(6)));
    assert_eq!(ask(&app, "198.51.100.7:4711", &[], Some(proof.clone())).await.0, 200);
    app.at("2027-02-01T09:00:06Z");
    assert_eq!(ask(&app, GUESSER, &[], Some(proof)).await.0, 200);
}

#[rocket::async_test]
async fn a_whole_school_behind_one_address_signed_in_is_never_refused() {
    let app = TestApp::new().await;
    let session = app.session_of("ana@city.example").await;
    for _ in 0..1_500 {
        let request = app.client.get("/api/editions").remote(GUESSER.parse().expect("an address"));
        let request =
            request.header(Header::new("Host", HOST)).cookie(Cookie::new("__Host-session", session.clone()));
        assert_eq!(request.dispatch().await.status(), Status::Ok);
    }
}
