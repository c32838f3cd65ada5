//! The list of entries.

use entity::entry::EntryState;
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::{Browser, TestApp, entries::answer};

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
async fn a_search_knows_no_case_accents_or_order_of_words() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for (title, organisation) in [
        ("Straße der Hilfe", "Stadt Österreich"),
        ("Λάρνακα για όλους", "Οδυσσεύς"),
        ("Грижа за всички", "Община Пловдив"),
        ("Pagalba namuose", "Šiaulių miestas"),
        ("Z\u{307}o\u{301}łć", "Łódź"),
        ("Evde bak\u{131}m", "İstanbul"),
        ("\u{fb01}ne care", "ﬁrst 2027"),
    ] {
        panel.entry("service_delivery", title, organisation).await;
    }
    let staff = &panel.staff;
    for (search, found) in [
        ("STRASSE", "Straße der Hilfe"),
        ("österreich", "Straße der Hilfe"),
        ("OSTERREICH hilfe", "Straße der Hilfe"),
        ("ΛΆΡΝΑΚΑ", "Λάρνακα για όλους"),
        ("ΟΔΥΣΣΕΥΣ", "Λάρνακα για όλους"),
        ("пловдив грижа", "Грижа за всички"),
        ("siauliu", "Pagalba namuose"),
        ("zolc", "Z\u{307}o\u{301}łć"),
        ("ŻÓŁĆ", "Z\u{307}o\u{301}łć"),
        ("ISTANBUL", "Evde bak\u{131}m"),
        ("istanbul bakim", "Evde bak\u{131}m"),
        ("FIRST fine", "\u{fb01}ne care"),
    ] {
        let query = url::form_urlencoded::byte_serialize(search.as_bytes()).collect::<String>();
        assert_eq!(titles(staff, &format!("q={query}")).await, [found], "{search}");
    }
    assert!(titles(staff, "q=strasse%20istanbul").await.is_empty());
}

#[rocket::async_test]
async fn names_stand_in_the_order_of_dictionaries() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    // The root order of CLDR, in which accents come after letters and numbers by value.
    let ordered = [
        "Abend",
        "Ähre",
        "Čakovec",
        "Cork",
        "Élan",
        "Entry 9",
        "Entry 10",
        "Österreich",
        "Zagreb",
        "Αθήνα",
        "Варна",
    ];
    for title in ordered.iter().rev() {
        panel.entry("service_delivery", title, title).await;
    }
    for key in ["title", "organisation"] {
        let path = format!("sort={key}&limit=6");
        let first = panel.staff.get(&format!("{LIST}?{path}")).await.expect(Status::Ok);
        let next = first["next"].as_str().expect("a next page").to_owned();
        let mut all = titles(&panel.staff, &path).await;
        all.extend(titles(&panel.staff, &format!("{path}&after={next}")).await);
        assert_eq!(all, ordered, "by {key}");
    }
    let mut backwards = ordered;
    backwards.reverse();
    assert_eq!(titles(&panel.staff, "sort=-title").await, backwards);
}

#[rocket::async_test]
async fn a_search_finds_the_contact_an_entry_names() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let staff = app.staff().await;
    for (field, value) in
        [("title", "Otvorena vrata"), ("contact_name", "Ivana Đurić"), ("contact_email", "Info@Grad.example")]
    {
        answer(&ana, &entry, field, 0, json!(value)).await.expect(Status::Ok);
    }
    for search in ["duric%20IVANA", "info@grad.example", "vrata%20ivana", "otvor"] {
        assert_eq!(titles(&staff, &format!("q={search}")).await, ["Otvorena vrata"], "{search}");
    }
    answer(&ana, &entry, "contact_name", 1, json!("Marko")).await.expect(Status::Ok);
    assert!(titles(&staff, "q=duric").await.is_empty());
    assert_eq!(edition.slug, "2023");
}

#[rocket::async_test]
async fn what_was_never_folded_is_folded_at_the_next_start() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Straße", "Ville de Liège").await;
    let tx = app.ctx().begin().await.expect("a transaction");
    for (table, column) in [("entry", "search_text"), ("organisation", "search_text"), ("setting", "value")] {
        tx.execute_unprepared(&format!("UPDATE {table} SET {column} = ''")).await.expect("emptied");
    }
    tx.commit().await.expect("committed");
    assert!(titles(&panel.staff, "q=strasse").await.is_empty());
    palmares::housekeeping::renew_search(&app.ctx()).await.expect("renewed");
    assert_eq!(titles(&panel.staff, "q=strasse%20liege").await, ["Straße"]);
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

/// More than are put in order after they are found: the means come from an index, then the rest.
#[rocket::async_test]
async fn many_entries_are_ordered_by_mean_page_by_page() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Scored", "Osijek").await;
    panel.entry("service_delivery", "Better", "Split").await;
    let (jo, jo_id) = panel.judge("jo@judges.example").await;
    panel.assign("service_delivery", &[&jo_id]).await;
    panel.score(&jo, "Scored", [7.0; 3]).await;
    panel.score(&jo, "Better", [9.0; 3]).await;
    panel.entries(510).await;
    for (sort, first) in [("-score", ["Better", "Scored"]), ("score", ["Scored", "Better"])] {
        let (mut found, mut after) = (Vec::<String>::new(), String::new());
        loop {
            let page = panel.staff.get(&format!("{LIST}?sort={sort}&limit=100&after={after}")).await;
            let page = page.expect(Status::Ok);
            assert_eq!(page["total"], 512);
            let items = page["items"].as_array().expect("items");
            found.extend(items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            next.clone_into(&mut after);
        }
        assert_eq!(found[..2], first, "{sort}");
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 512, "{sort}");
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
    panel.score(&jo, "Two sheets", [8.0, 7.0, 9.0]).await;
    panel.score(&al, "Two sheets", [7.0, 7.0, 9.0]).await;
    panel.score(&jo, "One sheet", [9.0, 9.0, 9.0]).await;
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
    panel.score(&jo, "Deep", [8.0, 6.0, 10.0]).await;
    panel.score(&jo, "Broad", [9.0, 9.0, 5.0]).await;
    assert_eq!(titles(&panel.staff, "sort=-score").await, ["Deep", "Broad"]);

    let address = "/api/staff/editions/essa/2023/document";
    let before = panel.staff.get(address).await.expect(Status::Ok);
    let mut document = before["document"].clone();
    for (criterion, weight) in [80, 10, 10].into_iter().enumerate() {
        document["rounds"][0]["ballot"]["criteria"][criterion]["weight"] = json!(weight);
    }
    let version = before["version"].as_i64().expect("a version");
    panel.staff.replace(version, document).await.expect(Status::Ok);

    assert_eq!(titles(&panel.staff, "sort=-score").await, ["Broad", "Deep"]);
    let page = panel.staff.get(&format!("{LIST}?sort=-score")).await.expect(Status::Ok);
    assert_eq!(json!([page["items"][0]["score"], page["items"][1]["score"]]), json!(["86.00", "80.00"]));
}
