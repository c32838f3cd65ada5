//! No clock tells who has an account (security bar AUTH-7, TOK-3).

use std::time::{Duration, Instant};

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::TestApp;

const PASSWORD: &str = "three green boats at dawn";
/// Questions about a known and an unknown address, in turn.
const PAIRS: usize = 100;
/// Other work on the machine makes differences, it never hides one: the best of some counts.
const TRIES: usize = 8;

#[rocket::async_test]
async fn signing_in_takes_as_long_for_an_unknown_address() {
    takes_as_long("/api/sign-in", |email, _| json!({"email": email, "password": "not the password"})).await;
}

#[rocket::async_test]
async fn asking_for_a_new_password_takes_as_long_for_an_unknown_address() {
    takes_as_long("/api/password/forgotten", |email, _| json!({ "email": email })).await;
}

#[rocket::async_test]
async fn asking_for_a_link_takes_as_long_for_an_unknown_address() {
    takes_as_long("/api/sign-in/link", |email, _| json!({ "email": email })).await;
}

#[rocket::async_test]
async fn registering_takes_as_long_with_an_unknown_address() {
    takes_as_long("/api/accounts", |email, number| {
        let email = if email.starts_with("ana") { email.to_owned() } else { format!("new{number}{email}") };
        json!({"name": "Ana", "email": email, "password": PASSWORD})
    })
    .await;
}

/// The medians of both differ by at most a tenth.
async fn takes_as_long(path: &str, body: impl Fn(&str, usize) -> Value) {
    let app = TestApp::new().await;
    let ana = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", ana).await.expect(Status::Accepted);
    let token = json!({ "token": app.newest_token().await });
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
    let mut ratio = 0.0;
    for try_number in 0..TRIES {
        let mut times = [Vec::new(), Vec::new()];
        for pair in 0..PAIRS {
            // Failures an hour ago make nobody wait.
            app.app.clock.set(app.app.clock.now().plus_ms(60 * 60_000));
            let mut addresses = [("ana@osijek.example", 0), ("bo@osijek.example", 1)];
            // In turn, or each address keeps a thread of its own, and one thread is slower.
            addresses.rotate_left(pair % 2);
            for (email, which) in addresses {
                let body = body(email, try_number * PAIRS + pair);
                let begin = Instant::now();
                app.anyone().post(path, body).await;
                times[which].push(begin.elapsed());
            }
        }
        let [known, unknown] = times.map(median);
        ratio = known.as_secs_f64() / unknown.as_secs_f64();
        if (0.9..=1.1).contains(&ratio) {
            return;
        }
    }
    panic!("{path}: an address that is known takes {ratio:.2} times as long");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
