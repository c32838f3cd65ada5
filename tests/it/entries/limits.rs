//! How many entries an organisation may submit: two in the sample edition, and
//! one in each category.

use rocket::http::Status;
use serde_json::json;

use super::call;
use crate::support::{
    Answer, TestApp,
    entries::{new_entry, submit},
};

/// These rules of the edition refused it, and no others.
pub fn refused_by(answer: &Answer, rules: &[&str]) {
    answer.assert_problem(409, "entries/rules");
    let named: Vec<_> =
        answer.json()["rules"].as_array().expect("rules").iter().map(|rule| rule["key"].clone()).collect();
    assert_eq!(named, rules);
}

#[rocket::async_test]
async fn a_second_entry_in_a_category_and_a_third_in_all_are_refused() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let mut drafts = Vec::new();
    for category in ["service_delivery", "service_delivery", "workforce_support", "research_evaluation"] {
        drafts.push(app.complete_draft(&ana, &city, category).await);
    }
    submit(&ana, &drafts[0]).await.expect(Status::Ok);
    let second = submit(&ana, &drafts[1]).await;
    refused_by(&second, &["one_in_each"]);
    assert_eq!(second.json()["detail"], "An organisation submits one entry in each category.");
    let decided =
        json!([{ "fact": "entries", "value": 1 }, { "fact": "entry.category", "value": "service_delivery" }]);
    assert_eq!(second.json()["rules"][0]["values"], decided);
    submit(&ana, &drafts[2]).await.expect(Status::Ok);
    let third = submit(&ana, &drafts[3]).await;
    refused_by(&third, &["two_in_all"]);
    let new = ana.post_once("/api/entries", new_entry(&city, "digital_transformation")).await;
    refused_by(&new, &["two_in_all"]);
    assert_eq!(app.mails().await.len(), 2);

    ana.post_once(&format!("{}/withdraw", drafts[0]), json!({"reason": ""})).await.expect(Status::Ok);
    submit(&ana, &drafts[3]).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn submitting_again_is_not_one_more() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let mut entries = Vec::new();
    for category in ["service_delivery", "workforce_support"] {
        let entry = app.complete_draft(&ana, &city, category).await;
        submit(&ana, &entry).await.expect(Status::Ok);
        entries.push(entry);
    }
    let path = format!("{}/answers/c_theme", entries[0]);
    ana.put(&path, 1, json!({"value": "Better."})).await.expect(Status::Ok);
    assert_eq!(submit(&ana, &entries[0]).await.expect(Status::Ok)["number"], 2);
}

#[rocket::async_test]
async fn of_two_colleagues_who_submit_at_once_one_is_over_the_limit() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    for _ in 0..2 {
        let (mine, his) = (
            app.complete_draft(&ana, &city, "service_delivery").await,
            app.complete_draft(&bo, &city, "service_delivery").await,
        );
        let (one, two) = tokio::join!(submit(&ana, &mine), submit(&bo, &his));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        let refused = if one.status == 409 { &one } else { &two };
        refused_by(refused, &["one_in_each"]);
        let winner = if one.status == 200 { &mine } else { &his };
        ana.post_once(&format!("{winner}/withdraw"), json!({"reason": ""})).await.expect(Status::Ok);
    }
}

#[rocket::async_test]
async fn what_was_merged_counts_together() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.person("bo@osijek.example").await;
    let double = app.organisation(&bo).await;
    let submitted = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &submitted).await.expect(Status::Ok);
    let other = app.complete_draft(&bo, &double, "workforce_support").await;
    submit(&bo, &other).await.expect(Status::Ok);
    let third = app.complete_draft(&bo, &double, "research_evaluation").await;
    let merge = format!("/api/staff/organisations/{double}/merge");
    app.staff().await.post_once(&merge, json!({ "into": city })).await.expect(Status::Ok);
    refused_by(&submit(&bo, &third).await, &["two_in_all"]);
}

#[rocket::async_test]
async fn two_organisations_do_not_count_for_each_other() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let eve = app.person("eve@elsewhere.example").await;
    let other = app.organisation(&eve).await;
    for (owner, organisation) in [(&ana, &city), (&eve, &other)] {
        let entry = app.complete_draft(owner, organisation, "service_delivery").await;
        submit(owner, &entry).await.expect(Status::Ok);
    }
}
