//! Nobody decides as staff where they enter or judge themselves (security bar AC-25).

use entity::entry::EntryState;
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, EntityTrait as _};
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{JUDGES, Panel, ROUND},
};

const EXPORTS: &str = "/api/staff/editions/essa/2023/exports";

/// The keys of the categories a person sees, and of those kept from them.
async fn seen(staff: &Browser<'_>) -> (Vec<String>, Vec<String>) {
    let results = staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
    let keys = |list: &str| {
        let items = results[list].as_array().expect(list).iter();
        items.map(|item| item["key"].as_str().expect("a key").to_owned()).collect()
    };
    (keys("categories"), keys("withheld"))
}

/// A judged entry of the organisation of a member of staff; its id.
async fn own_entry(app: &TestApp, panel: &Panel<'_>) -> String {
    let own = app.organisation(&panel.staff).await;
    app.entry_in(&panel.edition, &own, ("service_delivery", "Mine"), EntryState::Eligible).await
}

async fn shortlist(staff: &Browser<'_>, category: &str) -> crate::support::Answer {
    let change = json!({ "category": category, "mode": "rule" });
    staff.post_once(&format!("{ROUND}/shortlist"), change).await
}

#[rocket::async_test]
async fn who_enters_in_a_category_neither_sees_nor_decides_its_results() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let other = panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    assert_eq!(seen(&panel.staff).await.1, [""; 0]);
    let own = own_entry(&app, &panel).await;

    let (categories, withheld) = seen(&panel.staff).await;
    assert!(withheld.contains(&"service_delivery".to_owned()), "{withheld:?}");
    assert!(!categories.contains(&"service_delivery".to_owned()));
    assert!(categories.contains(&"digital_transformation".to_owned()));
    for id in [&own, &other] {
        let path = format!("{ROUND}/results/{id}");
        panel.staff.get(&path).await.assert_problem(404, "not-found");
        app.admin().await.get(&path).await.expect(Status::Ok);
    }
    // Nor where an entry would stand in a list that is theirs to see: that tells its mean.
    panel.entry("digital_transformation", "Seen", "Grad Split").await;
    for after in [&own, &other] {
        for page in ["results?category=digital_transformation&", "results?", "coverage?"] {
            let path = format!("{ROUND}/{page}after={after}");
            panel.staff.get(&path).await.assert_problem(404, "not-found");
        }
    }
    shortlist(&panel.staff, "service_delivery").await.assert_problem(403, "results/own-stake");
    shortlist(&panel.staff, "digital_transformation").await.expect(Status::Ok);
    shortlist(&app.admin().await, "service_delivery").await.expect(Status::Ok);
}

#[rocket::async_test]
async fn no_way_of_leaving_gives_back_what_belonging_takes() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for way in ["leaves", "is removed by a colleague"] {
        let city = app.organisation(&panel.staff).await;
        let ana = app.colleague(&panel.staff, &city, &format!("{}@osijek.example", way.len())).await;
        let own =
            app.entry_in(&panel.edition, &city, ("service_delivery", "Mine"), EntryState::Eligible).await;
        let entry = format!("/api/staff/entries/{own}");
        let members = format!("/api/organisations/{city}/members");
        let kept = async |how: &str| {
            assert_eq!(panel.staff.get(&entry).await.status, 404, "{way}: {how}");
            assert!(seen(&panel.staff).await.1.contains(&"service_delivery".to_owned()), "{way}: {how}");
            let list = panel.staff.get("/api/staff/editions/essa/2023/entries").await.expect(Status::Ok);
            assert_eq!(list["total"], 0, "{way}: {how}");
            let export = panel.staff.get(&format!("{EXPORTS}/scores.csv")).await;
            export.assert_problem(403, "exports/own-stake");
        };
        let membership = async || {
            let list = ana.get(&members).await.expect(Status::Ok);
            let mut people = list.as_array().expect("people").iter();
            let own = people.find(|one| one["email"] == "staff@office.example").expect("the membership");
            format!("{members}/{}", own["id"].as_str().expect("an id"))
        };
        kept("a member").await;
        let who = if way == "leaves" { &panel.staff } else { &ana };
        assert_eq!(who.delete(&membership().await).await.status, 200, "{way}");
        panel.staff.get(&members).await.assert_problem(404, "not-found");
        kept("gone").await;
        ana.post_once(&members, json!({ "email": "staff@office.example" })).await.expect(Status::Ok);
        kept("invited again").await;
        assert_eq!(ana.delete(&membership().await).await.status, 200, "{way}");
        kept("the invitation is taken back").await;
        app.admin().await.get(&entry).await.expect(Status::Ok);
    }
}

#[rocket::async_test]
async fn who_left_before_an_edition_began_has_no_interest_in_it() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let city = app.organisation(&panel.staff).await;
    let own = app.entry_in(&panel.edition, &city, ("service_delivery", "Theirs"), EntryState::Eligible).await;
    let entry = format!("/api/staff/entries/{own}");
    panel.staff.get(&entry).await.assert_problem(404, "not-found");
    let tx = app.ctx().begin().await.expect("a transaction");
    let edition = entity::edition::Entity::find_by_id(panel.edition.id).one(&*tx).await;
    let before = edition.expect("an answer").expect("the edition").created_at.0 - 1;
    let left =
        format!("UPDATE member SET state = 'left', left_at = {before} WHERE email = 'staff@office.example'");
    tx.execute_unprepared(&left).await.expect("left");
    tx.commit().await.expect("committed");
    panel.staff.get(&entry).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn who_judges_in_a_category_neither_sees_nor_decides_its_results() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    let admin = app.admin().await;
    let (_, id) = panel.judge("mia@jury.example").await;
    app.join_staff("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    let mia = app.person("mia@jury.example").await;
    assert!(seen(&mia).await.1.contains(&"service_delivery".to_owned()));
    assert_eq!(seen(&admin).await.1, [""; 0]);
    shortlist(&mia, "service_delivery").await.assert_problem(403, "results/own-stake");

    let path = panel.assignment(&mia, "Theirs").await;
    let reason = json!({"reason": "My sister works there."});
    mia.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);
    assert!(seen(&mia).await.1.contains(&"service_delivery".to_owned()), "a conflict is a stake");
    assert!(app.mails().await.iter().all(|mail| *mail != told("mia@jury.example")));
    assert!(app.mails().await.contains(&told("admin@office.example")));
}

fn told(recipient: &str) -> (String, String) {
    ("conflict_declared".to_owned(), recipient.to_owned())
}

/// The scores that the list of entries shows a person, best first.
async fn listed(staff: &Browser<'_>) -> Vec<(Value, Value)> {
    let list = staff.get("/api/staff/editions/essa/2023/entries?sort=-score").await.expect(Status::Ok);
    let items = list["items"].as_array().expect("items").iter();
    items.map(|item| (item["title"].clone(), item["score"].clone())).collect()
}

#[rocket::async_test]
async fn what_competes_with_an_own_entry_shows_no_marks_anywhere() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let theirs = panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    panel.entry("workforce_support", "Elsewhere", "Linköping").await;
    let mut judges = Vec::new();
    for name in ["mia", "leo", "ida"] {
        judges.push(panel.judge(&format!("{name}@jury.example")).await);
    }
    let seats: Vec<&str> = judges.iter().map(|(_, id)| id.as_str()).collect();
    for (category, title, score) in
        [("service_delivery", "Theirs", 9.0), ("workforce_support", "Elsewhere", 6.0)]
    {
        panel.assign(category, &seats).await;
        for (browser, _) in &judges {
            panel.score(browser, title, [score; 3]).await;
        }
    }
    let all = [(json!("Theirs"), json!("90.00")), (json!("Elsewhere"), json!("60.00"))];
    assert_eq!(listed(&panel.staff).await, all);
    own_entry(&app, &panel).await;

    let few = [(json!("Elsewhere"), json!("60.00")), (json!("Theirs"), json!(null))];
    assert_eq!(listed(&panel.staff).await, few, "neither by a figure nor by its place");
    let admin = app.admin().await;
    assert_eq!(listed(&admin).await[..2], all);
    // More are read in the order of an index.
    panel.entries(510).await;
    let many = listed(&panel.staff).await;
    assert_eq!(many[0], (json!("Elsewhere"), json!("60.00")));
    assert!(many[1..].iter().all(|(_, score)| score.is_null()), "{many:?}");
    assert_eq!(listed(&admin).await[..2], all);
    // Cities of both categories compete in this one.
    assert_eq!(seen(&panel.staff).await.1, ["service_delivery", "excellence_cities"]);
    panel.staff.get(&format!("{ROUND}/results/{theirs}")).await.assert_problem(404, "not-found");
    shortlist(&panel.staff, "excellence_cities").await.assert_problem(403, "results/own-stake");
    let panels = |category: &str| format!("{ROUND}/panels/{category}");
    let nobody = json!({ "judges": [] });
    panel
        .staff
        .put(&panels("service_delivery"), 0, nobody.clone())
        .await
        .assert_problem(403, "judging/own-stake");
    panel.staff.put(&panels("workforce_support"), 0, nobody).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn an_invitation_to_judge_is_a_stake_before_it_is_answered() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let theirs = panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    let admin = app.admin().await;
    let judge = json!({ "email": "Staff@Office.example", "name": "Staff" });
    admin.post_once(JUDGES, json!({ "judges": [judge] })).await.expect(Status::Ok);
    let id = admin.get(JUDGES).await.expect(Status::Ok)[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(seen(&panel.staff).await.1, [""; 0]);
    panel.assign("service_delivery", &[&id]).await;
    assert_eq!(seen(&panel.staff).await.1, ["service_delivery", "excellence_cities"]);
    panel.staff.get(&format!("/api/staff/entries/{theirs}")).await.assert_problem(404, "not-found");
    panel.staff.get(&format!("{EXPORTS}/scores.csv")).await.assert_problem(403, "exports/own-stake");
}

#[rocket::async_test]
async fn who_has_a_stake_takes_no_exports_of_the_edition() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    own_entry(&app, &panel).await;
    for kind in ["entries", "scores", "results", "judges", "contacts", "conflicts", "consents"] {
        let path = format!("{EXPORTS}/{kind}.csv");
        panel.staff.get(&path).await.assert_problem(403, "exports/own-stake");
        assert_eq!(app.admin().await.get(&path).await.status, 200, "{kind}");
    }
    assert_eq!(app.audit_events("export.download").await, 7, "what was refused is no export");
}

#[rocket::async_test]
async fn nobody_picks_or_takes_away_the_judges_of_an_own_entry() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let own = own_entry(&app, &panel).await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    let pairs = json!({ "mode": "pairs", "pairs": [{ "judge": id, "entry": own }] });
    let path = format!("{ROUND}/assignments");
    let refused = panel.staff.post_once(&path, pairs.clone()).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["code"], "own_entry");

    let made = app.admin().await.post_once(&path, pairs).await.expect(Status::Ok);
    assert_eq!(made["created"], 1);
    let covered = async |staff: &Browser<'_>, query: &str| {
        let page = staff.get(&format!("{ROUND}/coverage{query}")).await.expect(Status::Ok);
        let entries = page["entries"].as_array().expect("entries").clone();
        entries.iter().any(|entry| entry["id"] == own)
    };
    for query in ["", "?q=mine", "?q=mia", "?few_judges=true", "?q=mia&few_judges=true"] {
        assert!(!covered(&panel.staff, query).await, "who judges it is not theirs to know: {query}");
        assert!(covered(&app.admin().await, query).await, "{query}");
    }

    let list = mia.get(crate::support::judging::LIST).await.expect(Status::Ok);
    let assignment = list["items"][0]["id"].as_str().expect("an id").to_owned();
    let path = format!("{path}/{assignment}");
    panel.staff.delete(&path).await.assert_problem(404, "not-found");
    assert_eq!(app.admin().await.delete(&path).await.status, 200);
}

#[rocket::async_test]
async fn numbers_of_the_overview_leave_an_own_entry_out_like_the_list_does() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    own_entry(&app, &panel).await;
    let count = async |staff: &Browser<'_>| -> Value {
        let work = staff.get("/api/staff/editions/essa/2023/work").await.expect(Status::Ok);
        work["figures"]["entries"].clone()
    };
    assert_eq!(count(&panel.staff).await, 1);
    assert_eq!(count(&app.admin().await).await, 2);
}

#[rocket::async_test]
async fn of_a_conflict_only_those_without_a_stake_are_told_each_in_a_mail_of_their_own() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let mails = "/api/staff/mails?q=office.example";
    panel.entry("service_delivery", "Theirs", "Grad Osijek").await;
    own_entry(&app, &panel).await;
    let admin = app.admin().await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign_by(&admin, "service_delivery", &[&id]).await;
    for (title, told) in [("Mine", vec!["admin"]), ("Theirs", vec!["staff", "admin"])] {
        let before = app.mails().await.len();
        let path = panel.assignment(&mia, title).await;
        let reason = json!({"reason": "My sister works there."});
        mia.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);
        let mut recipients: Vec<_> = app.mails().await.drain(before..).map(|(_, to)| to).collect();
        recipients.sort_by_key(|to| to.starts_with("admin"));
        assert_eq!(recipients, told.iter().map(|name| format!("{name}@office.example")).collect::<Vec<_>>());
    }

    let told = async |reader: &Browser<'_>| {
        let list = reader.get(mails).await.expect(Status::Ok);
        let items = list["items"].as_array().expect("mails").iter();
        items.filter(|mail| mail["kind"] == "conflict_declared").cloned().collect::<Vec<_>>()
    };
    let own = told(&panel.staff).await;
    assert_eq!((own.len(), &own[0]["recipient"]), (1, &json!("staff@office.example")));
    let all = told(&admin).await;
    assert_eq!(all.len(), 2);
    let id = all[0]["id"].as_str().expect("an id");
    panel.staff.get(&format!("/api/staff/mails/{id}")).await.assert_problem(404, "not-found");
    admin.get(&format!("/api/staff/mails/{id}")).await.expect(Status::Ok);
}
