//! How much one network may ask, and that others do not pay for it.

use std::net::SocketAddr;

use palmares::{config::QuotaConfig, editions::sample::Stage};
use rocket::http::{ContentType, Cookie, Header, Method, Status};
use serde_json::{Value, json};

use crate::support::{Browser, HOST, TestApp};

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
        .state::<palmares::accounts::Passwords>()
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
    // As pages do first.
    assert_eq!(with_session(&app, "/api/me", &session).await, Status::Ok);
    for _ in 0..1_500 {
        assert_eq!(with_session(&app, "/api/editions", &session).await, Status::Ok);
    }
}

#[rocket::async_test]
async fn a_session_that_was_made_up_is_counted_as_a_stranger() {
    let app = TestApp::new().await;
    for n in 0..1_200 {
        assert_eq!(with_session(&app, "/api/editions", &format!("made-up-{n}")).await, Status::Ok);
    }
    let refused = with_session(&app, "/api/editions", "made-up").await;
    assert_eq!(refused, Status::TooManyRequests);
}

async fn with_session(app: &TestApp, path: &str, session: &str) -> Status {
    let request = app.client.get(path.to_owned()).remote(GUESSER.parse().expect("an address"));
    let request = request.header(Header::new("Host", HOST));
    let request = request.header(Header::new("Sec-Fetch-Site", "same-origin"));
    request.cookie(Cookie::new("__Host-session", session.to_owned())).dispatch().await.status()
}

/// Asks until the first refusal: how often it was let through, and how long it is to wait.
async fn let_through(person: &Browser<'_>, method: Method, path: &str) -> (usize, Option<i64>) {
    for count in 0..100 {
        let answer = person.send(method, path, &[], None).await;
        if answer.status == 429 {
            answer.assert_problem(429, "too-many-requests");
            return (count, answer.header("retry-after").and_then(|seconds| seconds.parse().ok()));
        }
    }
    (100, None)
}

/// The limits as they are where no setting says otherwise.
async fn limited_app() -> TestApp {
    TestApp::configured(|config| config.quota = QuotaConfig::default()).await
}

#[rocket::async_test]
async fn an_account_uploads_sixty_files_an_hour() {
    let app = limited_app().await;
    let ana = app.person("ana@city.example").await;
    let upload = "/api/entries/k3v9k3v9k3v9k3v9/attachments/photos";
    assert_eq!(let_through(&ana, Method::Post, upload).await, (60, Some(60)));
    app.at("2027-02-01T09:00:59Z");
    assert_eq!(let_through(&ana, Method::Post, upload).await, (0, Some(1)), "what was refused did not count");
    let ben = app.person("ben@city.example").await;
    assert_eq!(let_through(&ben, Method::Post, upload).await.0, 60, "another account");
    app.at("2027-02-01T09:01:00Z");
    assert_eq!(let_through(&ana, Method::Post, upload).await, (1, Some(60)));
    app.at("2027-02-01T10:01:00Z");
    assert_eq!(let_through(&ana, Method::Post, upload).await.0, 60, "an hour later");
}

#[rocket::async_test]
async fn an_account_downloads_each_table_six_times_an_hour() {
    let app = limited_app().await;
    app.sample(Stage::Judging, 12, 3).await;
    let staff = app.staff().await;
    let table = |file: &str| format!("/api/staff/editions/essa/2023/exports/{file}");
    assert_eq!(let_through(&staff, Method::Get, &table("entries.csv")).await, (6, Some(600)));
    assert_eq!(let_through(&staff, Method::Get, &table("entries.xlsx")).await.0, 0, "the same table");
    assert_eq!(let_through(&staff, Method::Get, &table("scores.csv")).await.0, 6, "another one");
    app.at("2027-02-01T09:10:00Z");
    assert_eq!(let_through(&staff, Method::Get, &table("entries.csv")).await, (1, Some(600)));
}

#[rocket::async_test]
async fn an_account_searches_sixty_times_a_minute_and_reads_lists_as_often_as_it_likes() {
    let app = limited_app().await;
    app.sample(Stage::Check, 12, 3).await;
    let staff = app.staff().await;
    let lists = ["/api/staff/editions/essa/2023/entries", "/api/staff/mails", "/api/staff/organisations"];
    let searches = lists.map(|list| format!("{list}?q=care"));
    assert_eq!(let_through(&staff, Method::Get, &searches[0]).await, (60, Some(1)));
    for (list, search) in lists.into_iter().zip(&searches) {
        assert_eq!(let_through(&staff, Method::Get, search).await.0, 0, "{search}");
        assert_eq!(let_through(&staff, Method::Get, &format!("{list}?q=")).await.0, 100, "{list}");
    }
    app.at("2027-02-01T09:00:01Z");
    assert_eq!(let_through(&staff, Method::Get, &searches[1]).await, (1, Some(1)));
}
