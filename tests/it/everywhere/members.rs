//! No write takes what it does not know (security bar API-2, API-4).

use rocket::http::Method;

use palmares::editions::sample::Stage;

use super::world::World;

/// Columns of our tables, as somebody would send them who hopes they are taken over.
const COLUMNS: &str = r#"{"id":1,"user_id":1,"state":"eligible","staff_role":"admin","role":"admin",
    "version":9,"confirmed_at":0,"organisation_id":1,"public_id":"aaaaaaaaaaaaaaaa"}"#;
/// Writes without a body, and files, whose body is no JSON.
const WITHOUT_JSON: [&str; 6] = [
    "/api/sign-out",
    "/api/me/confirmation",
    "/api/staff/people/sign-out",
    "/api/staff/people/<person>/sign-out",
    "/api/entries/<id>/attachments/<field>",
    "/api/entries/<id>/attachments/<attachment>/restore",
];

#[rocket::async_test]
async fn every_write_refuses_members_it_does_not_know() {
    let world = World::at(Stage::Judging).await;
    let mut tried = 0;
    for (method, pattern, path) in world.routes() {
        if matches!(method, Method::Get | Method::Delete) || WITHOUT_JSON.contains(&pattern.as_str()) {
            continue;
        }
        for principal in ["admin", "judge", "owner"] {
            let headers = [
                ("Sec-Fetch-Site", "same-origin"),
                ("If-Match", "\"v1\""),
                ("Idempotency-Key", "0123456789abcdef"),
            ];
            let body = Some(("application/json", COLUMNS.as_bytes().to_vec()));
            let answer = world.browser(principal).await.send_raw(method, &path, &headers, body).await;
            assert!(
                [401, 403, 422].contains(&answer.status),
                "{principal}: {method} {path} {}",
                answer.status
            );
            tried += usize::from(answer.status == 422);
        }
    }
    assert!(tried > 40, "only {tried} writes were let in far enough to look at the body");
}
