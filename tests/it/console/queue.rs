//! From one entry of a list to the next.

use entity::entry::EntryState;
use palmares::editions::sample::Stage;
use rocket::http::Status;
use serde_json::{Value, json};

use super::{read, run};
use crate::support::{Browser, TestApp, statements::statements};

async fn queue(staff: &Browser<'_>, id: &str, query: &str) -> Value {
    staff.get(&format!("/api/staff/entries/{id}/queue?{query}")).await.expect(Status::Ok)
}

async fn id(staff: &Browser<'_>, title: &str) -> String {
    let page = read(staff, &format!("entries?q={title}")).await;
    page["items"][0]["id"].as_str().expect("an id").to_owned()
}

#[rocket::async_test]
async fn an_entry_has_a_place_in_its_list_and_neighbours() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    for title in ["Aaa", "Bbb", "Ccc"] {
        app.entry_in(&edition, &city, ("service_delivery", title), EntryState::Submitted).await;
    }
    app.entry_in(&edition, &city, ("service_delivery", "Bba"), EntryState::Eligible).await;
    let staff = app.staff().await;
    let second = id(&staff, "bbb").await;
    for (sort, previous, next, position) in [("title", "Aaa", "Ccc", 2), ("-title", "Ccc", "Aaa", 2)] {
        let found = queue(&staff, &second, &format!("state=submitted&sort={sort}")).await;
        assert_eq!((&found["position"], &found["total"]), (&json!(position), &json!(3)));
        assert_eq!((&found["previous"]["title"], &found["next"]["title"]), (&json!(previous), &json!(next)));
    }
    let all = queue(&staff, &second, "sort=title").await;
    assert_eq!((&all["position"], &all["previous"]["title"]), (&json!(3), &json!("Bba")));
    let last = queue(&staff, &id(&staff, "ccc").await, "state=submitted&sort=title").await;
    assert_eq!((&last["position"], &last["next"]), (&json!(3), &Value::Null));
}

#[rocket::async_test]
async fn whoever_has_decided_goes_on_from_where_the_entry_stood() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    for title in ["Aaa", "Bbb", "Ccc"] {
        app.entry_in(&edition, &city, ("service_delivery", title), EntryState::Submitted).await;
    }
    let staff = app.staff().await;
    let second = id(&staff, "bbb").await;
    run(&app, "UPDATE entry SET state = 'eligible' WHERE title = 'Bbb'").await;
    let found = queue(&staff, &second, "state=submitted&sort=title").await;
    assert_eq!((&found["position"], &found["total"]), (&Value::Null, &json!(2)));
    assert_eq!((&found["previous"]["title"], &found["next"]["title"]), (&json!("Aaa"), &json!("Ccc")));
}

#[rocket::async_test]
async fn a_place_costs_as_many_statements_in_a_long_list() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let one = panel.entry("service_delivery", "One", "Osijek").await;
    let path = format!("/api/staff/entries/{one}/queue?sort=title");
    let (few, _) = statements(panel.staff.get(&path)).await;
    panel.entries(600).await;
    let (many, _) = statements(panel.staff.get(&path)).await;
    assert_eq!(few, many);
    for sort in ["title", "-submitted", "updated", "score", "-score"] {
        let found = queue(&panel.staff, &one, &format!("sort={sort}")).await;
        assert_eq!(found["total"], 601, "{sort}");
        assert!(
            found["position"].as_u64().is_some_and(|place| (1..=601).contains(&place)),
            "{sort}: {found}"
        );
    }
}

#[rocket::async_test]
async fn an_own_entry_has_no_place_and_is_no_neighbour() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let first = panel.entry("service_delivery", "Aaa", "Split").await;
    let mine = panel.entry("service_delivery", "Bbb", "Osijek").await;
    panel.entry("service_delivery", "Ccc", "Zadar").await;
    let member = "INSERT INTO member (public_id, organisation_id, email, user_id, state, created_at) \
                  SELECT 'k3v9k3v9k3v9k3v9', e.organisation_id, u.email, u.id, 'active', 1 FROM entry AS e, \"user\" AS u \
                  WHERE e.title = 'Bbb' AND u.staff_role = 'staff'";
    run(&app, member).await;
    let path = format!("/api/staff/entries/{mine}/queue?sort=title");
    panel.staff.get(&path).await.assert_problem(404, "not-found");
    let found = queue(&panel.staff, &first, "sort=title").await;
    assert_eq!((&found["total"], &found["next"]["title"]), (&json!(2), &json!("Ccc")));
}
