//! E-mails about an entry, and who gets them.

use rocket::http::Status;
use serde_json::json;

use super::call;
use crate::support::{
    TestApp,
    entries::{answer, submit},
};

#[rocket::async_test]
async fn receipt_and_withdrawal_reach_everybody_of_the_organisation_once() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "contact_email", 1, json!("Ana@Osijek.example")).await.expect(Status::Ok);
    let told = |kind: &'static str| {
        let app = &app;
        async move {
            let mails = app.mails().await.into_iter().filter(|(what, _)| what == kind);
            let mut to: Vec<String> = mails.map(|(_, to)| to).collect();
            to.sort();
            to
        }
    };
    submit(&bo, &entry).await.expect(Status::Ok);
    assert_eq!(told("entry_received").await, ["ana@osijek.example", "bo@osijek.example"]);
    let reason = json!({ "reason": "" });
    bo.post_once(&format!("{entry}/withdraw"), reason).await.expect(Status::Ok);
    assert_eq!(told("entry_withdrawn").await, ["ana@osijek.example", "bo@osijek.example"]);
}

#[rocket::async_test]
async fn the_address_in_the_form_gets_the_receipt_too_but_is_not_flooded() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "contact_email", 1, json!("Office@Osijek.example")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let to_office = || async {
        let mails = app.mails().await;
        mails.into_iter().filter(|(_, to)| to == "Office@Osijek.example").map(|(kind, _)| kind).collect()
    };
    let first: Vec<String> = to_office().await;
    assert_eq!(first, ["entry_received"]);
    for version in 1..12 {
        let text = json!(format!("Version {version}"));
        answer(&ana, &entry, "c_impact", version, text).await.expect(Status::Ok);
        submit(&ana, &entry).await.expect(Status::Ok);
    }
    let all: Vec<String> = to_office().await;
    assert!(all.len() < 8, "{} mails to an address nobody has proved", all.len());
    assert_eq!(app.mails().await.len(), all.len() + 12, "the person who submits hears each time");
}

#[rocket::async_test]
async fn a_disabled_account_gets_no_news_of_an_entry() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "contact_email", 1, json!("bo@osijek.example")).await.expect(Status::Ok);
    app.disable("ana@osijek.example").await;
    submit(&bo, &entry).await.expect(Status::Ok);
    let told = app.mails().await.into_iter().filter(|(kind, _)| kind == "entry_received");
    assert_eq!(told.map(|(_, to)| to).collect::<Vec<_>>(), ["bo@osijek.example"]);
}
