//! A judged entry goes to another category, and comes back.

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    judging::{LIST, Panel, ROUND},
};

/// One entry that Mia (8) and Leo (6) have judged and Ida has begun; only Leo sits on the panel of
/// the other category, with Zoe.
struct Judged<'a> {
    panel: Panel<'a>,
    path: String,
    mia: Browser<'a>,
    leo: Browser<'a>,
    ida: Browser<'a>,
    zoe: (Browser<'a>, String),
}

async fn judged(app: &TestApp) -> Judged<'_> {
    let panel = app.panel().await;
    let doors = panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    let (mia, mia_id) = panel.judge("mia@jury.example").await;
    let (leo, leo_id) = panel.judge("leo@jury.example").await;
    let (ida, ida_id) = panel.judge("ida@jury.example").await;
    let zoe = panel.judge("zoe@jury.example").await;
    panel.assign("service_delivery", &[&mia_id, &leo_id, &ida_id]).await;
    panel.score(&mia, "Doors", [8.0; 3]).await;
    panel.score(&leo, "Doors", [6.0; 3]).await;
    panel.draft(&ida, "Doors", [4.0; 3]).await;
    let others = format!("{ROUND}/panels/workforce_support");
    panel.staff.put(&others, 0, json!({ "judges": [leo_id, zoe.1] })).await.expect(Status::Ok);
    Judged { panel, path: format!("/api/staff/entries/{doors}"), mia, leo, ida, zoe }
}

impl Judged<'_> {
    async fn moved(&self, to: &str, sheets: &str) -> Value {
        let view = self.panel.staff.get(&self.path).await.expect(Status::Ok);
        let body =
            json!({"result": "moved", "to_category": to, "reason": "It fits better.", "sheets": sheets});
        let version = view["version"].as_i64().expect("a version");
        let answer = self.panel.staff.post_seen(&format!("{}/checks", self.path), version, body).await;
        answer.expect(Status::Ok)["moved"].clone()
    }

    /// Sheets that count and their mean.
    async fn result(&self) -> (Value, Value) {
        let results = self.panel.staff.get(&format!("{ROUND}/results")).await.expect(Status::Ok);
        let categories = results["categories"].as_array().expect("categories");
        let mut entries =
            categories.iter().flat_map(|category| category["entries"].as_array().expect("entries"));
        let entry = entries.find(|entry| entry["title"] == "Doors").expect("the entry");
        (entry["judges_counted"].clone(), entry["mean"].clone())
    }
}

async fn counts(judge: &Browser<'_>) -> (Value, Value) {
    let list = judge.get(LIST).await.expect(Status::Ok);
    (list["counts"]["all"].clone(), list["counts"]["done"].clone())
}

#[rocket::async_test]
async fn a_move_says_before_in_numbers_what_becomes_of_the_sheets() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let path = format!("{}/moves/workforce_support", judged.path);
    let preview = judged.panel.staff.get(&path).await.expect(Status::Ok);
    let round = &preview["rounds"][0];
    // By hand: 8 and 6 of 10 are 80 and 60 percent, 70 in the mean.
    assert_eq!(round["now"], json!({"judges": 3, "handed_in": 2, "drafts": 1, "score": "70.00"}));
    let leo = json!({"judges": 1, "handed_in": 1, "drafts": 0, "score": "60.00"});
    assert_eq!(round["on_both_panels"], leo);
    let others = json!({"judges": 2, "handed_in": 1, "drafts": 1, "score": "80.00"});
    assert_eq!(round["only_on_this_panel"], others);
    assert_eq!(round["returning"], json!({"judges": 0, "handed_in": 0, "drafts": 0, "score": null}));
    let seats: Vec<&Value> =
        round["new_panel"].as_array().expect("seats").iter().map(|s| &s["name"]).collect();
    assert_eq!(seats, ["leo", "zoe"]);
    let unknown = judged.panel.staff.get(&format!("{}/moves/nothing", judged.path)).await;
    unknown.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn sheets_put_aside_count_no_more_and_hold_again_on_the_way_back() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let moved = judged.moved("workforce_support", "keep_aside").await;
    let expected = json!({"judges_leaving": 3, "sheets_set_aside": 2, "drafts_set_aside": 1,
        "judges_staying": 0, "judges_returning": 0});
    assert_eq!(moved, expected);
    for judge in [&judged.mia, &judged.leo, &judged.ida] {
        assert_eq!(counts(judge).await.0, 0);
    }
    assert_eq!(judged.panel.staff.get(&judged.path).await.json()["category"]["key"], "workforce_support");

    // The new panel begins with clean sheets, Leo too.
    let all = json!({ "mode": "panel", "category": "workforce_support" });
    judged.panel.staff.post_once(&format!("{ROUND}/assignments"), all).await.expect(Status::Ok);
    assert_eq!(counts(&judged.leo).await, (json!(1), json!(0)));
    judged.panel.score(&judged.leo, "Doors", [2.0; 3]).await;
    judged.panel.score(&judged.zoe.0, "Doors", [3.0; 3]).await;
    assert_eq!(judged.result().await.0, 2);

    let path = format!("{}/moves/service_delivery", judged.path);
    let preview = judged.panel.staff.get(&path).await.expect(Status::Ok);
    let returning = json!({"judges": 3, "handed_in": 2, "drafts": 1, "score": "70.00"});
    assert_eq!(preview["rounds"][0]["returning"], returning);
    let back = judged.moved("service_delivery", "carry_over").await;
    assert_eq!((&back["judges_returning"], &back["sheets_set_aside"]), (&json!(3), &json!(2)));
    assert_eq!(judged.result().await, (json!(2), json!("7.00")));
    assert_eq!(counts(&judged.zoe.0).await.0, 0);
    assert_eq!(counts(&judged.ida).await, (json!(1), json!(0)));
    let sheet = judged.ida.get(&judged.panel.assignment(&judged.ida, "Doors").await).await.json();
    assert_eq!(sheet["scoresheet"]["scores"]["impact"], 4);

    // And what was done in the other category is not lost either.
    judged.moved("workforce_support", "keep_aside").await;
    assert_eq!(judged.result().await.0, 2);
    assert_eq!(counts(&judged.zoe.0).await, (json!(1), json!(1)));
    assert_eq!(app.audit_events("entry.check").await, 3, "each move is on record");
}

#[rocket::async_test]
async fn sheets_of_judges_on_both_panels_are_carried_over_if_staff_say_so() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    let moved = judged.moved("workforce_support", "carry_over").await;
    assert_eq!((&moved["judges_staying"], &moved["judges_leaving"]), (&json!(1), &json!(2)));
    assert_eq!(counts(&judged.leo).await, (json!(1), json!(1)));
    assert_eq!(counts(&judged.mia).await, (json!(0), json!(0)));
    judged.moved("service_delivery", "carry_over").await;
    assert_eq!(counts(&judged.mia).await, (json!(1), json!(1)));
    let path = judged.panel.assignment(&judged.mia, "Doors").await;
    assert_eq!(judged.mia.get(&path).await.json()["scoresheet"]["scores"]["impact"], 8);
}

#[rocket::async_test]
async fn what_is_put_aside_does_not_come_back_to_a_judge_with_a_conflict() {
    let app = TestApp::new().await;
    let judged = judged(&app).await;
    judged.moved("workforce_support", "keep_aside").await;
    let judges = judged.panel.staff.get(crate::support::judging::JUDGES).await.json();
    let mia = judges.as_array().expect("judges").iter().find(|judge| judge["name"] == "mia").expect("Mia");
    let entry = judged.path.rsplit('/').next().expect("an id");
    let body = json!({"entry": entry, "judge": mia["id"], "reason": "Her sister works there."});
    let conflicts = "/api/staff/editions/essa/2023/conflicts";
    judged.panel.staff.post_once(conflicts, body).await.expect(Status::Ok);
    judged.moved("service_delivery", "keep_aside").await;
    assert_eq!(counts(&judged.mia).await.0, 0);
    assert_eq!(judged.result().await.0, 1);
}
