//! Texts go out compressed, but to nobody who could read a secret off their length.

use std::io::Read as _;

use flate2::read::GzDecoder;
use palmares::editions::sample::Stage;
use rocket::http::Method;
use serde_json::json;

use crate::support::{Answer, Browser, DOCUMENT, TestApp};

async fn packed(browser: &Browser<'_>, path: &str, site: Option<&str>) -> Answer {
    let mut headers = vec![("Accept-Encoding", "gzip, br")];
    headers.extend(site.map(|site| ("Sec-Fetch-Site", site)));
    browser.send_raw(Method::Get, path, &headers, None).await
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut bytes = Vec::new();
    GzDecoder::new(answer.bytes.as_slice()).read_to_end(&mut bytes).expect("a whole body");
    bytes
}

#[rocket::async_test]
async fn a_text_is_the_same_compressed_and_its_version_can_be_changed() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    for path in [DOCUMENT, "/api/staff/editions/essa/2023/exports/questions.csv"] {
        let plain = staff.get(path).await;
        let small = packed(&staff, path, Some("same-origin")).await;
        assert_eq!(unpacked(&small), plain.bytes);
        assert!(small.bytes.len() * 2 < plain.bytes.len(), "{path}: {}", small.bytes.len());
        assert_eq!((plain.header("content-encoding"), small.header("content-length")), (None, None));
        assert!(small.header("vary").is_some_and(|vary| vary.contains("Accept-Encoding")));
    }
    let small = packed(&staff, DOCUMENT, Some("same-origin")).await;
    let tag = small.header("etag").expect("a tag").to_owned();
    assert_eq!(tag, "\"v1-gzip\"");
    let document = staff.get(DOCUMENT).await.json()["document"].clone();
    let headers = [("If-Match", tag.as_str())];
    let by_tag = staff.send(Method::Put, DOCUMENT, &headers, Some(json!({ "document": document }))).await;
    let by_version = staff.put(DOCUMENT, 1, json!({ "document": document })).await;
    assert_eq!(by_tag.status, by_version.status, "{}", by_tag.json());
    assert_ne!(by_tag.json()["type"], "/problems/version-malformed");
}

#[rocket::async_test]
async fn what_another_site_causes_shows_no_length_and_links_never_do() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let admin = app.admin().await;
    for site in [None, Some("cross-site"), Some("same-site"), Some("none")] {
        let answer = packed(&admin, DOCUMENT, site).await;
        assert_eq!(answer.header("content-encoding"), None, "{site:?}");
        assert!(answer.bytes.len() > 10_000);
    }
    let anybody = packed(&app.anyone(), "/api/editions/essa/2023", None).await;
    assert!(unpacked(&anybody).len() > 1_024, "what everybody may read is no secret");
    for _ in 0..8 {
        let mail = json!({ "email": "colleague@office.example" });
        app.anyone().post("/api/password/forgotten", mail).await;
    }
    let mails = packed(&admin, "/api/staff/mails", Some("same-origin")).await;
    assert_eq!((mails.status, mails.header("content-encoding")), (200, None));
}

#[rocket::async_test]
async fn what_is_short_or_sent_in_parts_stays_as_it_is() {
    let app = TestApp::new().await;
    let edition = app.edition(Stage::Call).await;
    app.at_deadline(&edition, -60_000);
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let added = ana.add_photo(&entry).await;
    let file = added["url"].as_str().expect("an address");
    for path in ["/api/time", file] {
        let answer = packed(&ana, path, Some("same-origin")).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, None), "{path}");
    }
}
