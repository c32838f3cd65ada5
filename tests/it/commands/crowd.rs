//! The serving program among many who ask, wait and drip.

use std::{
    io::{Read as _, Write as _},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use serde_json::json;

use super::{good, palmares, serving::Serving};

#[test]
fn eleven_hundred_idle_connections_stop_nobody() {
    rlimit::increase_nofile_limit(8_192).expect("open files for this test");
    let dir = tempfile::tempdir().expect("a directory");
    let serving = Serving::under("ulimit -Sn 1024", dir.path(), &[]);
    let idle: Vec<_> = (0..1_100).map(|_| serving.connect()).collect();
    assert_eq!(serving.ask("GET /healthz", "", "").status, 200);
    assert_eq!(serving.ask("GET /readyz", "", "").status, 200);
    drop(idle);
}

#[test]
fn a_right_sign_in_is_not_starved_by_three_hundred_guessers() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let serving = Serving::with(dir.path(), &[]);
    let right = json!({ "email": "entrant@example.org", "password": "sample boats at dawn" }).to_string();
    let (over, refused) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for n in 0..300 {
            let (serving, over, refused) = (&serving, &over, &refused);
            scope.spawn(move || {
                let from = format!("X-Forwarded-For: 203.0.113.{}\r\n", n % 10);
                for guess in 0.. {
                    if over.load(Ordering::SeqCst) {
                        return;
                    }
                    let email = format!("g{n}x{guess}@example.org");
                    let guess = json!({ "email": email, "password": "a guess of a password" }).to_string();
                    let reply = serving.ask("POST /api/sign-in", &from, &guess);
                    assert!(matches!(reply.status, 401 | 429 | 503), "{}", reply.head);
                    if reply.status != 401 {
                        let wait = reply.header("Retry-After").and_then(|text| text.parse::<u32>().ok());
                        assert!(wait.is_some_and(|seconds| seconds >= 1), "{}", reply.head);
                        refused.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
        while refused.load(Ordering::SeqCst) < 300 {
            thread::yield_now();
        }
        let right = |n: i32| {
            let from = format!("X-Forwarded-For: 198.51.100.{n}\r\n");
            serving.ask("POST /api/sign-in", &from, &right).status
        };
        let answers: Vec<_> = (0..5).map(right).collect();
        // First of all: the guessers go on until they are told.
        over.store(true, Ordering::SeqCst);
        assert_eq!(answers, [200; 5]);
    });
}

#[test]
fn a_body_that_does_not_arrive_is_given_up() {
    let dir = tempfile::tempdir().expect("a directory");
    let serving = Serving::with(dir.path(), &[]);
    let mut stream = serving.connect();
    let head = "POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    write!(stream, "{head}Sec-Fetch-Site: same-origin\r\nContent-Length: 100\r\n\r\n{{\"email\": \"ana@city")
        .expect("a beginning");
    stream.set_read_timeout(Some(Duration::from_secs(90))).expect("a time-out");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer, and the end of the connection");
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("/problems/too-slow"), "{answer}");
}
