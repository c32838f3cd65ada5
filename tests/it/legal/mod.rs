//! Stories about the texts the law asks for.

use entity::consent;
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use crate::support::{TestApp, entries::submit};

const PRIVACY: &str = "/api/staff/texts/privacy";

fn text(body: &str) -> Value {
    json!({ "locale": "en", "body": body, "reason": "First" })
}

#[rocket::async_test]
async fn until_a_text_is_published_its_page_says_who_answers_and_staff_are_reminded() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    for kind in ["privacy", "imprint", "accessibility", "contact"] {
        let page = app.anyone().get(&format!("/api/texts/{kind}")).await.expect(Status::Ok);
        assert_eq!(page["text"], Value::Null, "{kind}");
        assert_eq!(page["organisers"], json!(["European Social Network (ESN)"]), "{kind}");
    }
    app.anyone().get("/api/texts/other").await.assert_problem(404, "not-found");
    let list = app.staff().await.get("/api/staff/texts").await.expect(Status::Ok);
    let missing: Vec<_> = list.as_array().expect("texts").iter().map(|one| one["version"].clone()).collect();
    assert_eq!(missing, [0, 0, 0, 0]);
}

#[rocket::async_test]
async fn an_admin_publishes_a_text_and_every_version_stays() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    admin.put(PRIVACY, 0, text("# Who\n\nWe do.")).await.expect(Status::Ok);
    admin.put(PRIVACY, 0, text("Unseen")).await.assert_problem(412, "legal/changed");
    app.at("2027-02-02T09:00:00Z");
    let admin = app.admin().await;
    let second = admin.put(PRIVACY, 1, text("We still do.")).await;
    assert_eq!(second.header("etag"), Some("\"v2\""));
    let german = json!({ "locale": "de", "body": "Wir.", "reason": "" });
    admin.put(PRIVACY, 2, german).await.expect(Status::Ok);

    let read = async |locale: &str| {
        let page = app.anyone().get(&format!("/api/texts/privacy?locale={locale}")).await;
        let page = page.expect(Status::Ok)["text"].clone();
        (page["version"].clone(), page["body"].clone(), page["at"].clone())
    };
    let at = json!("2027-02-02T09:00:00.000Z");
    assert_eq!(read("en").await, (json!(2), json!("We still do."), at.clone()));
    assert_eq!(read("de").await, (json!(3), json!("Wir."), at.clone()));
    assert_eq!(read("hr").await.0, json!(2), "who has no text of their own reads the English one");
    let versions = admin.get(&format!("{PRIVACY}/versions")).await.expect(Status::Ok);
    let told: Vec<_> = versions
        .as_array()
        .expect("versions")
        .iter()
        .map(|one| (one["version"].clone(), one["body"].clone(), one["by"].clone()))
        .collect();
    assert_eq!(told.last(), Some(&(json!(1), json!("# Who\n\nWe do."), json!("admin"))));
    assert_eq!(app.audit_events("text.publish").await, 3);
}

#[rocket::async_test]
async fn nothing_is_published_half_done_or_by_others() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    for (body, code) in [("We are [[name]].", "unfinished"), ("[x](javascript:alert(1))", "link")] {
        let refused = admin.put(PRIVACY, 0, text(body)).await;
        refused.assert_problem(422, "invalid");
        assert_eq!(refused.json()["errors"][0]["code"], code);
    }
    app.staff().await.put(PRIVACY, 0, text("Hello")).await.assert_problem(403, "accounts/wrong-role");
    let list = admin.get("/api/staff/texts").await.expect(Status::Ok);
    let template = list[0]["template"].as_str().expect("a template").to_owned();
    let refused = admin.put(PRIVACY, 0, text(&template)).await;
    assert_eq!(refused.json()["errors"][0]["code"], "unfinished");
}

#[rocket::async_test]
async fn a_consent_names_the_privacy_notice_that_was_in_force() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    let before = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &before).await.expect(Status::Ok);
    let admin = app.admin().await;
    admin.put(PRIVACY, 0, text("One")).await.expect(Status::Ok);
    admin.put(PRIVACY, 1, text("Two")).await.expect(Status::Ok);
    let after = app.complete_draft(&ana, &city, "workforce_support").await;
    submit(&ana, &after).await.expect(Status::Ok);
    let rows = consent::Entity::find().all(app.app.db.read()).await.expect("consents");
    let versions: Vec<Option<i32>> = rows.iter().map(|row| row.privacy_version).collect();
    let half = versions.len() / 2;
    assert!(half > 0 && versions[..half].iter().all(Option::is_none), "{versions:?}");
    assert!(versions[half..].iter().all(|version| *version == Some(2)), "{versions:?}");
}

#[rocket::async_test]
async fn a_published_text_says_in_its_html_what_it_is() {
    let app = TestApp::new().await;
    let before = app.anyone().get("/privacy").await;
    assert_eq!((before.status, before.header("x-robots-tag")), (200, Some("noindex")));
    app.admin().await.put(PRIVACY, 0, text("We do.")).await.expect(Status::Ok);
    let page = app.anyone().get("/privacy").await;
    assert_eq!((page.status, page.header("x-robots-tag")), (200, None));
    assert!(String::from_utf8_lossy(&page.bytes).contains("<title>Privacy notice</title>"));
}
