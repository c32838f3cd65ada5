//! A small load driver over HTTP: what the program costs on the busiest pages, and how that grows
//! with an edition. Prints two tables.
#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a bench stops at the first surprise"
)]

mod bare;
mod fill;
mod http;
mod program;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use http::{Connection, Request};
use program::{Program, Sample};
use serde_json::{Value, json};

/// Requests of one kind: first one after the other, then eight at once.
const ALONE: usize = 100;
const TOGETHER: usize = 8;
const EACH: usize = 50;
/// Of what takes long, fewer: so many, or as many as there is time for.
const AT_LEAST: usize = 5;
const TIME: Duration = Duration::from_secs(3);

/// Entries of the sample, and how many times as many there are beside it.
const ENTRIES: usize = 500;
const TIMES: [usize; 3] = [1, 10, 40];
const JUDGES: usize = 25;
/// So few that each has more entries than a page of the list shows, whatever the size.
const BUSY_JUDGES: usize = 11;
/// A page that shows a fixed number of rows costs no more than so many times as much.
const GROWS: f64 = 1.5;

const EDITION: &str = "editions/essa/2023";

/// What was measured of one kind of request.
struct Measured {
    name: &'static str,
    alone: Vec<Duration>,
    first_byte: Duration,
    per_second: f64,
    cpu_ms: f64,
    peak_mb: f64,
    bytes: usize,
}

#[tokio::main]
async fn main() {
    let mut rows = Vec::new();
    let call = Program::start(&Sample::make("call", ENTRIES, JUDGES), 1).await;
    println!(
        "Start to first answer: {:.0} ms; idle memory: {:.0} MB",
        call.start_ms,
        call.memory_mb("VmRSS")
    );
    call_stage(&call, &mut rows).await;
    bare_saves(&call).await;
    drop(call);
    let judging = Sample::make("judging", ENTRIES, BUSY_JUDGES);
    let judged = Sample::make("judged", ENTRIES, JUDGES);
    let mut growth = Growth::default();
    for times in TIMES {
        let program = Program::start(&judging, times).await;
        let mut of_size = judging_stage(&program).await;
        drop(program);
        let program = Program::start(&judged, times).await;
        of_size.extend(judged_stage(&program).await);
        println!("{} entries: {:.0} MB idle", ENTRIES * times, program.memory_mb("VmRSS"));
        let table = of_size.iter().find(|row| row.name == "CSV of the scores").expect("the table");
        let bare = bare::scores_ms(&program.database()).await;
        println!(
            "their scores: {:.1} times what SQLite takes for the rows ({bare:.1} ms)",
            ms(table.p50()) / bare
        );
        growth.note(&of_size);
        if times == 1 {
            rows.extend(of_size);
        }
    }
    print_table(&rows);
    growth.print();
}

/// Saves of several at once, beside those of SQLite alone.
async fn bare_saves(program: &Program) {
    let dir = tempfile::tempdir().expect("a directory");
    let (one, eight) = (bare::saves(dir.path(), 1).await, bare::saves(dir.path(), TOGETHER).await);
    println!("SQLite alone: {one:.0} saves/s, {eight:.0}/s with {TOGETHER} in each commit");
    let cookie = program.sign_in("entrant@example.org").await;
    let path = draft(program, &cookie).await;
    let entry = json_of(program, &path, &cookie).await;
    let keys = [
        "c_theme",
        "c_innovation",
        "c_impact",
        "c_sustain",
        "c_users",
        "title",
        "public_summary",
        "contact_role",
    ];
    let begin = Instant::now();
    let tasks: Vec<_> = keys
        .map(|key| {
            let mut version = entry["answers"][key]["version"].as_i64().unwrap_or(0);
            let (port, address, cookie) = (program.port, format!("{path}/answers/{key}"), cookie.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(port).await;
                for number in 0..ALONE {
                    let body = json!({ "value": format!("https://example.org/{number}") });
                    let request = Request::put(&address, body).cookie(&cookie);
                    let answer =
                        connection.send(&request.header("If-Match", &format!("\"v{version}\""))).await;
                    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
                    version += 1;
                }
            })
        })
        .into_iter()
        .collect();
    let count = tasks.len() * ALONE;
    for task in tasks {
        task.await.expect("finished saves");
    }
    let own = count as f64 / begin.elapsed().as_secs_f64();
    println!("{TOGETHER} who save at once: {own:.0}/s, {:.2} of SQLite alone", own / eight);
}

async fn draft(program: &Program, cookie: &str) -> String {
    let entries = json_of(program, "/api/entries", cookie).await;
    let list = entries.as_array().or(entries["items"].as_array()).expect("entries");
    let draft = list.iter().find(|entry| entry["state"] == "draft").expect("a draft");
    format!("/api/entries/{}", draft["id"].as_str().expect("an id"))
}

/// CPU of each request by size, in the order in which they were measured.
#[derive(Default)]
struct Growth {
    order: Vec<&'static str>,
    cpu_ms: BTreeMap<&'static str, Vec<f64>>,
}

impl Growth {
    fn note(&mut self, rows: &[Measured]) {
        for row in rows {
            if !self.order.contains(&row.name) {
                self.order.push(row.name);
            }
            self.cpu_ms.entry(row.name).or_default().push(row.cpu_ms);
        }
    }

    fn print(&self) {
        let sizes: Vec<String> = TIMES.iter().map(|times| (ENTRIES * times).to_string()).collect();
        println!("\nCPU ms of a request, by entries; dearer than {GROWS} times is marked\n");
        println!("| request | {} | times |", sizes.join(" | "));
        println!("|---|{}--:|", "--:|".repeat(sizes.len()));
        for name in &self.order {
            let cpu = &self.cpu_ms[name];
            let times = cpu[cpu.len() - 1] / cpu[0].max(0.01);
            let values: Vec<String> = cpu.iter().map(|ms| format!("{ms:.2}")).collect();
            let mark = if times > GROWS { " **" } else { "" };
            println!("| {name} | {} | {times:.1}{mark} |", values.join(" | "));
        }
    }
}

async fn call_stage(program: &Program, rows: &mut Vec<Measured>) {
    // As it was built: over the wire it comes compressed.
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/dist/index.html");
    let html = std::fs::read_to_string(page).expect("the page that was built");
    let script = html.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js"));
    rows.push(measure(program, "static asset", |_| Request::get(script.expect("a script"))).await);
    rows.push(measure(program, "sign-in page", |_| Request::get("/sign-in")).await);
    let cookie = program.sign_in("entrant@example.org").await;
    let path = draft(program, &cookie).await;
    rows.push(measure(program, "entrant's entry", |_| Request::get(&path).cookie(&cookie)).await);
    let entry = json_of(program, &path, &cookie).await;
    let mut version = entry["answers"]["title"]["version"].as_i64().expect("a version");
    // One field is saved again and again, so its version counts on; this one is measured alone.
    let saves = measure_in_turn(program, "one-field save", |number| {
        let body = json!({ "value": format!("Title {number}") });
        let request = Request::put(&format!("{path}/answers/title"), body).cookie(&cookie);
        let request = request.header("If-Match", &format!("\"v{version}\""));
        version += 1;
        request
    });
    rows.push(saves.await);
}

async fn judging_stage(program: &Program) -> Vec<Measured> {
    let cookie = program.sign_in("judge@example.org").await;
    let list = "/api/judging/essa/2023/judging/assignments".to_owned();
    let mut rows = vec![measure(program, "judge's list", |_| Request::get(&list).cookie(&cookie)).await];
    let items = json_of(program, &list, &cookie).await;
    let items = items["items"].as_array().expect("assignments").clone();
    let begun = items.iter().find(|item| item["state"] != "handed_in").expect("an open sheet");
    let path = format!("/api/judging/assignments/{}", begun["id"].as_str().expect("an id"));
    rows.push(measure(program, "judge's entry", |_| Request::get(&path).cookie(&cookie)).await);
    let sheet = json_of(program, &path, &cookie).await;
    let mut version = sheet["scoresheet"]["version"].as_i64().unwrap_or(0);
    let saves = measure_in_turn(program, "score save", |number| {
        let body = json!({"scores": {"impact": number % 11}});
        let request = Request::put(&format!("{path}/scoresheet"), body).cookie(&cookie);
        let request = request.header("If-Match", &format!("\"v{version}\""));
        version += 1;
        request
    });
    rows.push(saves.await);
    rows
}

async fn judged_stage(program: &Program) -> Vec<Measured> {
    let cookie = program.sign_in("staff@example.org").await;
    let first = json_of(program, &format!("/api/staff/{EDITION}/entries?limit=1"), &cookie).await;
    let entry = first["items"][0]["id"].as_str().expect("an entry").to_owned();
    let one = format!("rounds/judging/results/{entry}");
    let mut rows = Vec::new();
    for (name, path) in [
        ("staff list", "entries?limit=100"),
        ("staff list, sorted by mean", "entries?sort=-score&limit=100"),
        ("staff list, found by two words", "entries?q=table%20one&limit=100"),
        ("staff list, found by what all hold", "entries?q=example&limit=100"),
        ("staff list, nothing found", "entries?q=nowhere&limit=100"),
        ("overview", "work"),
        ("judges", "judges"),
        ("round", "rounds/judging"),
        ("results", "rounds/judging/results"),
        ("one result explained", one.as_str()),
    ] {
        let path = format!("/api/staff/{EDITION}/{path}");
        rows.push(measure(program, name, |_| Request::get(&path).cookie(&cookie)).await);
    }
    let path = format!("/api/staff/entries/{entry}");
    rows.push(measure(program, "staff's entry", |_| Request::get(&path).cookie(&cookie)).await);
    rows.push(changed_rule(program, &cookie).await);
    for (name, table) in [
        ("CSV of the scores", "scores"),
        ("CSV of the entries", "entries"),
        ("CSV of the consents", "consents"),
    ] {
        let path = format!("/api/staff/{EDITION}/exports/{table}.csv");
        rows.push(measure_in_turn(program, name, |_| Request::get(&path).cookie(&cookie)).await);
    }
    rows
}

/// What a rule that most entries do not meet would come to: every entry is asked.
async fn changed_rule(program: &Program, cookie: &str) -> Measured {
    let kept = json_of(program, &format!("/api/staff/{EDITION}/document"), cookie).await;
    let mut document = kept["document"].clone();
    let rules = document["rules"].as_array_mut().expect("rules");
    let rule = rules.iter_mut().find(|rule| rule["at"] == "start").expect("a rule at the start");
    rule["if"] = json!("organisation.country == 'HR'");
    let request = |_| {
        let body = json!({ "document": document });
        Request::post("/api/staff/editions/preview", body).cookie(cookie)
    };
    measure_in_turn(program, "a changed rule, its consequences", request).await
}

async fn json_of(program: &Program, path: &str, cookie: &str) -> Value {
    let answer = Connection::open(program.port)
        .await
        .send(&Request::get(path).cookie(cookie).header("Accept-Encoding", "identity"))
        .await;
    assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// Measures requests that may run at once.
async fn measure(program: &Program, name: &'static str, request: impl Fn(usize) -> Request) -> Measured {
    let mut measured = measure_in_turn(program, name, &request).await;
    if measured.alone.len() < ALONE {
        return measured;
    }
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
    mut request: impl FnMut(usize) -> Request,
) -> Measured {
    let mut connection = Connection::open(program.port).await;
    let mut alone = Vec::with_capacity(ALONE);
    let (mut first_byte, mut bytes) = (Duration::MAX, 0);
    let (start, cpu) = (Instant::now(), program.cpu_ms());
    for number in 0..ALONE {
        if number >= AT_LEAST && start.elapsed() > TIME {
            break;
        }
        let request = request(number);
        let begin = Instant::now();
        let answer = connection.send(&request).await;
        alone.push(begin.elapsed());
        first_byte = first_byte.min(answer.first_byte);
        bytes = answer.body.len();
        assert!(answer.status < 300, "{name}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    let count = alone.len() as f64;
    let per_second = count / start.elapsed().as_secs_f64();
    let cpu_ms = (program.cpu_ms() - cpu) / count;
    alone.sort_unstable();
    Measured { name, alone, first_byte, per_second, cpu_ms, peak_mb: program.memory_mb("VmHWM"), bytes }
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
    println!("| request | p50 ms | p99 ms | first byte ms | requests/s | CPU ms | peak MB | kB sent |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    for row in rows {
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {:.0} | {:.2} | {:.0} | {:.1} |",
            row.name,
            ms(row.p50()),
            ms(row.alone[row.alone.len() * 99 / 100]),
            ms(row.first_byte),
            row.per_second,
            row.cpu_ms,
            row.peak_mb,
            row.bytes as f64 / 1000.0
        );
    }
}
