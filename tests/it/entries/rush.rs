//! The last seconds of deadline night (security bar DL-12).

use entity::{
    audit,
    entry::{self, EntryState},
};
use futures::{StreamExt as _, stream};
use palmares::editions::{
    Edition,
    sample::{Stage, essa_2023, shifted},
};
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::support::{Browser, TestApp, city, entries::submit};

/// Entries that are submitted from ten seconds before the deadline to ten seconds after it.
const ENTRIES: usize = 1_000;
const SECONDS: i64 = 10;
/// How many wait for their answer at a time.
const AT_ONCE: usize = 100;
const ORGANISATIONS: usize = 10;

#[rocket::async_test]
async fn of_a_thousand_who_submit_in_the_last_seconds_exactly_those_in_time_are_in() {
    let app = TestApp::new().await;
    let edition = edition_without_limits(&app).await;
    let deadline = edition.document.window("entries").expect("a window").to().instant();
    app.at_deadline(&edition, -60_000);
    let ana = app.person("ana@osijek.example").await;
    let drafts = drafts(&app, &ana).await;

    let step_ms = 2 * SECONDS * 1_000 / i64::try_from(ENTRIES).expect("a small number");
    let arrivals = (0_i64..).map(|number| deadline.plus_ms(number * step_ms - SECONDS * 1_000));
    let (clock, ana) = (&app.app.clock, &ana);
    let outcomes: Vec<_> = stream::iter(drafts.iter().zip(arrivals))
        .map(|(draft, arrival)| async move {
            clock.set(arrival);
            let answer = submit(ana, draft).await;
            (arrival, answer, clock.now())
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;

    let (mut taken, mut refused) = (0, 0);
    for (sent, answer, answered) in &outcomes {
        if answer.status == 200 {
            taken += 1;
            let receipt = answer.json();
            let at = receipt["submitted_at"].as_str().expect("an instant");
            assert!(*at < *deadline.to_string() && *sent < deadline, "{receipt}");
        } else {
            refused += 1;
            answer.assert_problem(409, "entries/closed");
            assert!(*answered >= deadline, "refused at {answered}");
        }
    }
    assert_eq!((outcomes.len(), taken + refused), (ENTRIES, ENTRIES));
    assert!(taken > ENTRIES / 3 && refused > ENTRIES / 3, "{taken} in, {refused} late");
    assert_eq!((submitted(&app).await, late_attempts(&app).await), (taken, refused));
    assert_eq!(app.mails().await.len(), taken, "a receipt each");
}

async fn edition_without_limits(app: &TestApp) -> Edition {
    let essa = essa_2023().expect("the sample is valid");
    let mut document = shifted(&essa, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    document.rules.clear();
    app.edition_of(&document).await
}

/// Drafts of several organisations in which nothing is missing; their paths.
async fn drafts(app: &TestApp, ana: &Browser<'_>) -> Vec<String> {
    let mut drafts = Vec::new();
    for number in 0..ORGANISATIONS {
        let new = ana.post("/api/organisations", city(&format!("Grad Osijek {number}"))).await;
        let organisation = new.expect(Status::Created)["id"].as_str().expect("an id").to_owned();
        let draft = app.complete_draft(ana, &organisation, "service_delivery").await;
        drafts.extend(app.copies(&draft, ENTRIES / ORGANISATIONS - 1).await);
        drafts.push(draft);
    }
    drafts
}

async fn submitted(app: &TestApp) -> usize {
    let submitted = entry::Entity::find().filter(entry::Column::State.eq(EntryState::Submitted));
    submitted.count(app.app.db.read()).await.expect("a count").try_into().expect("a small number")
}

async fn late_attempts(app: &TestApp) -> usize {
    let late = audit::Entity::find().filter(audit::Column::Action.eq("entry.submit_late"));
    late.count(app.app.db.read()).await.expect("a count").try_into().expect("a small number")
}
