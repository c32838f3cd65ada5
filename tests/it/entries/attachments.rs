//! Files given as answers: taken in and shown.

use entity::{attachment, audit};
use rocket::http::{Method, Status};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::json;

use super::call;
use crate::support::{
    TestApp,
    entries::submit,
    files::{has_canary, pdf, photo},
};

pub(super) async fn rows(app: &TestApp) -> u64 {
    attachment::Entity::find().count(app.app.db.read()).await.expect("a count")
}

pub(super) async fn newest_deed(app: &TestApp) -> String {
    let row = audit::Entity::find().order_by_desc(audit::Column::Id).one(app.app.db.read()).await;
    row.expect("an answer").expect("a deed").action
}

#[rocket::async_test]
async fn a_photo_comes_back_to_its_owner_as_it_was_sent() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let sent = photo(40, 30);
    let path = format!("{entry}/attachments/photos");
    let file = ana.upload(&path, "Vrata%20%C5%BEupanije.JPG", sent.clone()).await.expect(Status::Created);
    assert_eq!(file["name"], "Vrata županije.JPG");
    assert_eq!((&file["field"], &file["media_type"]), (&json!("photos"), &json!("image/jpeg")));
    assert_eq!(file["size_bytes"], sent.len());
    assert_eq!(newest_deed(&app).await, "attachment.add");

    let answer = ana.get(file["url"].as_str().expect("an address")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.bytes, sent);
    assert_eq!(answer.header("content-type"), Some("image/jpeg"));
    let disposition = answer.header("content-disposition").expect("a disposition");
    assert!(disposition.starts_with("attachment;") && disposition.ends_with("Vrata%20%C5%BEupanije.JPG"));
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");

    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["attachments"]["photos"], json!([file]));
    assert!(app.mails().await.is_empty());
}

#[rocket::async_test]
async fn what_pages_show_has_no_trace_of_the_camera() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let path = format!("{entry}/attachments/photos");
    let file = ana.upload(&path, "IMG_1.jpg", photo(2_000, 1_000)).await.expect(Status::Created);
    let preview = file["preview_url"].as_str().expect("an address");
    let sizes = [(preview.to_owned(), 1_600, 800), (format!("{preview}?size=thumbnail"), 320, 160)];
    // First made for whoever asks, then found by the job.
    for jobs in [1, 0] {
        for (url, width, height) in &sizes {
            let shown = ana.get(url).await;
            assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/jpeg")));
            assert!(shown.header("content-disposition").is_some_and(|value| value.starts_with("inline;")));
            assert!(!has_canary(&shown.bytes));
            let picture = image::load_from_memory(&shown.bytes).expect("a picture");
            assert_eq!((picture.width(), picture.height()), (*width, *height));
        }
        assert_eq!(app.run_jobs().await, jobs);
        assert_eq!(app.stored_files(), (3, 0));
    }
}

#[rocket::async_test]
async fn the_job_makes_the_pictures_before_anybody_asks() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    ana.add_photo(&entry).await;
    assert_eq!(app.stored_files(), (1, 0));
    assert_eq!(app.run_jobs().await, 1);
    let row = attachment::Entity::find().one(app.app.db.read()).await.expect("an answer").expect("a row");
    assert!(row.display_sha256.is_some() && row.thumbnail_sha256.is_some());
    assert_ne!(row.display_sha256, Some(row.sha256));
    // Given again it needs no work.
    ana.add_photo(&entry).await;
    assert_eq!((app.run_jobs().await, app.stored_files()), (0, (2, 0)));
    let rows = attachment::Entity::find().all(app.app.db.read()).await.expect("an answer");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|given| given.thumbnail_sha256 == row.thumbnail_sha256));
}

#[rocket::async_test]
async fn a_document_has_no_preview() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let file = ana.upload(&format!("{entry}/attachments/support"), "plan.pdf", pdf()).await;
    let file = file.expect(Status::Created);
    assert_eq!((&file["media_type"], &file["preview_url"]), (&json!("application/pdf"), &json!(null)));
    let url = file["url"].as_str().expect("an address");
    ana.get(&format!("{url}/preview")).await.assert_problem(404, "files/no-preview");
    assert_eq!((app.run_jobs().await, app.stored_files()), (1, (2, 0)), "a clean copy for judges");
}

#[rocket::async_test]
async fn who_sends_a_file_is_told_when_judges_cannot_get_it() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let support = format!("{entry}/attachments/support");
    let broken = b"%PDF-1.4\nof another world\nstartxref\n9\n%%EOF\n".to_vec();
    for (name, bytes) in [("plan.pdf", pdf()), ("broken.pdf", broken)] {
        ana.upload(&support, name, bytes).await.expect(Status::Created);
    }
    assert_eq!(app.run_jobs().await, 2);
    let view = ana.get(&entry).await.expect(Status::Ok);
    let files = view["attachments"]["support"].as_array().expect("files").iter();
    let told: Vec<_> = files.map(|file| (file["name"].as_str(), file["unclean"].as_bool())).collect();
    assert_eq!(told, [(Some("plan.pdf"), Some(false)), (Some("broken.pdf"), Some(true))]);
}

#[rocket::async_test]
async fn a_file_is_known_by_its_content_and_not_by_its_name() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let page = b"<!doctype html><script>alert(1)</script>".to_vec();
    ana.upload(&photos, "photo.jpg", page).await.assert_problem(415, "files/wrong-kind");
    ana.upload(&photos, "photo.jpg", pdf()).await.assert_problem(415, "files/wrong-kind");
    let jpeg = photo(40, 30);
    let scripted = [&jpeg[..2], b"\xFF\xFE\x00\x1A<script>alert(1)</script", &jpeg[2..]].concat();
    ana.upload(&photos, "photo.jpg", scripted).await.assert_problem(422, "files/disguised");
    let cut = jpeg[..jpeg.len() - 20].to_vec();
    ana.upload(&photos, "photo.jpg", cut).await.assert_problem(422, "files/damaged");
    ana.upload(&photos, "photo.jpg", Vec::new()).await.assert_problem(422, "files/empty");
    assert_eq!((rows(&app).await, app.stored_files()), (0, (0, 0)));
}

#[rocket::async_test]
async fn a_file_that_says_it_is_too_large_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    // The sample takes up to 10 MB: 10 485 760 bytes.
    let headers = [("X-Upload-Name", "IMG_1.jpg"), ("Content-Length", "10485761")];
    let answer = ana.upload_with(&photos, &headers, photo(40, 30)).await;
    answer.assert_problem(413, "files/too-large");
    assert_eq!(answer.json()["limit_bytes"], 10_485_760);
    assert_eq!((rows(&app).await, app.stored_files()), (0, (0, 0)));
}

#[rocket::async_test]
async fn a_file_that_was_cut_off_is_refused() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let whole = photo(40, 30);
    for kept in [whole.len() - 1, 3, 0] {
        let length = whole.len().to_string();
        let headers = [("X-Upload-Name", "IMG_1.jpg"), ("Content-Length", length.as_str())];
        let answer = ana.upload_with(&photos, &headers, whole[..kept].to_vec()).await;
        answer.assert_problem(400, "files/interrupted");
    }
    assert_eq!((rows(&app).await, app.stored_files()), (0, (0, 0)));
}

#[rocket::async_test]
async fn an_upload_says_what_it_is_and_what_it_is_called() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    ana.upload_with(&photos, &[], photo(4, 3)).await.assert_problem(400, "files/name-missing");
    ana.upload(&photos, "%FF.jpg", photo(4, 3)).await.assert_problem(400, "files/name-missing");
    for kind in ["text/plain", "multipart/form-data; boundary=x", "image/jpeg"] {
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Upload-Name", "a.jpg")];
        let answer = ana.send_raw(Method::Post, &photos, &headers, Some((kind, photo(4, 3)))).await;
        answer.assert_problem(415, "media-type");
    }
    let headers = [("X-Upload-Name", "a.jpg"), ("Content-Length", "many")];
    ana.upload_with(&photos, &headers, photo(4, 3)).await.assert_problem(411, "files/length-missing");
    let title = format!("{entry}/attachments/title");
    ana.upload(&title, "a.jpg", photo(4, 3)).await.assert_problem(404, "entries/unknown-field");
    assert_eq!(rows(&app).await, 0);
}

#[rocket::async_test]
async fn a_field_takes_no_more_files_than_it_says_even_at_once() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let first = ana.add_photo(&entry).await;
    ana.add_photo(&entry).await;
    let (one, other) = rocket::tokio::join!(
        ana.upload(&photos, "a.jpg", photo(8, 6)),
        ana.upload(&photos, "b.jpg", photo(6, 8))
    );
    let (taken, refused) = if one.status == 201 { (one, other) } else { (other, one) };
    taken.expect(Status::Created);
    refused.assert_problem(409, "files/too-many");
    assert_eq!(refused.json()["limit"], 3);

    ana.delete(first["url"].as_str().expect("an address")).await.expect(Status::Ok);
    ana.add_photo(&entry).await;
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["attachments"]["photos"].as_array().map(Vec::len), Some(3));
}

#[rocket::async_test]
async fn nothing_changes_after_the_deadline_but_files_can_be_read() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    app.at_deadline(&edition, -1);
    let ana = app.person("ana@osijek.example").await;
    let file = ana.add_photo(&entry).await;
    let url = file["url"].as_str().expect("an address");
    app.at_deadline(&edition, 0);
    let photos = format!("{entry}/attachments/photos");
    ana.upload(&photos, "late.jpg", photo(4, 3)).await.assert_problem(409, "entries/closed");
    ana.delete(url).await.assert_problem(409, "entries/closed");
    ana.put(url, 1, json!({ "alt_text": "A door" })).await.assert_problem(409, "entries/closed");
    assert_eq!(ana.get(url).await.status, 200);
    assert_eq!(rows(&app).await, 1);
}

#[rocket::async_test]
async fn colleagues_share_files_and_nobody_else_finds_them() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    let url = file["url"].as_str().expect("an address");
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    assert_eq!(bo.get(url).await.status, 200);

    let eve = app.person("eve@elsewhere.example").await;
    let own = app.organisation(&eve).await;
    let own = app.draft(&eve, &own, "service_delivery").await;
    let id = file["id"].as_str().expect("an id");
    for path in [url.to_owned(), format!("{own}/attachments/{id}")] {
        eve.get(&path).await.assert_problem(404, "not-found");
        eve.get(&format!("{path}/preview")).await.assert_problem(404, "not-found");
        eve.delete(&path).await.assert_problem(404, "not-found");
        eve.put(&path, 1, json!({ "alt_text": "mine" })).await.assert_problem(404, "not-found");
    }
    let photos = format!("{entry}/attachments/photos");
    eve.upload(&photos, "a.jpg", photo(4, 3)).await.assert_problem(404, "not-found");
    app.anyone().get(url).await.assert_problem(401, "accounts/not-signed-in");
    assert_eq!((rows(&app).await, app.stored_files()), (1, (1, 0)));
}

#[rocket::async_test]
async fn a_picture_is_described_for_those_who_cannot_see_it() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    let url = file["url"].as_str().expect("an address");
    let said = ana.put(url, 1, json!({ "alt_text": "A blue door" })).await.expect(Status::Ok);
    assert_eq!(said["alt_text"], "A blue door");
    let stale = json!({ "alt_text": "A red door", "seen": "" });
    let stale = ana.put(url, 1, stale).await;
    stale.assert_problem(412, "files/description-changed");
    assert_eq!(stale.json()["current"]["value"], "A blue door");
    let fresh = json!({ "alt_text": "A blue door", "seen": "A blue door" });
    ana.put(url, 1, fresh).await.expect(Status::Ok);
    ana.put(url, 1, json!({ "alt_text": "x".repeat(501) })).await.assert_problem(422, "invalid");
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!(view["attachments"]["photos"][0]["alt_text"], "A blue door");
}

#[rocket::async_test]
async fn a_broken_download_is_taken_up_where_it_stopped() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let url = ana.add_photo(&entry).await["url"].as_str().expect("an address").to_owned();
    let whole = photo(40, 30);
    let part = |headers: Vec<(&'static str, String)>| {
        let (ana, url) = (ana.clone(), url.clone());
        async move {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            ana.send(Method::Get, &url, &headers, None).await
        }
    };
    let rest = part(vec![("Range", "bytes=100-".into())]).await;
    assert_eq!((rest.status, &rest.bytes[..]), (206, &whole[100..]));
    let total = whole.len();
    assert_eq!(rest.header("content-range"), Some(&*format!("bytes 100-{}/{total}", total - 1)));
    assert_eq!(rest.header("content-length"), Some(&*(total - 100).to_string()));

    let etag = rest.header("etag").expect("a validator").to_owned();
    let same = part(vec![("Range", "bytes=0-1".into()), ("If-Range", etag)]).await;
    assert_eq!((same.status, &same.bytes[..]), (206, &whole[..2]));
    let other = part(vec![("Range", "bytes=0-1".into()), ("If-Range", "\"other\"".into())]).await;
    assert_eq!((other.status, other.bytes), (200, whole));
    for range in [format!("bytes={total}-"), "bytes=0-0,2-3".into()] {
        let none = part(vec![("Range", range)]).await;
        none.assert_problem(416, "files/no-such-part");
        assert_eq!(none.header("content-range"), Some(&*format!("bytes */{total}")));
    }
}

/// Counted from the start of the hour, 09:00, until 24 hours after its end.
#[rocket::async_test]
async fn pictures_nobody_has_described_keep_an_entry_from_being_complete() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let file = ana.upload(&photos, "a.jpg", photo(8, 6)).await.expect(Status::Created);
    let problems = ana.get(&format!("{entry}/check")).await.expect(Status::Ok);
    assert_eq!(
        problems["problems"],
        json!([{ "field": "photos", "code": "no_description", "pointer": "/attachments/photos", "actual": 1 }])
    );
    submit(&ana, &entry).await.assert_problem(422, "entries/incomplete");
    let url = file["url"].as_str().expect("an address");
    ana.put(url, 1, json!({ "alt_text": "A blue door" })).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
}
