//! Panels, assignments, coverage, conflicts.

use std::collections::BTreeSet;

use entity::entry::{self, EntryState};
use rocket::http::Status;
use sea_orm::{EntityTrait as _, prelude::Expr};
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{JUDGES, LIST, Panel, ROUND, coverage},
    statements::statements,
};

fn covered<'a>(coverage: &'a Value, title: &str) -> &'a Value {
    let entries = coverage["entries"].as_array().expect("entries");
    entries.iter().find(|entry| entry["title"] == title).expect("the entry")
}

#[rocket::async_test]
async fn a_panel_gets_all_eligible_entries_of_its_category_but_not_its_own() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Otvorena vrata", "Grad Osijek").await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    panel.entry("workforce_support", "Pycipedia", "Linköping").await;
    let (_, mia) = panel.judge_of("mia@jury.example", "GRAD OSIJEK").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    let answer = panel.assign("service_delivery", &[&mia, &leo]).await;
    assert_eq!(answer["created"], 3);
    let skipped = &answer["skipped_conflicts"];
    assert_eq!(skipped.as_array().map(Vec::len), Some(1));
    assert_eq!((&skipped[0]["judge"], &skipped[0]["kind"]), (&json!(mia), &json!("organisation")));
    let again = panel.assign("service_delivery", &[&mia, &leo]).await;
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(0), &json!(3)));

    let coverage = coverage(&panel.staff).await;
    let coffee = covered(&coverage, "Coffee");
    assert_eq!((&coffee["assigned"], &coffee["below_minimum"]), (&json!(2), &json!(true)));
    assert_eq!(covered(&coverage, "Otvorena vrata")["assigned"], 1);
    assert_eq!(covered(&coverage, "Pycipedia")["assigned"], 0);
    let round = panel.staff.get(ROUND).await.expect(Status::Ok);
    assert_eq!((&round["coverage"]["entries"], &round["coverage"]["below_minimum"]), (&json!(3), &json!(3)));
    let told: Vec<_> = app.mails().await.into_iter().filter(|(kind, _)| kind == "judge_assigned").collect();
    assert_eq!(told.len(), 2, "one mail each, and none for what was assigned before: {told:?}");
}

/// Numbers of the round, which are kept sums, as its entries say them.
async fn added_up(staff: &Browser<'_>) -> Value {
    let coverage = coverage(staff).await;
    let entries = coverage["entries"].as_array().expect("entries");
    let cells: Vec<&Value> =
        entries.iter().flat_map(|entry| entry["judges"].as_array().expect("judges")).collect();
    let open = |cell: &&&Value| cell["state"] == "not_started" || cell["state"] == "started";
    let judges: BTreeSet<_> = cells.iter().filter(open).map(|cell| cell["judge"].as_u64()).collect();
    let sum = |key: &str| entries.iter().filter_map(|entry| entry[key].as_i64()).sum::<i64>();
    json!({
        "min_judges": 3,
        "entries": entries.len(),
        "below_minimum": entries.iter().filter(|entry| entry["below_minimum"] == true).count(),
        "assigned": sum("assigned"),
        "done": sum("done"),
        "unfinished": {
            "sheets": cells.iter().filter(open).count(),
            "started": cells.iter().filter(|cell| cell["state"] == "started").count(),
            "judges": judges.len(),
            "entries": entries.iter().filter(|entry| entry["done"].as_i64() < Some(3)).count(),
        },
    })
}

#[rocket::async_test]
async fn the_numbers_of_a_round_are_those_of_its_entries_whatever_happens() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["Coffee", "Doors", "Tables", "Chairs"] {
        panel.entry("service_delivery", title, title).await;
    }
    let moved = panel.entry("service_delivery", "Moved", "Ulm").await;
    panel.entry("workforce_support", "Alone", "Linköping").await;
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    let numbers = async || panel.staff.get(ROUND).await.expect(Status::Ok)["coverage"].clone();
    assert_eq!(numbers().await, added_up(&panel.staff).await);
    let ids: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    panel.assign("service_delivery", &ids).await;
    assert_eq!(numbers().await, added_up(&panel.staff).await);
    for (judge, _) in &judges {
        panel.score(judge, "Coffee", [8.0, 8.0, 8.0]).await;
    }
    let (mia, id) = &judges[0];
    panel.draft(mia, "Doors", [1.0, 2.0, 3.0]).await;
    let sheet = panel.assignment(mia, "Tables").await;
    let comment = json!({ "scores": {}, "comments": { "internal": "Hm." } });
    mia.put(&format!("{sheet}/scoresheet"), 0, comment).await.expect(Status::Ok);
    let conflict = panel.assignment(mia, "Chairs").await;
    mia.post_once(&format!("{conflict}/conflict"), json!({"reason": "My chair."})).await.expect(Status::Ok);
    let found = numbers().await;
    assert_eq!(found, added_up(&panel.staff).await);
    assert_eq!((&found["done"], &found["unfinished"]["started"]), (&json!(3), &json!(2)));
    let path = format!("/api/staff/entries/{moved}");
    let version = panel.staff.get(&path).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    let check =
        json!({"result": "moved", "to_category": "workforce_support", "reason": "It is about staff."});
    panel.staff.post_seen(&format!("{path}/checks"), version, check).await.expect(Status::Ok);
    assert_eq!(numbers().await, added_up(&panel.staff).await);
    let removal = json!({ "sheets": "set_aside", "reason": "Ill." });
    panel.staff.post_once(&format!("{JUDGES}/{id}/removal"), removal).await.expect(Status::Ok);
    assert_eq!(numbers().await, added_up(&panel.staff).await);
}

/// So many entries of one organisation that may be judged.
pub async fn many(panel: &Panel<'_>, count: usize) {
    panel.entries(count).await;
    let tx = panel.app.app.db.begin().await.expect("a transaction");
    let eligible = Expr::value(EntryState::Eligible);
    let all = entry::Entity::update_many().col_expr(entry::Column::State, eligible);
    all.exec(&*tx).await.expect("eligible entries");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn coverage_comes_a_page_at_a_time_by_category_and_title() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    many(&panel, 230).await;
    panel.entry("workforce_support", "Doors", "Osijek").await;
    let (_, mia) = panel.judge("mia@jury.example").await;
    panel.assign("workforce_support", &[&mia]).await;
    let mut found: Vec<(String, String)> = Vec::new();
    let mut path = format!("{ROUND}/coverage");
    let mut pages = 0;
    loop {
        let page = panel.staff.get(&path).await.expect(Status::Ok);
        pages += 1;
        assert_eq!(page["judges"][0]["assigned"], 1, "sums are of all pages");
        let entries = page["entries"].as_array().expect("entries");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        found.extend(entries.iter().map(|entry| (text(&entry["category"]), text(&entry["title"]))));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{ROUND}/coverage?after={next}");
    }
    let mut sorted = found.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((found.len(), pages), (231, 2));
    assert_eq!(sorted.len(), 231, "none is missing, none comes twice");
    let of =
        panel.staff.get(&format!("{ROUND}/coverage?category=workforce_support")).await.expect(Status::Ok);
    assert_eq!(of["entries"].as_array().map(Vec::len), Some(1));
    assert_eq!(of["entries"][0]["judges"][0]["judge"], 0);
    panel.staff.get(&format!("{ROUND}/coverage?after=nowhere")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn a_long_list_of_a_judge_comes_a_page_at_a_time() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    many(&panel, 230).await;
    panel.entry("workforce_support", "Doors", "Osijek").await;
    let (judge, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    panel.assign("workforce_support", &[&mia]).await;
    let first = judge.get(LIST).await.expect(Status::Ok)["items"][0]["title"].clone();
    panel.score(&judge, first.as_str().expect("a title"), [8.0, 8.0, 8.0]).await;
    let all = async |filter: &str| {
        let (mut found, mut path) = (Vec::new(), format!("{LIST}?filter={filter}"));
        loop {
            let page = judge.get(&path).await.expect(Status::Ok);
            assert_eq!((&page["counts"]["all"], &page["counts"]["done"]), (&json!(231), &json!(1)));
            found.extend(page["items"].as_array().expect("items").clone());
            let Some(next) = page["next"].as_str() else { break found };
            path = format!("{LIST}?filter={filter}&after={next}");
        }
    };
    let found = all("all").await;
    let ids: BTreeSet<_> = found.iter().map(|item| item["id"].as_str()).collect();
    assert_eq!((found.len(), ids.len()), (231, 231), "none is missing, none comes twice");
    let changes = found.windows(2).filter(|pair| pair[0]["category"] != pair[1]["category"]);
    assert_eq!(changes.count(), 1, "one category after the other");
    assert_eq!((all("open").await.len(), all("done").await.len()), (230, 1));
    judge.get(&format!("{LIST}?after=nowhere")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn pairs_are_assigned_by_hand_and_taken_back() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let entry = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    let path = format!("{ROUND}/assignments");
    let pairs = json!({"mode": "pairs", "pairs": [{"entry": entry, "judge": mia}]});
    assert_eq!(panel.staff.post_once(&path, pairs.clone()).await.expect(Status::Ok)["created"], 1);
    let assignment = panel.assignment(&browser, "Coffee").await;
    let id = assignment.rsplit('/').next().expect("an id");
    panel.staff.delete(&format!("{path}/{id}")).await.expect(Status::Ok);
    browser.get(&assignment).await.assert_problem(404, "not-found");
    panel.staff.delete(&format!("{path}/{id}")).await.assert_problem(404, "not-found");
    assert_eq!(panel.staff.post_once(&path, pairs).await.expect(Status::Ok)["created"], 1);
    browser.get(&assignment).await.expect(Status::Ok);

    let unknown = json!({"mode": "pairs", "pairs": [{"entry": "a".repeat(16), "judge": mia}]});
    let answer = panel.staff.post_once(&path, unknown).await;
    answer.assert_problem(422, "invalid");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/pairs/0/entry");
}

#[rocket::async_test]
async fn before_anything_is_assigned_staff_see_what_each_would_get_and_who_cannot() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let coffee = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let doors = panel.entry("service_delivery", "Otvorena vrata", "Grad Osijek").await;
    let (_, mia) = panel.judge("mia@jury.example").await;
    let (_, leo) = panel.judge("leo@jury.example").await;
    let (path, review) = (format!("{ROUND}/assignments"), format!("{ROUND}/assignments/review"));
    let first = json!({"mode": "pairs", "pairs": [{"entry": coffee, "judge": mia}]});
    panel.staff.post_once(&path, first).await.expect(Status::Ok);
    let conflict = json!({"entry": doors, "judge": leo, "reason": "A relative works there."});
    panel.staff.post_once("/api/staff/editions/essa/2023/conflicts", conflict).await.expect(Status::Ok);
    let pair = |entry: &str, judge: &str| json!({ "entry": entry, "judge": judge });
    let all = [pair(&coffee, &mia), pair(&doors, &mia), pair(&coffee, &leo), pair(&doors, &leo)];
    let all = json!({"mode": "pairs", "pairs": all});

    let before = app.mails().await.len();
    let (sent, found) = statements(panel.staff.post(&review, all.clone())).await;
    assert!(sent <= 9, "{sent}: nothing is read twice");
    let found = found.expect(Status::Ok);
    let gain = |judge: &str, name: &str, has: usize| json!({ "judge": judge, "name": name, "has": has, "more": 1, "is_told": true });
    assert_eq!(found["judges"], json!([gain(&leo, "leo", 0), gain(&mia, "mia", 1)]));
    assert_eq!((&found["created"], &found["unchanged"]), (&json!(2), &json!(1)));
    let skipped = &found["skipped_conflicts"];
    assert_eq!((&skipped[0]["name"], &skipped[0]["title"]), (&json!("leo"), &json!("Otvorena vrata")));
    assert_eq!(app.mails().await.len(), before, "nothing is done by looking");
    let made = panel.staff.post_once(&path, all).await.expect(Status::Ok);
    assert_eq!((&made["created"], &made["skipped_conflicts"]), (&found["created"], skipped));
}

#[rocket::async_test]
async fn two_staff_members_who_assign_at_once_make_one_assignment() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let entry = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    let path = format!("{ROUND}/assignments");
    let pairs = json!({"mode": "pairs", "pairs": [{"entry": entry, "judge": mia}]});
    let (one, other) = rocket::tokio::join!(
        panel.staff.post_once(&path, pairs.clone()),
        panel.staff.post_once(&path, pairs.clone())
    );
    assert_eq!((one.status, other.status), (200, 200));
    assert_eq!(browser.get(LIST).await.expect(Status::Ok)["counts"]["all"], 1);
}

#[rocket::async_test]
async fn nobody_enters_a_derived_category_so_it_has_no_panel() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let path = format!("{ROUND}/panels/excellence_cities");
    panel.staff.put(&path, 0, json!({"judges": []})).await.assert_problem(422, "invalid");
    let round = panel.staff.get(ROUND).await.expect(Status::Ok);
    assert_eq!(round["panels"].as_array().map(Vec::len), Some(5));
    let path = format!("{ROUND}/panels/no_such");
    panel.staff.put(&path, 0, json!({"judges": []})).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn a_declared_conflict_hides_the_entry_at_once_and_tells_the_staff() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    panel.entry("service_delivery", "Otvorena vrata", "Grad Osijek").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    panel.score(&browser, "Coffee", [8.0, 8.0, 8.0]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let before = app.mails().await.len();

    let reason = json!({"reason": "My sister works there."});
    browser.post_once(&format!("{path}/conflict"), reason.clone()).await.expect(Status::Ok);
    browser.get(&path).await.assert_problem(404, "not-found");
    let sheet = format!("{path}/scoresheet");
    browser.put(&sheet, 2, json!({"scores": {"impact": 9}})).await.assert_problem(404, "not-found");
    browser.post_seen(&format!("{path}/reopen"), 2, json!({})).await.assert_problem(404, "not-found");
    browser.post_once(&format!("{path}/conflict"), reason).await.assert_problem(404, "not-found");
    let list = browser.get(LIST).await.expect(Status::Ok);
    assert_eq!((&list["counts"]["all"], &list["counts"]["done"]), (&json!(1), &json!(0)));
    assert_eq!(
        app.mails().await[before..],
        [("conflict_declared".to_owned(), "staff@office.example".to_owned())]
    );

    let coverage = coverage(&panel.staff).await;
    let coffee = covered(&coverage, "Coffee");
    assert_eq!((&coffee["assigned"], &coffee["judges"][0]["state"]), (&json!(0), &json!("recused")));
    let again = panel.assign("service_delivery", &[&mia]).await;
    assert_eq!((&again["created"], &again["skipped_conflicts"][0]["kind"]), (&json!(0), &json!("declared")));
}

#[rocket::async_test]
async fn an_entry_moved_to_another_category_leaves_the_judges_of_the_old_panel() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, mia_id) = panel.judge("mia@jury.example").await;
    let (leo, leo_id) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&mia_id, &leo_id]).await;
    panel.score(&mia, "Doors", [8.0, 8.0, 8.0]).await;
    panel.score(&leo, "Doors", [6.0, 6.0, 6.0]).await;
    let others = format!("{ROUND}/panels/workforce_support");
    panel.staff.put(&others, 0, json!({ "judges": [leo_id] })).await.expect(Status::Ok);

    let path = format!("/api/staff/entries/{doors}");
    let version = panel.staff.get(&path).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    let moved =
        json!({"result": "moved", "to_category": "workforce_support", "reason": "It is about staff."});
    panel.staff.post_seen(&format!("{path}/checks"), version, moved).await.expect(Status::Ok);
    assert_eq!(mia.get(LIST).await.expect(Status::Ok)["counts"]["all"], 0);
    let left = leo.get(LIST).await.expect(Status::Ok);
    assert_eq!((&left["counts"]["all"], &left["counts"]["done"]), (&json!(1), &json!(1)));
    let results = panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let categories = results["categories"].as_array().expect("categories");
    let entries = categories.iter().flat_map(|category| category["entries"].as_array().expect("entries"));
    let entry = entries.into_iter().find(|entry| entry["title"] == "Doors").expect("the entry");
    assert_eq!((&entry["judges_counted"], &entry["mean"]), (&json!(1), &json!("6.00")));
}

#[rocket::async_test]
async fn who_left_an_organisation_still_judges_none_of_its_entries() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let edition = &panel.edition;
    app.entry_in(edition, &city, ("service_delivery", "Doors"), EntryState::Eligible).await;
    let mia = app.colleague(&ana, &city, "mia@jury.example").await;
    let members = format!("/api/organisations/{city}/members");
    let people = mia.get(&members).await.expect(Status::Ok);
    let own = people.as_array().expect("people").iter().find(|one| one["is_me"] == true).expect("oneself");
    let path = format!("{members}/{}", own["id"].as_str().expect("an id"));
    assert_eq!(mia.delete(&path).await.status, 200);
    let (_, id) = panel.judge("mia@jury.example").await;
    let answer = panel.assign("service_delivery", &[&id]).await;
    assert_eq!(
        (&answer["created"], &answer["skipped_conflicts"][0]["kind"]),
        (&json!(0), &json!("organisation"))
    );
}

#[rocket::async_test]
async fn who_joins_an_organisation_judges_none_of_its_entries_any_more() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let organisation =
        app.entry_in(&panel.edition, &city, ("service_delivery", "Doors"), EntryState::Eligible).await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&mia, "Doors", [8.0, 8.0, 8.0]).await;
    let path = panel.assignment(&mia, "Doors").await;
    app.colleague(&ana, &city, "mia@jury.example").await;
    mia.get(&path).await.assert_problem(404, "not-found");
    let results = panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let categories = results["categories"].as_array().expect("categories");
    let entries = categories.iter().flat_map(|category| category["entries"].as_array().expect("entries"));
    let entry = entries.into_iter().find(|entry| entry["id"] == organisation.as_str()).expect("the entry");
    assert_eq!((&entry["judges_counted"], &entry["judges_recused"]), (&json!(0), &json!(1)));
}

#[rocket::async_test]
async fn nobody_counts_on_a_judge_who_declined() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let invited = json!({"judges": [{"email": "leo@jury.example", "name": "Leo"}]});
    panel.staff.post_once(JUDGES, invited).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let judges = panel.staff.get(JUDGES).await.expect(Status::Ok);
    let leo = judges[0]["id"].clone();
    panel.assign("service_delivery", &[leo.as_str().expect("an id")]).await;
    let covered = async || coverage(&panel.staff).await["entries"][0]["assigned"].clone();
    assert_eq!(covered().await, 1);
    let declined = json!({"token": token, "accept": false});
    app.anyone().post("/api/invitations/judge", declined).await.expect(Status::NoContent);
    assert_eq!(covered().await, 0);
}
