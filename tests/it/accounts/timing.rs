//! No clock tells who has an account (security bar AUTH-7, TOK-3).

use std::{ops::RangeInclusive, time::Instant};

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::TestApp;

const PASSWORD: &str = "three green boats at dawn";
/// Questions about a known and an unknown address, in turn, before the first look at the times.
const PAIRS: usize = 100;
/// Nobody waits for more certainty than these give.
const MOST_PAIRS: usize = 8 * PAIRS;
/// How far the two may be apart.
const ALIKE: RangeInclusive<f64> = 0.9..=1.1;
/// Width of the interval that holds the true median, in standard errors: so wide that looking
/// at it several times fails one run in ten thousand by chance.
const CERTAINTY: usize = 4;

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

/// The median of the ratios of pairs lies between 0.9 and 1.1. What else the machine does disturbs
/// single pairs, not their median; pairs are added until its interval lies on one side of a bound.
async fn takes_as_long(path: &str, body: impl Fn(&str, usize) -> Value) {
    let app = TestApp::new().await;
    let ana = json!({"name": "Ana", "email": "ana@osijek.example", "password": PASSWORD});
    app.anyone().post("/api/accounts", ana).await.expect(Status::Accepted);
    let token = json!({ "token": app.newest_token().await });
    app.anyone().post("/api/accounts/confirm", token).await.expect(Status::Ok);
    let mut ratios = Vec::new();
    let mut seen = (0.0, 0.0, 0.0);
    for pair in 0..MOST_PAIRS {
        // Failures an hour ago make nobody wait.
        app.app.clock.set(app.app.clock.now().plus_ms(60 * 60_000));
        let mut addresses = [("ana@osijek.example", 0), ("bo@osijek.example", 1)];
        // In turn, or each address keeps a thread of its own, and one thread is slower.
        addresses.rotate_left(pair % 2);
        let mut seconds = [0.0, 0.0];
        for (email, which) in addresses {
            let body = body(email, pair);
            let begin = Instant::now();
            app.anyone().post(path, body).await;
            seconds[which] = begin.elapsed().as_secs_f64();
        }
        ratios.push(seconds[0] / seconds[1]);
        if ratios.len() % PAIRS == 0 {
            seen = median_within(&mut ratios);
            let (least, _, most) = seen;
            if ALIKE.contains(&least) && ALIKE.contains(&most) {
                return;
            }
            if most < *ALIKE.start() || least > *ALIKE.end() {
                break;
            }
        }
    }
    let (least, median, most) = seen;
    let told = format!("{path}: a known address takes {median:.2} ({least:.2} to {most:.2}) times as long");
    assert!(ALIKE.contains(&median), "{told}");
}

/// The median, and the interval around it that its order statistics give: no matter how the times
/// are distributed, the rank of the true median is binomial.
fn median_within(ratios: &mut [f64]) -> (f64, f64, f64) {
    ratios.sort_unstable_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    // So many standard deviations of the rank, each half the root of the number.
    let aside = (CERTAINTY * CERTAINTY * ratios.len() / 4).isqrt() + 1;
    (ratios[middle - aside], ratios[middle], ratios[middle + aside])
}
