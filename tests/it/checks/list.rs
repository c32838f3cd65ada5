//! The list of entries.

use entity::entry::EntryState;
use palmares::editions::sample::Stage;
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{Browser, TestApp};

const LIST: &str = "/api/staff/editions/essa/2023/entries";

async fn titles(staff: &Browser<'_>, query: &str) -> Vec<String> {
    let page = staff.get(&format!("{LIST}?{query}")).await.expect(Status::Ok);
    let items = page["items"].as_array().expect("items").iter();
    items.map(|item| item["title"].as_str().expect("a title").to_owned()).collect()
}

#[rocket::async_test]
async fn a_search_finds_title_organisation_and_id_and_takes_no_wildcards() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Žene u gradu", "Grad Osijek").await;
    let id = panel.entry("service_delivery", "100% care", "Ville de Liège").await;
    let staff = &panel.staff;
    assert_eq!(titles(staff, "q=%C5%BDene").await, ["Žene u gradu"]);
    assert_eq!(titles(staff, "q=osijek").await, ["Žene u gradu"]);
    assert_eq!(titles(staff, "q=Li%C3%A8ge").await, ["100% care"]);
    assert_eq!(titles(staff, "q=100%25").await, ["100% care"]);
    assert_eq!(titles(staff, &format!("q={id}")).await, ["100% care"]);
    for wildcard in ["_", "%25%25", "1%25e", "%5C", "'"] {
        assert!(titles(staff, &format!("q={wildcard}")).await.is_empty(), "{wildcard}");
    }
}

#[rocket::async_test]
async fn filters_leave_what_fits_all_of_them() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Check).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    for (category, title, state) in [
        ("service_delivery", "A", EntryState::Submitted),
        ("service_delivery", "B", EntryState::Eligible),
        ("digital_transformation", "C", EntryState::Submitted),
    ] {
        app.entry_in(&edition, &city, (category, title), state).await;
    }
    let staff = app.staff().await;
    assert_eq!(titles(&staff, "sort=title&state=submitted").await, ["A", "C"]);
    assert_eq!(titles(&staff, "sort=title&category=service_delivery").await, ["A", "B"]);
    assert_eq!(titles(&staff, "sort=title&state=submitted&category=service_delivery").await, ["A"]);
    assert_eq!(titles(&staff, "sort=title&country=HR&kind=city").await, ["A", "B", "C"]);
    assert!(titles(&staff, "country=FR").await.is_empty());
    for (wrong, parameter) in
        [("state=won", "state"), ("sort=mark", "sort"), ("limit=0", "limit"), ("after=x", "after")]
    {
        let refused = staff.get(&format!("{LIST}?{wrong}")).await;
        refused.assert_problem(422, "invalid");
        assert_eq!(refused.json()["errors"][0]["pointer"], parameter);
    }
}

#[rocket::async_test]
async fn pages_in_every_order_show_each_entry_once() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    // Every title twice: pages must not lose or repeat one of two alike.
    for number in 0..7 {
        panel.entry("service_delivery", &format!("Title {}", number / 2), "Grad Osijek").await;
    }
    for sort in ["title", "organisation", "country", "category", "state", "submitted", "updated", "score"] {
        for sort in [sort.to_owned(), format!("-{sort}")] {
            let (mut found, mut after) = (Vec::<String>::new(), String::new());
            loop {
                let path = format!("{LIST}?sort={sort}&limit=3&after={after}");
                let page = panel.staff.get(&path).await.expect(Status::Ok);
                assert_eq!(page["total"], 7);
                let items = page["items"].as_array().expect("items");
                found.extend(items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()));
                let Some(next) = page["next"].as_str() else { break };
                next.clone_into(&mut after);
            }
            let mut once = found.clone();
            once.sort();
            once.dedup();
            assert_eq!((found.len(), once.len()), (7, 7), "{sort}");
        }
    }
}

/// By hand: weights 30, 30, 40 on a scale to 10. (8, 7, 9) is 8.10, (7, 7, 9) is 7.80,
/// together 79.50 percent; (9, 9, 9) alone is 90 percent. A draft does not count.
#[rocket::async_test]
async fn the_list_is_ordered_by_the_mean_of_sheets_handed_in() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for (title, organisation) in [("Two sheets", "Osijek"), ("One sheet", "Split"), ("None", "Zadar")] {
        panel.entry("service_delivery", title, organisation).await;
    }
    let (jo, jo_id) = panel.judge("jo@judges.example").await;
    let (al, al_id) = panel.judge("al@judges.example").await;
    panel.assign("service_delivery", &[&jo_id, &al_id]).await;
    panel.mark(&jo, "Two sheets", [8.0, 7.0, 9.0]).await;
    panel.mark(&al, "Two sheets", [7.0, 7.0, 9.0]).await;
    panel.mark(&jo, "One sheet", [9.0, 9.0, 9.0]).await;
    panel.draft(&al, "One sheet", [1.0, 1.0, 1.0]).await;
    assert_eq!(titles(&panel.staff, "sort=-score").await, ["One sheet", "Two sheets", "None"]);
    // An entry without a mean is last either way.
    assert_eq!(titles(&panel.staff, "sort=score").await, ["Two sheets", "One sheet", "None"]);
    let page = panel.staff.get(&format!("{LIST}?sort=-score")).await.expect(Status::Ok);
    let facts: Vec<Value> = page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| json!([item["score"], item["judges_done"], item["judges_assigned"]]))
        .collect();
    assert_eq!(facts, [json!(["90.00", 1, 2]), json!(["79.50", 2, 2]), json!([null, 0, 2])]);
}

/// By hand, of (8, 6, 10) on a scale to 10: under weights 30, 30, 40 it is 8.20, under
/// 80, 10, 10 it is 8.00; of (9, 9, 5) it is 7.40, then 8.60.
#[rocket::async_test]
async fn other_weights_order_the_list_anew() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for (title, organisation) in [("Deep", "Osijek"), ("Broad", "Split")] {
        panel.entry("service_delivery", title, organisation).await;
    }
    let (jo, jo_id) = panel.judge("jo@judges.example").await;
    panel.assign("service_delivery", &[&jo_id]).await;
    panel.mark(&jo, "Deep", [8.0, 6.0, 10.0]).await;
    panel.mark(&jo, "Broad", [9.0, 9.0, 5.0]).await;
    assert_eq!(titles(&panel.staff, "sort=-score").await, ["Deep", "Broad"]);

    let address = "/api/staff/editions/essa/2023/document";
    let before = panel.staff.get(address).await.expect(Status::Ok);
    let mut document = before["document"].clone();
    for (criterion, weight) in [80, 10, 10].into_iter().enumerate() {
        document["rounds"][0]["criteria"][criterion]["weight"] = json!(weight);
    }
    let version = before["version"].as_i64().expect("a version");
    panel.staff.replace(version, document).await.expect(Status::Ok);

    assert_eq!(titles(&panel.staff, "sort=-score").await, ["Broad", "Deep"]);
    let page = panel.staff.get(&format!("{LIST}?sort=-score")).await.expect(Status::Ok);
    assert_eq!(json!([page["items"][0]["score"], page["items"][1]["score"]]), json!(["86.00", "80.00"]));
}
