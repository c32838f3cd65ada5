//! Files of entries in the hands of staff.

use std::io::Cursor;

use entity::{PublicId, attachment, entry, entry::EntryState};
use palmares::editions::sample::Stage;
use rocket::http::{Method, Status};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};

use crate::support::{Browser, TestApp};

const PDF: &[u8] = b"%PDF-1.4 a letter of support";
/// The first bytes of a PNG file, enough to tell it (W3C PNG section 5.2).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The path of a letter attached to the only entry, with a small picture of it.
async fn attached(app: &TestApp, organisation: &str) -> String {
    let edition = app.edition(Stage::Check).await;
    let id =
        app.entry_in(&edition, organisation, ("service_delivery", "Open doors"), EntryState::Submitted).await;
    let keep = async |bytes: &'static [u8]| {
        let storage = &app.app.storage;
        let received = storage.receive(Cursor::new(bytes), 1_000, None).await.expect("received");
        storage.keep(received).await.expect("kept").hash.to_string()
    };
    let (sha256, thumbnail) = (keep(PDF).await, keep(PNG).await);
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let entry = entry::Entity::find().one(&*tx).await.expect("an answer").expect("the entry");
    let row = attachment::ActiveModel {
        public_id: Set(PublicId::random().expect("random bytes")),
        entry_id: Set(entry.id),
        field_key: Set("support".to_owned()),
        sha256: Set(sha256),
        original_name: Set("Čestitka \"1\".pdf".to_owned()),
        media_type: Set("application/pdf".to_owned()),
        size_bytes: Set(28),
        position: Set(0),
        alt_text: Set(String::new()),
        display_sha256: Set(Some(thumbnail.clone())),
        thumbnail_sha256: Set(Some(thumbnail)),
        unclean_at: Set(None),
        created_by: Set(entry.created_by),
        created_at: Set(ctx.now),
        removed_at: Set(None),
        ..Default::default()
    };
    let row = row.insert(&*tx).await.expect("a row");
    tx.commit().await.expect("a commit");
    format!("/api/staff/entries/{id}/attachments/{}", row.public_id)
}

async fn part(staff: &Browser<'_>, path: &str, range: &str) -> crate::support::Answer {
    staff.send(Method::Get, path, &[("Range", range)], None).await
}

#[rocket::async_test]
async fn a_file_is_saved_under_its_name_and_never_shown_as_a_page() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let path = attached(&app, &app.organisation(&ana).await).await;
    let answer = app.staff().await.get(&path).await;
    assert_eq!((answer.status, answer.bytes.as_slice()), (200, PDF));
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"_estitka _1_.pdf\"; filename*=UTF-8''%C4%8Cestitka%20%221%22.pdf")
    );
    assert!(answer.header("content-security-policy").is_some_and(|policy| policy.contains("sandbox")));
}

#[rocket::async_test]
async fn a_part_of_a_file_is_sent_where_it_is_asked_for() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let path = attached(&app, &app.organisation(&ana).await).await;
    let staff = app.staff().await;
    let answer = part(&staff, &path, "bytes=1-3").await;
    assert_eq!((answer.status, answer.bytes.as_slice()), (206, &b"PDF"[..]));
    assert_eq!(answer.header("content-range"), Some("bytes 1-3/28"));
    let answer = part(&staff, &path, "bytes=28-").await;
    assert_eq!((answer.status, answer.header("content-range")), (416, Some("bytes */28")));
}

#[rocket::async_test]
async fn a_preview_is_shown_as_the_picture_it_is() {
    let app = TestApp::new().await;
    let ana = app.person("ana@osijek.example").await;
    let path = attached(&app, &app.organisation(&ana).await).await;
    let answer = app.staff().await.get(&format!("{path}/preview")).await;
    assert_eq!((answer.status, answer.bytes.as_slice()), (200, PNG));
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert!(answer.header("content-disposition").is_some_and(|value| value.starts_with("inline;")));
}

#[rocket::async_test]
async fn a_file_is_found_by_staff_without_a_part_in_its_entry_only() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let path = attached(&app, &app.organisation(&staff).await).await;
    for path in [path.clone(), format!("{path}/preview")] {
        staff.get(&path).await.assert_problem(404, "not-found");
        app.anyone().get(&path).await.assert_problem(401, "accounts/not-signed-in");
        assert_eq!(app.admin().await.get(&path).await.status, Status::Ok.code);
    }
}
