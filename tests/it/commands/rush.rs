//! Deadline night over HTTP: hundreds of people save and submit while the call closes.

use std::{path::Path, sync::mpsc, thread};

use entity::Timestamp;
use palmares::{
    clock::Clock,
    editions::{
        EditionDocument,
        sample::{Stage, essa_2023, shifted},
    },
};
use serde_json::json;

use super::served::{Answer, Served, json as body_json, status};
use crate::support::{TestApp, city};

/// People, each with an entry of their own.
const PEOPLE: usize = 300;
/// Where the end of the call is moved.
const WINDOW: &str = "/api/staff/editions/essa/2023/windows/entries";

/// This much later than now, as a document says it.
fn later(now: Timestamp, seconds: i64) -> (Timestamp, String) {
    let at = jiff::Timestamp::from_second(now.0 / 1000 + seconds).expect("an instant");
    let zone = jiff::tz::TimeZone::get("Europe/Brussels").expect("a zone");
    (Timestamp(at.as_millisecond()), at.to_zoned(zone).to_string())
}

/// The sample edition, closing in an hour.
fn document(now: Timestamp) -> EditionDocument {
    let essa = essa_2023().expect("the sample is valid");
    let mut document = shifted(&essa, Stage::Call, now).expect("dates stay in range");
    document.rules.clear();
    let mut value = serde_json::to_value(&document).expect("JSON");
    value["windows"]["entries"]["to"] = later(now, 3600).1.into();
    serde_json::from_value(value).expect("a document")
}

/// What was laid for the rush.
struct Night {
    /// A draft of each person.
    entries: Vec<String>,
    /// The secrets of the sessions of those who enter, and of staff.
    entrant: String,
    staff: String,
}

/// Writes an edition with drafts of one person.
async fn prepare(data: &Path) -> Night {
    let app = TestApp::on_data(data).await;
    app.edition_of(&document(Clock::System.now())).await;
    let ana = app.person("ana@osijek.example").await;
    let new = ana.post("/api/organisations", city("Grad Osijek")).await;
    let organisation = new.expect(rocket::http::Status::Created)["id"].as_str().expect("an id").to_owned();
    let draft = app.complete_draft(&ana, &organisation, "service_delivery").await;
    let mut entries = app.copies(&draft, PEOPLE - 1).await;
    entries.push(draft);
    let (entrant, staff) = (ana.session().to_owned(), app.staff().await.session().to_owned());
    app.app.close(Ok(())).await.expect("closed");
    Night { entries, entrant, staff }
}

/// Ends the call in two seconds, once a third are in: however slow the machine, some are in
/// and some are not. Answers with the deadline, and when it was in force.
fn close_the_call(served: &Served, staff: &str, receipts: &mpsc::Receiver<()>) -> (Timestamp, Timestamp) {
    assert_eq!(receipts.iter().take(PEOPLE / 3).count(), PEOPLE / 3, "a third are in");
    loop {
        let (deadline, to) = later(Clock::System.now(), 2);
        let window = json!({ "from": "2023-03-27T09:00:00+02:00[Europe/Brussels]", "to": to });
        let moved = served.ask_as(staff, &format!("PUT {WINDOW}\nIf-Match: \"v1\""), &window);
        match status(moved.as_ref()) {
            200 => return (deadline, deadline.max(Clock::System.now())),
            429 | 503 => {}
            _ => panic!("{moved:?}"),
        }
    }
}

/// What one person came to.
struct Outcome {
    entry: String,
    /// The last version of the answer that was acknowledged.
    saved: i64,
    /// When the entry arrived, by its receipt.
    submitted_at: Option<Timestamp>,
    /// When the last answer was read.
    told_at: Timestamp,
}

/// Saves until it is time to submit, or until the call is closed.
fn person(served: &Served, entry: &str, saves: i64) -> Outcome {
    let mut answer = Answer { entry: entry.to_owned(), key: "c_impact", version: 1 };
    while answer.version <= saves {
        let saved = answer.send(served);
        match status(saved.as_ref()) {
            200 => answer.version += 1,
            409 => break,
            // Asked to come again in a moment.
            429 | 503 => {}
            _ => panic!("{saved:?}"),
        }
    }
    let key = format!("rush-{}", entry.rsplit('/').next().expect("an id"));
    let submit = format!("POST {entry}/submit\nIdempotency-Key: {key}");
    loop {
        let answered = served.ask(&submit, &json!({}));
        let submitted_at = match status(answered.as_ref()) {
            200 => {
                let receipt = body_json(&answered.expect("an answer").1);
                Some(
                    receipt["submitted_at"]
                        .as_str()
                        .and_then(|at| Timestamp::parse(at).ok())
                        .expect("an instant"),
                )
            }
            409 => None,
            429 | 503 => continue,
            _ => panic!("{answered:?}"),
        };
        let told_at = Clock::System.now();
        return Outcome { entry: entry.to_owned(), saved: answer.version, submitted_at, told_at };
    }
}

#[rocket::async_test]
async fn of_three_hundred_at_the_deadline_each_is_told_right_and_nothing_is_lost() {
    let dir = tempfile::tempdir().expect("a directory");
    let night = prepare(dir.path()).await;
    let served = Served::with(dir.path(), &[]).with_session(&night.entrant);
    let (receipt, receipts) = mpsc::channel();
    let (outcomes, (deadline, in_force)) = thread::scope(|scope| {
        let served = &served;
        // Every third goes on saving until the call is closed, if it ever is.
        let saves = |number: usize| if number.is_multiple_of(3) { 5_000 } else { [1, 2, 3, 4][number % 4] };
        let people = night.entries.iter().enumerate().map(|(number, entry)| {
            let receipt = receipt.clone();
            scope.spawn(move || {
                let outcome = person(served, entry, saves(number));
                outcome.submitted_at.map(|_| receipt.send(()));
                outcome
            })
        });
        let people: Vec<_> = people.collect();
        drop(receipt);
        let deadline = close_the_call(served, &night.staff, &receipts);
        let outcomes = people.into_iter().map(|person| person.join().expect("an outcome"));
        (outcomes.collect::<Vec<_>>(), deadline)
    });
    drop(served);
    let again = Served::with(dir.path(), &[]).with_session(&night.entrant);
    let mut taken = 0;
    for outcome in &outcomes {
        match outcome.submitted_at {
            Some(at) => assert!(at < in_force, "a receipt after the deadline: {at:?}"),
            None => assert!(outcome.told_at >= deadline, "closed too early: {:?}", outcome.told_at),
        }
        let entry = again.get(&outcome.entry);
        assert_eq!(entry["state"] == "submitted", outcome.submitted_at.is_some(), "{entry}");
        assert_eq!(entry["answers"]["c_impact"]["version"], outcome.saved, "{entry}");
        taken += usize::from(outcome.submitted_at.is_some());
    }
    assert!(taken > 0 && taken < PEOPLE, "{taken} of {PEOPLE} are in");
}
