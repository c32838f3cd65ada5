//! Saving answers, one by one.

use rocket::http::{Method, Status};
use serde_json::{Value, json};

use super::call;
use crate::support::{TestApp, entries::answer};

#[rocket::async_test]
async fn an_answer_is_saved_by_itself_and_says_when() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let saved = answer(&ana, &entry, "title", 0, json!("  Open doors\n")).await;
    assert_eq!(saved.header("etag"), Some("\"v1\""));
    assert_eq!(
        saved.expect(Status::Ok),
        json!({"version": 1, "saved_at": "2027-02-01T09:00:00.000Z", "problems": [], "doubts": []})
    );
    let view = ana.get(&entry).await.expect(Status::Ok);
    let kept = json!({
        "value": "Open doors", "version": 1, "updated_at": "2027-02-01T09:00:00.000Z", "updated_by": "ana",
        "yours": true,
    });
    assert_eq!((&view["answers"]["title"], &view["title"]), (&kept, &json!("Open doors")));
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn of_two_tabs_the_second_is_shown_what_the_first_saved() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "c_theme", 0, json!("one")).await.expect(Status::Ok);
    answer(&ana, &entry, "c_theme", 1, json!("two, in the first tab")).await.expect(Status::Ok);
    let second = answer(&ana, &entry, "c_theme", 1, json!("two, in the second tab")).await;
    second.assert_problem(412, "entries/answer-changed");
    let current = second.json()["current"].clone();
    assert_eq!((&current["value"], &current["version"]), (&json!("two, in the first tab"), &json!(2)));
    assert_eq!(current["updated_by"], "ana");
    answer(&ana, &entry, "c_theme", 2, json!("both")).await.expect(Status::Ok);
    assert_eq!(ana.get(&entry).await.json()["answers"]["c_theme"]["value"], "both");
}

#[rocket::async_test]
async fn two_colleagues_write_two_answers_without_meeting() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let (one, two) = tokio::join!(
        answer(&ana, &entry, "c_theme", 0, json!("Ana's")),
        answer(&bo, &entry, "c_impact", 0, json!("Bo's"))
    );
    assert_eq!((one.status, two.status), (200, 200));
    let answers = ana.get(&entry).await.expect(Status::Ok)["answers"].clone();
    assert_eq!(
        (&answers["c_theme"]["value"], &answers["c_impact"]["value"]),
        (&"Ana's".into(), &"Bo's".into())
    );
    assert_eq!(answers["c_impact"]["updated_by"], "Bo");
}

#[rocket::async_test]
async fn of_two_colleagues_who_write_the_same_answer_at_once_one_is_told() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    for seen in [0, 1] {
        let (one, two) = tokio::join!(
            answer(&ana, &entry, "c_theme", seen, json!(format!("Ana {seen}"))),
            answer(&bo, &entry, "c_theme", seen, json!(format!("Bo {seen}")))
        );
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        let (winner, loser) = if one.status == 200 { ("Ana", two) } else { ("Bo", one) };
        assert_eq!(loser.json()["current"]["value"], format!("{winner} {seen}"));
    }
}

#[rocket::async_test]
async fn a_retry_whose_answer_was_lost_is_a_success() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let first = answer(&ana, &entry, "c_theme", 0, json!("text")).await.expect(Status::Ok);
    app.at("2027-02-01T09:05:00Z");
    let again = answer(&ana, &entry, "c_theme", 0, json!("text")).await.expect(Status::Ok);
    assert_eq!(first, again);
}

#[rocket::async_test]
async fn a_text_over_its_limit_is_saved_and_said() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let long = vec!["word"; 151].join(" ");
    let saved = answer(&ana, &entry, "public_summary", 0, json!(long)).await.expect(Status::Ok);
    assert_eq!(
        saved["problems"],
        json!([{"field": "public_summary", "code": "too_many_words", "pointer": "/answers/public_summary",
                "limit": 150, "actual": 151}])
    );
    assert_eq!(ana.get(&entry).await.json()["answers"]["public_summary"]["value"], long);
    let check = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    assert_eq!(check["complete"], false);
    assert!(check["problems"].as_array().expect("problems").iter().any(|p| p["code"] == "too_many_words"));
}

#[rocket::async_test]
async fn what_is_invisible_is_cleaned_and_what_is_meant_is_kept() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    for (version, (typed, kept)) in (0..).zip([
        // Persian needs its joiners (the Unicode Standard, 9.2), and so does a family of emoji (UTS 51).
        (
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
        ),
        ("\u{1f469}\u{200d}\u{1f467}", "\u{1f469}\u{200d}\u{1f467}"),
        ("Two\u{b}lines \u{202e}\u{ad}\u{200b}\u{feff}", "Two lines"),
        ("Cafe\u{301}", "Caf\u{e9}"),
    ]) {
        answer(&ana, &entry, "title", version, json!(typed)).await.expect(Status::Ok);
        assert_eq!(ana.get(&entry).await.json()["answers"]["title"]["value"], kept, "{typed:?}");
    }
    let blank = answer(&ana, &entry, "title", 4, json!("\u{3164}\u{200d}")).await;
    blank.expect(Status::Ok);
    let check = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    let missing = |p: &&Value| p["field"] == "title" && p["code"] == "missing";
    assert_eq!(check["problems"].as_array().expect("problems").iter().filter(missing).count(), 1);
}

#[rocket::async_test]
async fn a_text_cut_in_the_middle_of_a_character_is_saved() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let body = r#"{"value": "Open doors \ud83d"}"#;
    let headers = [("Sec-Fetch-Site", "same-origin"), ("If-Match", "\"v0\"")];
    let path = format!("{entry}/answers/title");
    ana.send_raw(Method::Put, &path, &headers, Some(("application/json", body.into())))
        .await
        .expect(Status::Ok);
    assert_eq!(ana.get(&entry).await.json()["answers"]["title"]["value"], "Open doors \u{fffd}");
}

#[rocket::async_test]
async fn a_web_address_is_completed_and_a_telephone_number_doubted_but_never_refused() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let saved = answer(&ana, &entry, "video_url", 0, json!("www.city.eu/film")).await.expect(Status::Ok);
    assert_eq!(saved["problems"], json!([]));
    let list = json!(["city.eu", "http://osijek.hr"]);
    assert_eq!(answer(&ana, &entry, "website", 0, list).await.expect(Status::Ok)["problems"], json!([]));
    let answers = ana.get(&entry).await.json()["answers"].clone();
    assert_eq!(answers["video_url"]["value"], "https://www.city.eu/film");
    assert_eq!(answers["website"]["value"], json!(["https://city.eu", "http://osijek.hr"]));
    for (version, (number, doubts)) in (0..).zip([
        ("031 225 511", 0),
        ("+385\u{a0}31\u{a0}225\u{a0}511 ext. 4", 0),
        ("0038531225511", 0),
        ("112", 1),
    ]) {
        let saved = answer(&ana, &entry, "contact_phone", version, json!(number)).await.expect(Status::Ok);
        assert_eq!(
            (&saved["problems"], saved["doubts"].as_array().map(Vec::len)),
            (&json!([]), Some(doubts)),
            "{number}"
        );
    }
    let check = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    assert_eq!(check["doubts"][0]["code"], "phone_doubt");
    assert!(
        check["problems"].as_array().expect("problems").iter().all(|one| one["field"] != "contact_phone")
    );
}

#[rocket::async_test]
async fn a_month_is_doubted_or_refused_as_soon_as_it_is_answered() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    // The year is 2027.
    let saved = answer(&ana, &entry, "start_date", 0, json!("2099-01")).await.expect(Status::Ok);
    assert_eq!((&saved["problems"], &saved["doubts"][0]["code"]), (&json!([]), &json!("month_far")));
    let saved = answer(&ana, &entry, "start_date", 1, json!("2026-05")).await.expect(Status::Ok);
    assert_eq!(saved["doubts"], json!([]));
    let saved = answer(&ana, &entry, "end_date", 0, json!("2026-04")).await.expect(Status::Ok);
    let order = json!([{"field": "end_date", "code": "month_order", "pointer": "/answers/end_date"}]);
    assert_eq!(saved["problems"], order);
    answer(&ana, &entry, "end_date", 1, json!("2026-06")).await.expect(Status::Ok);
    let saved = answer(&ana, &entry, "start_date", 2, json!("2026-07")).await.expect(Status::Ok);
    assert_eq!(saved["problems"], order, "of the end, whichever of the two was answered last");
}

#[rocket::async_test]
async fn the_item_of_a_list_that_cannot_be_kept_is_named() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let list = json!(["https://a.eu", "x".repeat(5_001)]);
    let refused = answer(&ana, &entry, "website", 0, list).await;
    refused.assert_problem(422, "invalid");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/value/1");
}

#[rocket::async_test]
async fn what_cannot_be_an_answer_is_refused_and_the_saved_one_stays() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "title", 0, json!("Open doors")).await.expect(Status::Ok);
    for (field, value, code) in [
        ("title", json!(7), "wrong_type"),
        ("title", json!(["a"]), "wrong_type"),
        ("title", json!("x".repeat(5_001)), "too_long"),
        ("title", json!("a\0b"), "character"),
        ("c_theme", json!("x".repeat(20_001)), "too_long"),
        ("target_group", json!(["martians"]), "unknown_option"),
        ("truth", json!("yes"), "wrong_type"),
        ("photos", json!("a.jpg"), "files"),
    ] {
        let refused = answer(&ana, &entry, field, 1, value).await;
        refused.assert_problem(422, "invalid");
        let error = refused.json()["errors"][0].clone();
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/value"), &json!(code)), "{field}");
    }
    answer(&ana, &entry, "no_such", 0, json!("x")).await.assert_problem(404, "entries/unknown-field");
    let path = format!("{entry}/answers/title");
    let unknown = json!({"value": "x", "version": 2});
    ana.put(&path, 1, unknown).await.assert_problem(422, "invalid");
    ana.put(&path, 1, json!({})).await.assert_problem(422, "invalid");
    let blind = ana.send(Method::Put, &path, &[], Some(json!({"value": "x"}))).await;
    blind.assert_problem(428, "version-missing");
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["answers"]["title"]["value"], "Open doors");
    assert_eq!(view["answers"].as_object().map(serde_json::Map::len), Some(1));
}

#[rocket::async_test]
async fn an_answer_taken_back_is_missing_again() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    assert_eq!(
        ana.get(&format!("{entry}/check")).await.json(),
        json!({"problems": [], "doubts": [], "rules": [], "complete": true})
    );
    answer(&ana, &entry, "title", 1, Value::Null).await.expect(Status::Ok);
    let check = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    assert_eq!(
        check["problems"],
        json!([{"field": "title", "code": "missing", "pointer": "/answers/title"}])
    );
}
