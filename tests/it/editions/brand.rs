//! How a programme looks on its pages.

use palmares::editions::{Brand, sample::essa_2023};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{PREVIEW, TestApp};

#[rocket::async_test]
async fn everyone_sees_the_colour_and_the_short_name_that_the_document_gives() {
    let app = TestApp::new().await;
    let mut document = essa_2023().expect("the sample");
    let brand = Brand { colour: Some("#8a1538".to_owned()), wordmark: Some("ESSA".to_owned()) };
    document.programme.brand = Some(brand);
    app.edition_of(&document).await;
    let looks = json!({ "colour": "#8a1538", "wordmark": "ESSA" });
    let call = app.anyone().get("/api/editions/essa/2023").await.expect(Status::Ok);
    assert_eq!(call["brand"], looks);
    let listed = app.staff().await.get("/api/staff/editions").await.expect(Status::Ok);
    assert_eq!(listed[0]["brand"], looks);
}

#[rocket::async_test]
async fn a_colour_that_is_none_is_refused_in_words_and_none_at_all_is_fine() {
    let app = TestApp::new().await;
    let mut document = serde_json::to_value(essa_2023().expect("the sample")).expect("a document");
    let staff = app.staff().await;
    let fault = |answer: Value| answer["errors"][0]["detail"].as_str().unwrap_or_default().to_owned();
    document["programme"]["brand"] = json!({ "colour": "crimson" });
    let refused = staff.post(PREVIEW, json!({ "document": document })).await;
    refused.assert_problem(422, "editions/document");
    assert!(fault(refused.json()).contains("`crimson` is not one"), "{}", refused.json());
    document["programme"]["brand"] = json!({ "color": "#8a1538" });
    let refused = staff.post(PREVIEW, json!({ "document": document })).await;
    assert!(fault(refused.json()).contains("did you mean `colour`?"), "{}", refused.json());
    document["programme"]["brand"] = json!({});
    staff.post(PREVIEW, json!({ "document": document })).await.expect(Status::Ok);
}
