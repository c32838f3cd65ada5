//! What people keep of their pages.

use palmares::editions::sample::Stage;
use rocket::http::Status;
use serde_json::{Value, json};

use super::{EDITION, number, read};
use crate::support::TestApp;

const PREFERENCES: &str = "/api/me/preferences";

#[rocket::async_test]
async fn a_preference_is_kept_for_whoever_sets_it() {
    let app = TestApp::new().await;
    let (ana, bea) = (app.person("ana@osijek.example").await, app.person("bea@osijek.example").await);
    let path = format!("{PREFERENCES}/rows");
    ana.get(&path).await.assert_problem(404, "not-found");
    ana.put(&path, 0, json!({"value": {"height": "tight"}})).await.expect(Status::Ok);
    ana.put(&path, 0, json!({"value": {"height": "roomy", "columns": ["title"]}})).await.expect(Status::Ok);
    assert_eq!(ana.get(&path).await.expect(Status::Ok)["value"]["height"], "roomy");
    let all = ana.get(PREFERENCES).await.expect(Status::Ok);
    assert_eq!(all, json!({"rows": {"height": "roomy", "columns": ["title"]}}));
    assert_eq!(bea.get(PREFERENCES).await.expect(Status::Ok), json!({}));
}

#[rocket::async_test]
async fn preferences_stay_small_and_few() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let large = json!({"value": "x".repeat(4095)});
    assert_eq!(ana.put(&format!("{PREFERENCES}/large"), 0, large).await.status, 422);
    ana.put(&format!("{PREFERENCES}/large"), 0, json!({"value": "x".repeat(4094)})).await.expect(Status::Ok);
    for place in 1..50 {
        ana.put(&format!("{PREFERENCES}/p{place}"), 0, json!({"value": place})).await.expect(Status::Ok);
    }
    let more = ana.put(&format!("{PREFERENCES}/more"), 0, json!({"value": 1})).await;
    more.assert_problem(409, "accounts/too-many-preferences");
    ana.put(&format!("{PREFERENCES}/p1"), 0, json!({"value": 2})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_view_is_kept_for_oneself_and_by_admins_for_all() {
    let app = TestApp::new().await;
    app.edition(Stage::Check).await;
    let (staff, admin) = (app.staff().await, app.admin().await);
    let path = format!("{EDITION}/views");
    let view = |name: &str, shared: bool| json!({"list": "entries", "name": name, "query": "state=submitted&country=HR", "shared": shared});
    let own = staff.post_once(&path, view("Mine", false)).await.expect(Status::Ok);
    assert_eq!((&own["name"], &own["shared"]), (&json!("Mine"), &json!(false)));
    staff.post_once(&path, view("All", true)).await.assert_problem(403, "console/admins-only");
    let shared = admin.post_once(&path, view("All", true)).await.expect(Status::Ok);
    let names = |views: &Value| -> Vec<String> {
        let all = views.as_array().expect("views").iter();
        all.map(|view| view["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names(&read(&staff, "views").await), ["Mine", "All"]);
    assert_eq!(names(&read(&admin, "views").await), ["All"]);
    let at = |view: &Value| format!("{path}/{}", view["id"].as_str().expect("an id"));
    let renamed = json!({"name": "Ours"});
    admin.put(&at(&own), 0, renamed.clone()).await.assert_problem(404, "not-found");
    staff.put(&at(&shared), 0, renamed.clone()).await.assert_problem(403, "console/admins-only");
    assert_eq!(staff.put(&at(&own), 0, json!({"name": " "})).await.status, 422);
    assert_eq!(app.audit_events("view.rename").await, 0);
    let ours = admin.put(&at(&shared), 0, renamed).await.expect(Status::Ok);
    assert_eq!(
        (&ours["name"], &ours["query"], &ours["shared"]),
        (&json!("Ours"), &shared["query"], &json!(true))
    );
    staff.put(&at(&own), 0, json!({"name": "Croatia"})).await.expect(Status::Ok);
    assert_eq!(names(&read(&staff, "views").await), ["Croatia", "Ours"]);
    assert_eq!(app.audit_events("view.rename").await, 1, "what all have is on record");
    admin.delete(&at(&own)).await.assert_problem(404, "not-found");
    staff.delete(&at(&shared)).await.assert_problem(403, "console/admins-only");
    admin.delete(&at(&shared)).await.expect(Status::Ok);
    staff.delete(&at(&own)).await.expect(Status::Ok);
    assert_eq!(read(&staff, "views").await, json!([]));
}

#[rocket::async_test]
async fn fifty_views_are_kept_and_no_more() {
    let app = TestApp::new().await;
    app.edition(Stage::Check).await;
    let staff = app.staff().await;
    let path = format!("{EDITION}/views");
    let view = json!({"list": "entries", "name": "Mine", "query": "state=submitted"});
    for _ in 0..50 {
        staff.post_once(&path, view.clone()).await.expect(Status::Ok);
    }
    staff.post_once(&path, view).await.assert_problem(409, "console/too-many-views");
}

#[rocket::async_test]
async fn what_somebody_keeps_is_taken_along_and_goes_with_them() {
    let app = TestApp::new().await;
    app.edition(Stage::Check).await;
    let (staff, admin) = (app.staff().await, app.admin().await);
    let view =
        |shared: bool| json!({"list": "entries", "name": "V", "query": "state=draft", "shared": shared});
    for browser in [&staff, &admin] {
        browser.put(&format!("{PREFERENCES}/rows"), 0, json!({"value": "tight"})).await.expect(Status::Ok);
        browser.post_once(&format!("{EDITION}/views"), view(false)).await.expect(Status::Ok);
    }
    admin.post_once(&format!("{EDITION}/views"), view(true)).await.expect(Status::Ok);
    let email =
        staff.get("/api/me").await.expect(Status::Ok)["email"].as_str().expect("an address").to_owned();
    let cause = palmares::audit::Cause::PROGRAM;
    palmares::privacy::erase_address(&app.ctx(), &email, cause).await.expect("erased");
    assert_eq!(number(&app, "SELECT count(*) FROM preference").await, 1, "that of the admin");
    assert_eq!(number(&app, "SELECT count(*) FROM saved_view").await, 2, "of the admin and of all");
}
