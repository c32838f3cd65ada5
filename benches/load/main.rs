//! A small load driver over HTTP: what the program costs on the busiest pages,
//! with 500 entries and 2,500 scoresheets of 3 criteria. Prints a table.
#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a bench stops at the first surprise"
)]

mod http;
mod program;

use std::time::{Duration, Instant};

use http::{Connection, Request};
use program::Program;
use serde_json::{Value, json};

/// Requests of one kind: first one after the other, then eight at once.
const ALONE: usize = 100;
const TOGETHER: usize = 8;
const EACH: usize = 50;

/// The sample, and one that is larger than any edition so far.
const ENTRIES: usize = 500;
const MANY_ENTRIES: usize = 20_000;
/// Downloads of a table of many.
const DOWNLOADS: usize = 5;

const EDITION: &str = "editions/essa/2023";

/// What was measured of one kind of request.
struct Measured {
    name: &'static str,
    alone: Vec<Duration>,
    first_byte: Duration,
    per_second: f64,
    cpu_ms: f64,
    peak_mb: f64,
}

#[tokio::main]
async fn main() {
    let mut rows = Vec::new();
    let call = Program::start("call", ENTRIES).await;
    println!(
        "Start to first answer: {:.0} ms; idle memory: {:.0} MB",
        call.start_ms,
        call.memory_mb("VmRSS")
    );
    call_stage(&call, &mut rows).await;
    drop(call);
    let judging = Program::start("judging", ENTRIES).await;
    judging_stage(&judging, &mut rows).await;
    drop(judging);
    let judged = Program::start("judged", ENTRIES).await;
    judged_stage(&judged, &mut rows).await;
    drop(judged);
    print_table(&rows);
    large_edition(&rows).await;
}

async fn call_stage(program: &Program, rows: &mut Vec<Measured>) {
    // As it was built: over the wire it comes compressed.
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/dist/index.html");
    let html = std::fs::read_to_string(page).expect("the page that was built");
    let script = html.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js"));
    rows.push(measure(program, "static asset", |_| Request::get(script.expect("a script"))).await);
    rows.push(measure(program, "sign-in page", |_| Request::get("/sign-in")).await);
    let cookie = program.sign_in("entrant@example.org").await;
    let entries = json_of(program, "/api/entries", &cookie).await;
    let list = entries.as_array().or(entries["items"].as_array()).expect("entries");
    let draft = list.iter().find(|entry| entry["state"] == "draft").expect("a draft");
    let id = draft["id"].as_str().expect("an id").to_owned();
    rows.push(
        measure(program, "entrant's entry", |_| Request::get(&format!("/api/entries/{id}")).cookie(&cookie))
            .await,
    );
    let versions = json_of(program, &format!("/api/entries/{id}"), &cookie).await;
    let mut version = versions["answers"]["title"]["version"].as_i64().expect("a version");
    // One field is saved again and again, so its version counts on; this one is measured alone.
    let saves = measure_in_turn(program, "one-field save", ALONE, |number| {
        let request = Request::put(
            &format!("/api/entries/{id}/answers/title"),
            json!({"value": format!("Title {number}")}),
        );
        let request = request.cookie(&cookie).header("If-Match", &format!("\"v{version}\""));
        version += 1;
        request
    });
    rows.push(saves.await);
}

async fn judging_stage(program: &Program, rows: &mut Vec<Measured>) {
    let cookie = program.sign_in("judge@example.org").await;
    let list = "/api/judging/essa/2023/judging/assignments".to_owned();
    rows.push(measure(program, "judge's list", |_| Request::get(&list).cookie(&cookie)).await);
    let items = json_of(program, &list, &cookie).await;
    let items = items["items"].as_array().expect("assignments").clone();
    let begun = items.iter().find(|item| item["state"] != "handed_in").expect("an open sheet");
    let path = format!("/api/judging/assignments/{}", begun["id"].as_str().expect("an id"));
    rows.push(measure(program, "judge's entry", |_| Request::get(&path).cookie(&cookie)).await);
    let sheet = json_of(program, &path, &cookie).await;
    let mut version = sheet["scoresheet"]["version"].as_i64().unwrap_or(0);
    let saves = measure_in_turn(program, "score save", ALONE, |number| {
        let body = json!({"scores": {"impact": number % 11}});
        let request = Request::put(&format!("{path}/scoresheet"), body).cookie(&cookie);
        let request = request.header("If-Match", &format!("\"v{version}\""));
        version += 1;
        request
    });
    rows.push(saves.await);
}

const SEARCH: &str = "staff list, found by two words";
const FOUND: &str = "entries?q=table%20one&limit=100";

/// What grows with an edition: the search among its entries, and its largest table.
async fn large_edition(rows: &[Measured]) {
    let program = Program::start("judged", MANY_ENTRIES).await;
    let cookie = program.sign_in("staff@example.org").await;
    let of = |path: &str| Request::get(&format!("/api/staff/{EDITION}/{path}")).cookie(&cookie);
    let found = json_of(&program, &format!("/api/staff/{EDITION}/{FOUND}"), &cookie).await;
    let many = measure(&program, SEARCH, |_| of(FOUND)).await;
    let few = rows.iter().find(|row| row.name == SEARCH).expect("the search of the sample");
    println!(
        "\nOf {MANY_ENTRIES} entries, {} of them found; in brackets as often as of {ENTRIES}:",
        found["total"]
    );
    let (now, before) = (ms(many.p50()), ms(few.p50()));
    println!(
        "search: p50 {now:.1} ms ({:.1}), CPU {:.1} ms ({:.1})",
        now / before,
        many.cpu_ms,
        many.cpu_ms / few.cpu_ms
    );
    let table = measure_in_turn(&program, "CSV of the scores", DOWNLOADS, |_| of("exports/scores.csv")).await;
    println!(
        "CSV of the scores: first byte {:.0} ms, whole {:.0} ms, peak {:.0} MB",
        ms(table.first_byte),
        ms(table.p50()),
        table.peak_mb
    );
}

async fn judged_stage(program: &Program, rows: &mut Vec<Measured>) {
    let cookie = program.sign_in("staff@example.org").await;
    let of = |path: &str| Request::get(&format!("/api/staff/{EDITION}/{path}")).cookie(&cookie);
    rows.push(measure(program, "staff list, sorted by mean", |_| of("entries?sort=-score&limit=100")).await);
    rows.push(measure(program, SEARCH, |_| of(FOUND)).await);
    rows.push(measure(program, "results, 500 entries", |_| of("rounds/judging/results")).await);
    rows.push(measure(program, "CSV of the scores", |_| of("exports/scores.csv")).await);
}

async fn json_of(program: &Program, path: &str, cookie: &str) -> Value {
    let answer = Connection::open(program.port).await.send(&Request::get(path).cookie(cookie)).await;
    assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// Measures requests that may run at once.
async fn measure(program: &Program, name: &'static str, request: impl Fn(usize) -> Request) -> Measured {
    let mut measured = measure_in_turn(program, name, ALONE, &request).await;
    let (start, cpu) = (Instant::now(), program.cpu_ms());
    let tasks: Vec<_> = (0..TOGETHER)
        .map(|_| {
            let (port, requests) = (program.port, (0..EACH).map(&request).collect::<Vec<_>>());
            tokio::spawn(async move {
                let mut connection = Connection::open(port).await;
                for request in &requests {
                    assert!(connection.send(request).await.status < 300);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("a finished load");
    }
    let count = (TOGETHER * EACH) as f64;
    measured.per_second = count / start.elapsed().as_secs_f64();
    measured.cpu_ms = measured.cpu_ms.min((program.cpu_ms() - cpu) / count);
    measured
}

/// Measures requests that must follow each other.
async fn measure_in_turn(
    program: &Program,
    name: &'static str,
    count: usize,
    mut request: impl FnMut(usize) -> Request,
) -> Measured {
    let mut connection = Connection::open(program.port).await;
    let mut alone = Vec::with_capacity(count);
    let mut first_byte = Duration::MAX;
    let (start, cpu) = (Instant::now(), program.cpu_ms());
    for number in 0..count {
        let request = request(number);
        let begin = Instant::now();
        let answer = connection.send(&request).await;
        alone.push(begin.elapsed());
        first_byte = first_byte.min(answer.first_byte);
        assert!(answer.status < 300, "{name}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    let per_second = count as f64 / start.elapsed().as_secs_f64();
    let cpu_ms = (program.cpu_ms() - cpu) / count as f64;
    alone.sort_unstable();
    Measured { name, alone, first_byte, per_second, cpu_ms, peak_mb: program.memory_mb("VmHWM") }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

impl Measured {
    fn p50(&self) -> Duration {
        self.alone[self.alone.len() / 2]
    }
}

fn print_table(rows: &[Measured]) {
    let commit = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let commit = commit.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned()).unwrap_or_default();
    println!("\nCommit {commit}; 500 entries, 2,500 scoresheets of 3 criteria; loopback, SQLite\n");
    println!("| request | p50 ms | p99 ms | first byte ms | requests/s | CPU ms | peak MB |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for row in rows {
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {:.0} | {:.2} | {:.0} |",
            row.name,
            ms(row.p50()),
            ms(row.alone[row.alone.len() * 99 / 100]),
            ms(row.first_byte),
            row.per_second,
            row.cpu_ms,
            row.peak_mb
        );
    }
}
