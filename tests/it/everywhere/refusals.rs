//! What people are refused is on record, whatever the route (security bar AC-12).

use std::collections::BTreeSet;

use entity::{audit, ids::AuditId};
use palmares::editions::sample::Stage;
use rocket::http::{Method, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};

use super::world::{PRINCIPALS, World};
use crate::support::TestApp;

/// The refusals that came after a row of the log.
async fn refusals(app: &TestApp, after: AuditId) -> Vec<audit::Model> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq("request.refuse"))
        .filter(audit::Column::Id.gt(after))
        .order_by_asc(audit::Column::Id);
    rows.all(app.app.db.read()).await.expect("the log")
}

#[rocket::async_test]
async fn whatever_somebody_signed_in_is_refused_is_on_record() {
    let world = World::at(Stage::Judging).await;
    let mut last = AuditId(0);
    let mut seen = BTreeSet::new();
    for (method, pattern, path) in world.routes() {
        for principal in PRINCIPALS {
            let now = world.app.app.clock.now().plus_ms(2_000);
            world.app.app.clock.set(now);
            let browser = world.browser(principal).await;
            let key = entity::PublicId::random().expect("random bytes").to_string();
            let headers = [("If-Match", "\"v1\""), ("Idempotency-Key", key.as_str())];
            let body = (method != Method::Get).then(|| json!({}));
            let answer = browser.send(method, &path, &headers, body).await;
            let rows = refusals(&world.app, last).await;
            if !matches!(answer.status, 403 | 404 | 409) {
                assert_eq!(rows, [], "{principal}: {method} {pattern} gave {}", answer.status);
                continue;
            }
            let [row] = rows.as_slice() else { panic!("{principal}: {method} {pattern}: {rows:?}") };
            assert_eq!(row.at, now);
            assert!(row.actor_user_id.is_some());
            assert_eq!(
                (row.object_id.as_str(), row.request_id.as_str()),
                (path.as_str(), answer.header("x-request-id").expect("an id"))
            );
            assert_eq!(Some(row.reason.as_str()), answer.json()["type"].as_str());
            let detail: Value = serde_json::from_str(&row.detail).expect("JSON");
            assert_eq!(detail, json!({ "method": method.as_str(), "status": answer.status }));
            seen.insert((principal, answer.status));
            last = row.id;
        }
    }
    for known in [("unconfirmed", 403), ("owner", 404), ("other_judge", 404), ("staff", 403), ("owner", 409)]
    {
        assert!(seen.contains(&known), "{known:?} was never met: {seen:?}");
    }
}

#[rocket::async_test]
async fn a_path_that_nothing_serves_and_people_not_signed_in_leave_no_row() {
    let app = TestApp::new().await;
    app.staff().await.get("/api/staff/nothing").await.assert_problem(404, "not-found");
    app.anyone().get("/api/staff/mails").await.assert_problem(401, "accounts/not-signed-in");
    assert_eq!(refusals(&app, AuditId(0)).await, []);
    app.person("someone@city.example")
        .await
        .get("/api/staff/mails")
        .await
        .assert_problem(403, "accounts/wrong-role");
    let rows = refusals(&app, AuditId(0)).await;
    assert_eq!(rows.iter().map(|row| row.actor_role.as_str()).collect::<Vec<_>>(), ["anyone"]);
}

#[rocket::async_test]
async fn what_is_refused_for_ever_is_on_record_sixty_times_a_minute() {
    let app = TestApp::new().await;
    let someone = app.person("someone@city.example").await;
    for _ in 0..70 {
        someone.get("/api/staff/mails").await.expect(Status::Forbidden);
    }
    assert_eq!(refusals(&app, AuditId(0)).await.len(), 60);
    app.at("2027-02-01T09:01:00Z");
    someone.get("/api/staff/mails").await.expect(Status::Forbidden);
    assert_eq!(refusals(&app, AuditId(0)).await.len(), 61);
}
