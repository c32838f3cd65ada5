//! Each statement is a way to the database and back: the busiest requests keep to their number.

use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::DbBackend;
use serde_json::json;

use crate::support::{TestApp, entries::answer, statements::statements};

#[rocket::async_test]
async fn the_document_of_an_edition_is_read_once_for_each_version() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let anyone = app.anyone();
    let call = "/api/editions/essa/2023";
    anyone.get(call).await.expect(Status::Ok);
    let known = statements(anyone.get(call)).await.0;
    assert_eq!(statements(anyone.get(call)).await.0, known);
    app.change_rules(|document| document["edition"]["theme"] = json!("Doors")).await;
    assert_eq!(statements(anyone.get(call)).await.0, known + 1);
    let (again, call) = statements(anyone.get(call)).await;
    assert_eq!(again, known);
    assert!(String::from_utf8_lossy(&call.bytes).contains("Doors"));
}

#[rocket::async_test]
async fn the_busiest_requests_send_no_more_than_they_must() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let entry = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (judge, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.draft(&judge, "Coffee", [1.0, 2.0, 3.0]).await;
    judge.get(&path).await.expect(Status::Ok);
    let seen = statements(judge.get(&path)).await.0;
    let sheet = format!("{path}/scoresheet");
    let (scored, saved) = statements(judge.put(&sheet, 1, json!({ "scores": { "impact": 7 } }))).await;
    saved.expect(Status::Ok);
    let staff = format!("/api/staff/entries/{entry}");
    let (checked, read) = statements(panel.staff.get(&staff)).await;
    read.expect(Status::Ok);

    let app = TestApp::new().await;
    let edition = app.edition(Stage::Call).await;
    app.at_deadline(&edition, -60_000);
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let draft = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &draft, "c_impact", 0, json!("One")).await.expect(Status::Ok);
    let (answered, saved) = statements(answer(&ana, &draft, "c_impact", 1, json!("Two"))).await;
    saved.expect(Status::Ok);
    let own = statements(ana.get(&draft)).await.0;
    let organisation_locked = usize::from(app.app.db.read().get_database_backend() == DbBackend::Postgres);
    let sent = [
        ("judge's entry", seen, 9),
        ("scores", scored, 9),
        ("staff's entry", checked, 13),
        ("answer", answered, 7 + organisation_locked),
        ("own entry", own, 6),
    ];
    for (request, count, most) in sent {
        assert!(count > 0 && count <= most, "{request}: {count}");
    }
}

#[rocket::async_test]
async fn a_span_that_opens_first_where_nobody_counts_is_counted_all_the_same() {
    let span = || drop(tracing::info_span!(target: "sea_orm::database::test", "execute_raw"));
    let counted = statements(async {
        std::thread::spawn(span).join().expect("a thread without a subscriber");
        span();
    });
    assert_eq!(counted.await.0, 1);
}
