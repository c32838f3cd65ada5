//! Deadline night over HTTP: hundreds of people save and submit while the call closes.

use std::{path::Path, thread};

use entity::Timestamp;
use palmares::{
    accounts,
    clock::Clock,
    editions::{
        EditionDocument, Limits,
        sample::{Stage, essa_2023, shifted},
    },
};
use serde_json::json;

use super::served::{Answer, Served, json as body_json, status};
use crate::support::{TestApp, city};

/// People, each with an entry of their own.
const PEOPLE: usize = 300;
/// From the start of the program to the deadline.
const AHEAD_MS: i64 = 15_000;

/// The sample edition, closing so soon.
fn document(now: Timestamp) -> EditionDocument {
    let essa = essa_2023().expect("the sample is valid");
    let mut document = shifted(&essa, Stage::Call, now).expect("dates stay in range");
    document.limits = Limits::default();
    let mut value = serde_json::to_value(&document).expect("JSON");
    let zone = jiff::tz::TimeZone::get("Europe/Brussels").expect("a zone");
    let to = jiff::Timestamp::from_millisecond(now.0 / 1000 * 1000 + AHEAD_MS).expect("an instant");
    value["windows"]["entries"]["to"] = to.to_zoned(zone).to_string().into();
    serde_json::from_value(value).expect("a document")
}

/// Writes an edition with drafts of one person; their paths, the session and the deadline.
async fn prepare(data: &Path) -> (Vec<String>, String, Timestamp) {
    let app = TestApp::on_data(data).await;
    let edition = app.edition_of(&document(Clock::System.now())).await;
    let deadline = edition.document.window("entries").expect("a window").to().instant();
    let ana = app.person("ana@osijek.example").await;
    let new = ana.post("/api/organisations", city("Grad Osijek")).await;
    let organisation = new.expect(rocket::http::Status::Created)["id"].as_str().expect("an id").to_owned();
    let draft = app.complete_draft(&ana, &organisation, "service_delivery").await;
    let mut paths = app.copies(&draft, PEOPLE - 1).await;
    paths.push(draft);
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let account = accounts::find_by_email(&*tx, "ana@osijek.example").await.expect("an answer");
    let session = accounts::start_session(&tx, &ctx, &account.expect("Ana")).await.expect("a session");
    tx.commit().await.expect("a commit");
    app.app.close(Ok(())).await.expect("closed");
    (paths, session.secret, deadline)
}

/// What one person came to.
struct Outcome {
    entry: String,
    /// The last version of the answer that was acknowledged.
    saved: i64,
    /// When the entry arrived, by its receipt.
    submitted_at: Option<Timestamp>,
}

/// Saves until it is time to submit, or until the call is closed; each answer must be right.
fn person(served: &Served, entry: &str, saves: i64, deadline: Timestamp) -> Outcome {
    let mut answer = Answer { entry: entry.to_owned(), key: "c_impact", version: 1 };
    loop {
        let saved = answer.send(served);
        match status(saved.as_ref()) {
            200 => answer.version += 1,
            409 => break,
            // Asked to come again in a moment.
            429 | 503 => continue,
            _ => panic!("{saved:?}"),
        }
        if answer.version > saves {
            break;
        }
    }
    let key = format!("rush-{}", entry.rsplit('/').next().expect("an id"));
    let submit = format!("POST {entry}/submit\nIdempotency-Key: {key}");
    loop {
        let answered = served.ask(&submit, &json!({}));
        let (saved, entry) = (answer.version, entry.to_owned());
        match status(answered.as_ref()) {
            200 => {
                let receipt = body_json(&answered.expect("an answer").1);
                let at = receipt["submitted_at"].as_str().and_then(|at| Timestamp::parse(at).ok());
                let submitted_at = Some(at.expect("an instant")).filter(|at| *at < deadline);
                assert!(submitted_at.is_some(), "a receipt after the deadline: {receipt}");
                return Outcome { entry, saved, submitted_at };
            }
            409 => {
                assert!(Clock::System.now() >= deadline, "closed too early: {answered:?}");
                return Outcome { entry, saved, submitted_at: None };
            }
            429 | 503 => {}
            _ => panic!("{answered:?}"),
        }
    }
}

#[rocket::async_test]
async fn of_three_hundred_at_the_deadline_each_is_told_right_and_nothing_is_lost() {
    let dir = tempfile::tempdir().expect("a directory");
    let (paths, session, deadline) = prepare(dir.path()).await;
    let served = Served::with(dir.path(), &[]).with_session(&session);
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let served = &served;
        // Every third goes on saving until the call is closed.
        let saves =
            |number: usize| if number.is_multiple_of(3) { i64::MAX } else { [1, 2, 3, 4][number % 4] };
        let people = paths.iter().enumerate();
        let people: Vec<_> = people
            .map(|(number, entry)| scope.spawn(move || person(served, entry, saves(number), deadline)))
            .collect();
        people.into_iter().map(|person| person.join().expect("an outcome")).collect()
    });
    drop(served);
    let again = Served::with(dir.path(), &[]).with_session(&session);
    let mut taken = 0;
    for outcome in &outcomes {
        let entry = again.get(&outcome.entry);
        assert_eq!(entry["state"] == "submitted", outcome.submitted_at.is_some(), "{entry}");
        assert_eq!(entry["answers"]["c_impact"]["version"], outcome.saved, "{entry}");
        taken += usize::from(outcome.submitted_at.is_some());
    }
    assert!(taken > 0 && taken < PEOPLE, "{taken} of {PEOPLE} are in");
}
