//! One's own entry on paper.

use lopdf::Document;
use rocket::http::Status;
use serde_json::json;

use super::call;
use crate::support::{
    TestApp,
    entries::{answer, submit},
};

/// The words of a PDF, with one space between them.
fn words(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).expect("a whole file");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[rocket::async_test]
async fn a_draft_on_paper_says_that_it_is_one() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "title", 0, json!("Vrata Županije, Υγεία για όλους")).await.expect(Status::Ok);
    let pdf = ana.get(&format!("{entry}/paper.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
    let id = entry.rsplit('/').next().expect("an id");
    let name = format!("filename=\"entry-{id}.pdf\"");
    assert!(pdf.header("content-disposition").is_some_and(|value| value.contains(&name)));
    let text = words(&pdf.bytes);
    for wanted in ["Vrata Županije, Υγεία για όλους", "Draft, not submitted", id, "No answer", "Croatia"]
    {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains("SHA-256"), "nothing proves a draft");
    assert_eq!(ana.get(&format!("{entry}/paper.pdf")).await.bytes, pdf.bytes, "the same bytes twice");
}

#[rocket::async_test]
async fn what_was_submitted_stays_readable_after_later_changes() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    ana.add_photo(&entry).await;
    let receipt = submit(&ana, &entry).await.expect(Status::Ok);
    let version = ana.get(&entry).await.json()["answers"]["c_impact"]["version"].as_i64().expect("a version");
    answer(&ana, &entry, "c_impact", version, json!("Written later.")).await.expect(Status::Ok);

    let text = words(&ana.get(&format!("{entry}/paper.pdf")).await.bytes);
    let digest = receipt["sha256"].as_str().expect("a digest");
    let groups = (0..8).map(|group| &digest[group * 8..group * 8 + 8]).collect::<Vec<_>>();
    let wanted = ["Open doors", "IMG_1.jpg", "older people", "1 February 2027, 10:00:00", "09:00:00 UTC"];
    for wanted in wanted.iter().chain(&groups) {
        assert!(text.to_lowercase().contains(&wanted.to_lowercase()), "{wanted} in {text}");
    }
    assert!(!text.contains("Written later.") && !text.contains("Draft"));
    assert!(
        words(&ana.get(&format!("{entry}/paper.pdf?version=draft")).await.bytes).contains("Written later.")
    );

    // Submitted again, both versions can be printed.
    submit(&ana, &entry).await.expect(Status::Ok);
    for (number, is_later) in [("1", false), ("2", true)] {
        let text = words(&ana.get(&format!("{entry}/paper.pdf?version={number}")).await.bytes);
        assert_eq!(text.contains("Written later."), is_later, "{number}");
    }
    for none in ["3", "0", "-1", "first"] {
        ana.get(&format!("{entry}/paper.pdf?version={none}")).await.assert_problem(404, "not-found");
    }
}

#[rocket::async_test]
async fn staff_print_the_same_and_strangers_nothing() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let own = ana.get(&format!("{entry}/paper.pdf")).await.bytes;
    let staff = app.staff().await;
    let path = format!("{}/paper.pdf", entry.replace("/api/", "/api/staff/"));
    assert_eq!(staff.get(&path).await.bytes, own);
    let eve = app.person("eve@elsewhere.example").await;
    eve.get(&format!("{entry}/paper.pdf")).await.assert_problem(404, "not-found");
    eve.get(&path).await.assert_problem(403, "accounts/wrong-role");
}
