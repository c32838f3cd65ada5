//! The log of the serving program: one line of JSON for each request, and nobody in it.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, Database};
use serde_json::{Value, json};

use super::{good, palmares, serving::Serving};
use crate::support::MailServer;

/// What people give, each to be found nowhere in the log.
const SECRETS: [&str; 8] = [
    "canary.person",
    "canary-host.example",
    "Canary Name",
    "violet-harbour-ninety",
    "canary-token",
    "canary-search",
    "sample boats at dawn",
    "127.0.0.1",
];

fn requests(log: &str) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        if line["message"] == "request" {
            let id = line["span"]["id"].as_str().expect("an id").to_owned();
            assert!(found.insert(id, line).is_none(), "a request has one line");
        }
    }
    found
}

/// The lines of these requests, whose answers have these statuses.
fn each_left_one(log: &str, asked: &[(String, u16)]) -> BTreeMap<String, Value> {
    let lines = requests(log);
    assert_eq!(lines.len(), asked.len(), "{log}");
    for (id, status) in asked {
        let line = &lines[id];
        assert_eq!(line["status"], *status, "{line}");
        assert!(line["ms"].is_u64() && line["bytes"].is_u64() && line["timestamp"].is_string(), "{line}");
    }
    lines
}

#[rocket::async_test]
async fn each_request_leaves_one_line_of_json_and_nobody_stands_in_it() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let mails = MailServer::start();
    mails.answer("550 5.1.1 <canary.person@canary-host.example>: Canary Name has left");
    let settings = [("PALMARES_MAIL__SMTP_URL", mails.url()), ("RUST_LOG", "debug".to_owned())];
    let serving =
        Serving::with(dir.path(), &settings.each_ref().map(|(name, value)| (*name, value.as_str())));

    let new = json!({ "name": "Canary Name", "email": "canary.person@canary-host.example",
        "password": "violet-harbour-ninety" });
    let wrong = json!({ "email": "entrant@example.org", "password": "violet-harbour-ninety" });
    let token = json!({ "token": "canary-token" });
    let right = json!({ "email": "admin@example.org", "password": "sample boats at dawn" });
    let mut asked = Vec::new();
    let mut ask = |request: &str, headers: &str, body: &Value| {
        let reply = serving.ask(request, headers, &body.to_string());
        let id = reply.header("X-Request-Id").expect("an id").to_owned();
        if reply.status >= 400 {
            let problem: Value = serde_json::from_str(&reply.body).expect("a problem");
            assert_eq!(problem["instance"], id.as_str());
        }
        asked.push((id, reply.status));
        reply
    };
    ask("POST /api/accounts", "", &new);
    ask("POST /api/sign-in", "", &wrong);
    ask("POST /api/accounts/confirm", "", &token);
    ask("GET /api/canary-search/canary-token?q=canary-search", "", &Value::Null);
    ask("GET /api/staff/mails?q=canary-search", "Forwarded: for=canary-token\r\n", &Value::Null);
    ask("BREW /api/canary-token", "", &Value::Null);
    let reply = ask("POST /api/sign-in", "", &right);
    let cookie = reply.head.split("session=").nth(1).and_then(|rest| rest.split(';').next());
    let cookie = format!("Cookie: session={}\r\n", cookie.expect("a cookie"));
    let failed = serving.wait_for_line(|line| line["message"] == "mail not sent");
    assert_eq!(failed["span"]["name"], "mail");
    let db = Database::connect(format!("sqlite://{}", dir.path().join("palmares.sqlite").display())).await;
    db.expect("the database").execute_unprepared("DROP TABLE outbox").await.expect("no outbox");
    let reply = ask("GET /api/staff/mails?q=canary-search", &cookie, &Value::Null);
    assert_eq!(reply.status, 500);

    let (last, _) = asked.last().expect("a request").clone();
    serving.wait_for_line(|line| line["message"] == "request" && line["span"]["id"] == last.as_str());
    let log = serving.log_text();
    let lines = each_left_one(&log, &asked);
    let why = |line: &&Value| line["level"] == "ERROR" && line["span"]["id"] == last.as_str();
    let parsed: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(parsed.iter().any(|line| why(&line)), "the fault carries the id of its request: {log}");
    assert_eq!(lines[&last]["route"], "/api/staff/mails?<query..>");
    assert!(lines[&last]["actor"].is_string());
    for secret in SECRETS {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn what_is_no_request_at_all_is_answered_with_all_headers_and_logged() {
    let dir = tempfile::tempdir().expect("a directory");
    let serving = Serving::with(dir.path(), &[]);
    let reply = serving.ask("BREW /coffee", "", "");
    assert_eq!(reply.status, 400);
    for (name, value) in [("X-Content-Type-Options", "nosniff"), ("Content-Type", "application/problem+json")]
    {
        assert_eq!(reply.header(name), Some(value), "{}", reply.head);
    }
    let id = reply.header("X-Request-Id").expect("an id");
    serving.wait_for_line(|line| line["span"]["id"] == id && line["status"] == 400);
}

#[test]
fn a_level_that_does_not_exist_is_told_at_the_start() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join("palmares.toml"), "log = \"palmares=loud\"\n").expect("a file");
    let output = palmares(dir.path(), &["serve"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("log"), "{told}");
}
