//! Judges who have accepted: corrected, removed, and brought back.

use entity::entry::EntryState;
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{JUDGES, LIST, Panel, ROUND},
};

const OSIJEK: &str = "Grad Osijek";

fn change(name: &str, organisation: &str) -> Value {
    let organisation = (!organisation.is_empty()).then_some(organisation);
    json!({"name": name, "organisation": organisation, "country": "HR"})
}

fn work(assigned: usize, started: usize, handed_in: usize) -> Value {
    json!({"assigned": assigned, "started": started, "handed_in": handed_in})
}

async fn counts(judge: &Browser<'_>) -> (Value, Value) {
    let list = judge.get(LIST).await.expect(Status::Ok);
    (list["counts"]["all"].clone(), list["counts"]["done"].clone())
}

/// Mia has three entries of a category: Doors is handed in with 8, Bread started, Lights not.
struct Seated<'a> {
    panel: Panel<'a>,
    mia: Browser<'a>,
    id: String,
    leo: (Browser<'a>, String),
}

async fn seated(app: &TestApp) -> Seated<'_> {
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", OSIJEK).await;
    panel.entry("service_delivery", "Bread", "Tusla").await;
    panel.entry("service_delivery", "Lights", "Stad Gent").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    let leo = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&id, &leo.1]).await;
    panel.score(&mia, "Doors", [8.0; 3]).await;
    panel.draft(&mia, "Bread", [5.0; 3]).await;
    panel.score(&leo.0, "Doors", [6.0; 3]).await;
    Seated { panel, mia, id, leo }
}

impl Seated<'_> {
    fn path(&self) -> String {
        format!("{JUDGES}/{}", self.id)
    }

    async fn remove(&self, sheets: &str) -> Value {
        let body = json!({"reason": "Mia has moved to an entrant.", "sheets": sheets});
        self.panel.staff.post_once(&format!("{}/removal", self.path()), body).await.expect(Status::Ok)
    }

    async fn restore(&self) -> Value {
        self.panel.staff.post_once(&format!("{}/restore", self.path()), json!({})).await.expect(Status::Ok)
    }

    /// Sheets of Doors that count, and their mean.
    async fn result(&self) -> (Value, Value) {
        let results = self.panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
        let categories = results["categories"].as_array().expect("categories");
        let mut entries = categories.iter().flat_map(|one| one["entries"].as_array().expect("entries"));
        let doors = entries.find(|entry| entry["title"] == "Doors").expect("the entry");
        (doors["judges_counted"].clone(), doors["mean"].clone())
    }

    async fn listed(&self) -> Value {
        let judges = self.panel.staff.get(JUDGES).await.expect(Status::Ok);
        judges
            .as_array()
            .expect("judges")
            .iter()
            .find(|one| one["id"] == self.id.as_str())
            .cloned()
            .expect("Mia")
    }
}

#[rocket::async_test]
async fn a_removed_judge_reads_no_entry_and_finds_all_again_when_restored() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    let assignment = seated.panel.assignment(&seated.mia, "Doors").await;
    let preview = seated.panel.staff.get(&format!("{}/removal", seated.path())).await.expect(Status::Ok);
    assert_eq!(preview, work(3, 1, 1));
    assert_eq!(seated.remove("set_aside").await, work(3, 1, 1));
    assert_eq!(app.mails().await.last(), Some(&("judge_removed".to_owned(), "mia@jury.example".to_owned())));

    for path in [LIST, assignment.as_str(), "/api/judging"] {
        assert!(seated.mia.get(path).await.status >= 403, "{path}");
    }
    assert_eq!(seated.result().await, (json!(1), json!("6.00")), "only Leo counts");
    let listed = seated.listed().await;
    assert_eq!(
        (&listed["state"], &listed["panels"], &listed["assigned"]),
        (&json!("removed"), &json!([]), &json!(0))
    );

    let preview = seated.panel.staff.get(&format!("{}/removal", seated.path())).await.expect(Status::Ok);
    assert_eq!(preview, work(3, 1, 1), "what would come back");
    assert_eq!(seated.restore().await, work(3, 1, 1));
    assert_eq!(app.mails().await.last(), Some(&("judge_restored".to_owned(), "mia@jury.example".to_owned())));
    assert_eq!(seated.result().await, (json!(2), json!("7.00")));
    assert_eq!(counts(&seated.mia).await, (json!(3), json!(1)));
    let draft = seated.panel.assignment(&seated.mia, "Bread").await;
    assert_eq!(seated.mia.get(&draft).await.json()["scoresheet"]["scores"]["impact"], 5);
    assert_eq!(seated.listed().await["panels"][0]["category"], "service_delivery");
    assert_eq!((app.audit_events("judge.remove").await, app.audit_events("judge.restore").await), (1, 1));
}

#[rocket::async_test]
async fn sheets_handed_in_by_a_removed_judge_count_if_staff_say_so_and_drafts_never() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    seated.remove("keep_counted").await;
    assert_eq!(seated.result().await, (json!(2), json!("7.00")));
    assert!(seated.mia.get(LIST).await.status >= 403);
    let listed = seated.listed().await;
    assert_eq!((&listed["assigned"], &listed["handed_in"]), (&json!(1), &json!(1)));
    assert_eq!(seated.restore().await, work(3, 1, 1));
}

#[rocket::async_test]
async fn only_an_accepted_judge_is_removed_and_only_a_removed_one_restored() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    let staff = &seated.panel.staff;
    let (removal, restore) = (format!("{}/removal", seated.path()), format!("{}/restore", seated.path()));
    let why = json!({"reason": "Twice.", "sheets": "set_aside"});
    staff.post_once(&restore, json!({})).await.assert_problem(409, "judging/judge-state");
    staff
        .post_once(&removal, json!({"reason": " ", "sheets": "set_aside"}))
        .await
        .assert_problem(422, "invalid");
    seated.remove("set_aside").await;
    staff.post_once(&removal, why).await.assert_problem(409, "judging/judge-state");
    staff.put(&seated.path(), 0, change("Mia", OSIJEK)).await.assert_problem(409, "judging/judge-state");
    let remind = staff.post_once(&format!("{}/remind", seated.path()), json!({"again": true})).await;
    remind.assert_problem(409, "judging/judge-state");
    let seats = json!({"judges": [seated.id]});
    staff.put(&format!("{ROUND}/panels/service_delivery"), 0, seats).await.assert_problem(422, "invalid");
    let read = staff.post(&format!("{JUDGES}/read"), json!({"text": "mia@jury.example"})).await.json();
    assert_eq!(read[0]["fault"], "judge_removed");
}

#[rocket::async_test]
async fn another_organisation_adds_and_takes_back_what_the_program_finds_and_says_so_before() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    let staff = &seated.panel.staff;
    let preview = format!("{}/preview", seated.path());
    let effect = json!({"added": 1, "taken_back": 0, "leaving": work(1, 0, 1), "returning": work(0, 0, 0)});
    let osijek = change("Mia Horvat", "GRAD OSIJEK");
    assert_eq!(staff.post(&preview, osijek.clone()).await.expect(Status::Ok), effect);
    assert_eq!(counts(&seated.mia).await.0, 3, "a preview changes nothing");
    assert_eq!(staff.put(&seated.path(), 0, osijek).await.expect(Status::Ok), effect);
    assert_eq!(counts(&seated.mia).await, (json!(2), json!(0)));
    assert_eq!(seated.result().await.0, 1);
    let listed = seated.listed().await;
    assert_eq!((&listed["name"], &listed["country"]), (&json!("Mia Horvat"), &json!("HR")));

    // The same name again changes nothing; another gives Doors back and takes Bread.
    let tusla = change("Mia Horvat", "Tusla");
    let effect = json!({"added": 1, "taken_back": 1, "leaving": work(1, 1, 0), "returning": work(1, 0, 1)});
    assert_eq!(staff.post(&preview, tusla.clone()).await.expect(Status::Ok), effect);
    staff.put(&seated.path(), 0, tusla).await.expect(Status::Ok);
    assert_eq!(counts(&seated.mia).await, (json!(2), json!(1)));
    assert_eq!(app.mails().await.last(), Some(&("judge_assigned".to_owned(), "mia@jury.example".to_owned())));
    assert_eq!(app.audit_events("judge.edit").await, 2);
}

#[rocket::async_test]
async fn who_enters_or_judges_in_the_edition_neither_removes_nor_moves_its_judges() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    let staff = &seated.panel.staff;
    let own = app.organisation(staff).await;
    app.entry_in(&seated.panel.edition, &own, ("workforce_support", "Mine"), EntryState::Eligible).await;
    let removal = format!("{}/removal", seated.path());
    staff.get(&removal).await.assert_problem(403, "judging/own-edition");
    let why = json!({"reason": "A rival.", "sheets": "set_aside"});
    staff.post_once(&removal, why.clone()).await.assert_problem(403, "judging/own-edition");
    staff.put(&seated.path(), 0, change("Mia", OSIJEK)).await.assert_problem(403, "judging/own-edition");
    staff.put(&seated.path(), 0, change("Mia Horvat", "")).await.expect(Status::Ok);
    app.admin().await.post_once(&removal, why).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_removed_judge_gets_no_sheet_back_by_a_move_of_the_entry_or_a_lifted_conflict() {
    let app = TestApp::new().await;
    let seated = seated(&app).await;
    let entries = seated.panel.staff.get("/api/staff/editions/essa/2023/entries").await.json();
    let doors = entries["items"].as_array().expect("entries").iter().find(|entry| entry["title"] == "Doors");
    let doors = doors.expect("Doors")["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/staff/entries/{doors}");
    let moved = async |to: &str| {
        let version = seated.panel.staff.get(&path).await.json()["version"].as_i64().expect("a version");
        let body =
            json!({"result": "moved", "to_category": to, "reason": "It fits.", "sheets": "keep_aside"});
        seated.panel.staff.post_seen(&format!("{path}/checks"), version, body).await.expect(Status::Ok)
    };
    moved("workforce_support").await;
    seated.remove("set_aside").await;
    moved("service_delivery").await;
    assert_eq!(seated.result().await, (json!(1), json!("6.00")));
    moved("workforce_support").await;
    assert_eq!(seated.restore().await, work(2, 1, 0), "Doors is elsewhere");
    moved("service_delivery").await;
    assert_eq!(seated.result().await, (json!(2), json!("7.00")));

    let conflicts = "/api/staff/editions/essa/2023/conflicts";
    let body = json!({"entry": doors, "judge": seated.id, "reason": "Her sister."});
    seated.panel.staff.post_once(conflicts, body.clone()).await.expect(Status::Ok);
    seated.remove("set_aside").await;
    seated.panel.staff.post_once(&format!("{conflicts}/lift"), body).await.expect(Status::Ok);
    assert_eq!(seated.result().await.0, 1);
    assert_eq!(counts(&seated.leo.0).await.0, 3);
}

#[rocket::async_test]
async fn whoever_accepts_says_where_they_work_and_own_entries_leave_the_list() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", OSIJEK).await;
    panel.entry("service_delivery", "Bread", "Tusla").await;
    let judge = json!({"email": "mia@jury.example", "name": "Mia"});
    panel.staff.post_once(JUDGES, json!({"judges": [judge]})).await.expect(Status::Ok);
    let token = app.newest_token().await;
    let judges = panel.staff.get(JUDGES).await.json();
    panel.assign("service_delivery", &[judges[0]["id"].as_str().expect("an id")]).await;
    let accept = |more: Value| {
        let mut body = json!({"token": token, "accept": true});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        body
    };
    let path = "/api/invitations/judge";
    let answer = app.anyone().post(path, accept(json!({}))).await;
    answer.assert_problem(422, "invalid");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/organisation");
    let answer = app.anyone().post(path, accept(json!({"organisation": "grad osijek"}))).await;
    let mia = app.anyone().with_session_of(&answer);
    answer.expect(Status::Ok);
    assert_eq!(counts(&mia).await.0, 1);
    assert_eq!(panel.staff.get(JUDGES).await.json()[0]["organisation"], "grad osijek");
}
