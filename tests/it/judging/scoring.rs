//! A judge at work.

use rocket::http::Status;
use serde_json::json;

use crate::support::{TestApp, judging::LIST};

#[rocket::async_test]
async fn a_judge_reads_the_answers_but_neither_who_entered_nor_how_to_reach_them() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    app.change_rules(|document| document["rounds"][0]["seen"] = json!([])).await;
    panel.entry("service_delivery", "Otvorena vrata", "Grad Osijek").await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let answer = browser.get(&panel.assignment(&browser, "Otvorena vrata").await).await;
    assert_eq!(answer.header("etag"), Some("\"v0\""));
    let text = String::from_utf8_lossy(&answer.bytes).into_owned();
    for hidden in ["Grad Osijek", "Ana Kovač", "ana@osijek.example", "\"HR\"", "truth"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let view = answer.expect(Status::Ok);
    let project = &view["sections"][0];
    assert_eq!(project["title"], "Your project");
    assert_eq!(project["answers"][0]["value"], "Otvorena vrata");
    assert_eq!(project["answers"][1]["value"], json!(["Older people"]));
    assert_eq!(view["round"]["criteria"][2]["weight"], 40);
    assert_eq!(view["scoresheet"]["scores"]["impact"], json!(null));
    assert_eq!((&view["total"], view["position"].is_u64()), (&json!(2), true));
    let neighbours = [&view["previous"], &view["next"]];
    assert_eq!(neighbours.iter().filter(|id| id.is_string()).count(), 1);
}

#[rocket::async_test]
async fn marks_are_saved_one_by_one_and_handed_in_when_all_are_there() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let sheet = format!("{path}/scoresheet");
    let hand_in = format!("{path}/hand-in");
    browser.post_seen(&hand_in, 0, json!({})).await.assert_problem(422, "judging/incomplete");

    let saved = browser.put(&sheet, 0, json!({"scores": {"impact": 7}})).await;
    assert_eq!(saved.header("etag"), Some("\"v1\""));
    let saved = saved.expect(Status::Ok);
    assert_eq!((&saved["scores_set"], &saved["saved_at"]), (&json!(1), &json!("2027-02-01T09:00:00.000Z")));
    let more = json!({"scores": {"innovation": 10, "impact": 8}, "comments": {"panel": "Strong."}});
    assert_eq!(browser.put(&sheet, 1, more).await.expect(Status::Ok)["scores_set"], 2);
    let answer = browser.post_seen(&hand_in, 2, json!({})).await;
    answer.assert_problem(422, "judging/incomplete");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/scores/theme_fit");
    let zero = json!({"scores": {"theme_fit": 0}});
    assert_eq!(browser.put(&sheet, 2, zero).await.expect(Status::Ok)["scores_set"], 3);

    let view = browser.post_seen(&hand_in, 3, json!({})).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["version"]), (&json!("handed_in"), &json!(4)));
    assert_eq!(view["scores"], json!({"theme_fit": 0, "innovation": 10, "impact": 8}));
    assert_eq!(view["comments"]["panel"], "Strong.");
    let change = json!({"scores": {"impact": 9}});
    browser.put(&sheet, 4, change.clone()).await.assert_problem(409, "judging/handed-in");
    browser.post_seen(&format!("{path}/reopen"), 4, json!({})).await.expect(Status::Ok);
    browser.put(&sheet, 5, change).await.expect(Status::Ok);
    let taken_back = json!({"scores": {"impact": null}});
    assert_eq!(browser.put(&sheet, 6, taken_back).await.expect(Status::Ok)["scores_set"], 2);
    browser.post_seen(&hand_in, 7, json!({})).await.assert_problem(422, "judging/incomplete");
}

#[rocket::async_test]
async fn the_list_says_how_long_entries_take_to_read_and_what_a_judge_gave() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    // With "Loneliness fell by a third." a hundred and ninety-five words fill a minute; one more starts another.
    let titles = [195, 196].map(|words| vec!["word"; words].join(" "));
    for title in &titles {
        panel.entry("service_delivery", title, "Grad Osijek").await;
    }
    let (browser, mia) = panel.judge("mia@jury.example").await;
    let (other, leo) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&mia, &leo]).await;
    panel.draft(&other, "Coffee", [1.0, 1.0, 1.0]).await;
    panel.draft(&browser, "Coffee", [8.0, 7.0, 9.0]).await;
    let path = panel.assignment(&browser, &titles[0]).await;
    let some = json!({"scores": {"impact": 7}});
    browser.put(&format!("{path}/scoresheet"), 0, some).await.expect(Status::Ok);

    let list = browser.get(LIST).await.expect(Status::Ok);
    let items = list["items"].as_array().expect("items");
    let of = |title: &str| items.iter().find(|item| item["title"] == title).expect("an entry");
    let minutes = [&titles[0], &titles[1]].map(|title| of(title)["reading_minutes"].clone());
    assert_eq!(minutes, [json!(1), json!(2)]);
    assert_eq!(of("Coffee")["points"], "81.00");
    assert_eq!(of("Coffee")["updated_at"], "2027-02-01T09:00:00.000Z");
    let begun = of(&titles[0]);
    assert_eq!((&begun["points"], &begun["scores_set"]), (&json!(null), &json!(1)));
    assert_eq!(of(&titles[1])["updated_at"], json!(null));
    assert_eq!((&begun["scores"], &list["scale"]["max"]), (&json!([7]), &json!(10)));
    assert_eq!(of("Coffee")["scores"], json!([9, 7, 8]));
    let read = browser.get(&path).await.expect(Status::Ok);
    assert_eq!((&read["reading_minutes"], &read["complete"]), (&json!(1), &json!(1)));
}

#[rocket::async_test]
async fn a_second_window_cannot_overwrite_the_first_unseen() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let sheet = format!("{path}/scoresheet");
    browser.put(&sheet, 0, json!({"scores": {"impact": 7}})).await.expect(Status::Ok);
    let late = browser.put(&sheet, 0, json!({"scores": {"impact": 2}})).await;
    late.assert_problem(412, "judging/scoresheet-changed");
    assert_eq!(late.json()["current"]["scores"]["impact"], 7);
    let sheet = browser.get(&path).await.expect(Status::Ok)["scoresheet"].clone();
    assert_eq!((&sheet["version"], &sheet["scores"]["impact"]), (&json!(1), &json!(7)));
}

#[rocket::async_test]
async fn of_two_windows_that_save_at_once_the_later_sees_what_the_first_saved() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let sheet = format!("{}/scoresheet", panel.assignment(&browser, "Coffee").await);
    for version in 0..20 {
        let save = |score: i64| browser.put(&sheet, version, json!({"scores": {"impact": score}}));
        let (one, other) = rocket::tokio::join!(save(7), save(2));
        let (saved, late, score) = if one.status == 200 { (one, other, 7) } else { (other, one, 2) };
        saved.expect(Status::Ok);
        late.assert_problem(412, "judging/scoresheet-changed");
        let current = &late.json()["current"];
        assert_eq!((&current["version"], &current["scores"]["impact"]), (&json!(version + 1), &json!(score)));
    }
}

#[rocket::async_test]
async fn nobody_hands_in_what_another_window_saved_unseen() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.draft(&browser, "Coffee", [8.0, 8.0, 8.0]).await;
    let other_window = json!({"scores": {"impact": 2}});
    browser.put(&format!("{path}/scoresheet"), 1, other_window).await.expect(Status::Ok);
    let late = browser.post_seen(&format!("{path}/hand-in"), 1, json!({})).await;
    late.assert_problem(412, "judging/scoresheet-changed");
    let now = &late.json()["current"];
    assert_eq!(
        (&now["version"], &now["state"], &now["scores"]["impact"]),
        (&json!(2), &json!("started"), &json!(2))
    );
    browser.post_seen(&format!("{path}/hand-in"), 2, json!({})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn a_wrong_mark_changes_nothing_and_is_named() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let sheet = format!("{path}/scoresheet");
    for (wrong, pointer) in [
        (json!({"scores": {"impact": 11}}), "/scores/impact"),
        (json!({"scores": {"impact": -1}}), "/scores/impact"),
        (json!({"scores": {"impact": 7.5}}), "/scores/impact"),
        (json!({"scores": {"beauty": 7}}), "/scores/beauty"),
        (json!({"scores": {"impact": "7"}}), "/scores/impact"),
        (json!({"scores": {"impact": 7.123}}), "/scores/impact"),
        (json!({"comments": {"public": "no"}}), "/comments/public"),
        (json!({"comments": {"panel": "x".repeat(5_001)}}), "/comments/panel"),
        (json!({"comments": {"panel": "a\0b"}}), "/comments/panel"),
    ] {
        let answer = browser.put(&sheet, 0, wrong.clone()).await;
        answer.assert_problem(422, "invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{wrong}");
    }
    assert_eq!(browser.get(&path).await.expect(Status::Ok)["scoresheet"]["state"], "not_started");
}

#[rocket::async_test]
async fn a_refused_part_keeps_no_right_part_from_being_saved() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let sheet = format!("{path}/scoresheet");
    // The line break of PowerPoint is U+000B: harmless, so it becomes one that all programs know.
    let pasted = json!({"scores": {"impact": 7}, "comments": {"panel": "One\u{b}two"}});
    assert_eq!(browser.put(&sheet, 0, pasted).await.expect(Status::Ok)["refused"], json!([]));
    let mixed = json!({"scores": {"impact": 11, "innovation": 5, "theme_fit": "6"},
        "comments": {"panel": "x".repeat(5_001), "internal": "a\0b", "entrant": "Well done."}});
    let saved = browser.put(&sheet, 1, mixed).await.expect(Status::Ok);
    let pointers: Vec<_> =
        saved["refused"].as_array().expect("refused").iter().map(|e| &e["pointer"]).collect();
    assert_eq!(pointers, ["/scores/impact", "/scores/theme_fit", "/comments/internal", "/comments/panel"]);
    let sentence = saved["refused"][2]["detail"].as_str().expect("a sentence").to_owned();
    assert!(sentence.contains("U+0000 (character 2)"), "{sentence}");
    assert_eq!((&saved["version"], &saved["scores_set"]), (&json!(2), &json!(2)));
    let kept = browser.get(&path).await.expect(Status::Ok)["scoresheet"].clone();
    assert_eq!(kept["scores"], json!({"theme_fit": null, "innovation": 5, "impact": 7}));
    assert_eq!(kept["comments"], json!({"internal": "", "panel": "One\ntwo", "entrant": "Well done."}));
}

#[rocket::async_test]
async fn another_judges_assignment_is_as_good_as_absent() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (mia_browser, mia) = panel.judge("mia@jury.example").await;
    let (leo_browser, leo) = panel.judge("leo@jury.example").await;
    panel.assign("service_delivery", &[&mia, &leo]).await;
    let path = panel.assignment(&mia_browser, "Coffee").await;
    let absent = format!("/api/judging/assignments/{}", "a".repeat(16));
    let mut bodies = Vec::new();
    for path in [&path, &absent] {
        let answer = leo_browser.get(path).await;
        answer.assert_problem(404, "not-found");
        let mut body = answer.json();
        body["instance"] = json!("masked");
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
    let change = json!({"scores": {"impact": 1}});
    leo_browser.put(&format!("{path}/scoresheet"), 0, change).await.assert_problem(404, "not-found");
    leo_browser.post_seen(&format!("{path}/hand-in"), 1, json!({})).await.assert_problem(404, "not-found");

    panel.score(&mia_browser, "Coffee", [9.0, 9.0, 9.0]).await;
    let own = leo_browser.get(&panel.assignment(&leo_browser, "Coffee").await).await.expect(Status::Ok);
    assert_eq!(own["scoresheet"]["state"], "not_started", "nothing of another judge's scores");
}

#[rocket::async_test]
async fn complete_scoresheets_are_handed_in_together() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["One", "Two", "Three", "Four"] {
        panel.entry("service_delivery", title, title).await;
    }
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    panel.score(&browser, "One", [1.0, 1.0, 1.0]).await;
    panel.draft(&browser, "Two", [2.0, 2.0, 2.0]).await;
    let three = panel.assignment(&browser, "Three").await;
    let half = json!({"scores": {"impact": 3}});
    browser.put(&format!("{three}/scoresheet"), 0, half).await.expect(Status::Ok);
    let path = "/api/judging/essa/2023/judging/hand-in";
    let answer = browser.post_once(path, json!({})).await.expect(Status::Ok);
    assert_eq!(answer, json!({"handed_in": 1, "incomplete": 2}));
    let counts = browser.get(LIST).await.expect(Status::Ok)["counts"].clone();
    assert_eq!(counts, json!({"all": 4, "open": 1, "started": 1, "complete": 2, "done": 2}));
    let done = browser.get(&format!("{LIST}?filter=done")).await.expect(Status::Ok);
    assert_eq!(done["items"].as_array().map(Vec::len), Some(2));
}

#[rocket::async_test]
async fn save_and_next_leads_to_what_is_not_handed_in() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    for title in ["One", "Two", "Three"] {
        panel.entry("service_delivery", title, title).await;
    }
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    let list = browser.get(LIST).await.expect(Status::Ok);
    let items = list["items"].as_array().expect("items");
    let (id, title) =
        (|n: usize| items[n]["id"].clone(), |n: usize| items[n]["title"].as_str().expect("a title"));
    let next = async |n: usize| {
        let path = format!("/api/judging/assignments/{}", id(n).as_str().expect("an id"));
        browser.get(&path).await.expect(Status::Ok)["next_open"].clone()
    };
    assert_eq!((next(0).await, next(1).await, next(2).await), (id(1), id(2), id(0)));
    panel.score(&browser, title(1), [5.0; 3]).await;
    assert_eq!((next(0).await, next(1).await, next(2).await), (id(2), id(2), id(0)));
    panel.score(&browser, title(2), [5.0; 3]).await;
    assert_eq!((next(0).await, next(1).await), (json!(null), id(0)));
    panel.score(&browser, title(0), [5.0; 3]).await;
    assert_eq!(next(2).await, json!(null));
}
