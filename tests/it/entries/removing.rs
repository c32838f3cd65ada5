//! Files taken back, and what one may upload in a day.

use palmares::housekeeping;
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, EntityTrait as _};
use serde_json::json;

use super::{
    attachments::{newest_deed, rows},
    call,
};
use crate::support::{
    Browser, TestApp,
    entries::submit,
    files::{has_canary, photo},
};

#[rocket::async_test]
async fn a_file_taken_back_is_gone_but_stays_in_what_was_submitted() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    let url = file["url"].as_str().expect("an address");
    submit(&ana, &entry).await.expect(Status::Ok);
    ana.delete(url).await.expect(Status::Ok);
    assert_eq!(newest_deed(&app).await, "attachment.remove");
    assert_eq!(ana.get(url).await.status, 200, "what she submitted stays hers to read");
    ana.delete(url).await.assert_problem(404, "not-found");
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["attachments"], &view["changed_since_submit"]), (&json!({}), &json!(true)));

    let staff = app.staff().await;
    let path = entry.replace("/api/", "/api/staff/");
    let seen = staff.get(&path).await.expect(Status::Ok);
    let kept = seen["attachments"][0]["url"].as_str().expect("an address");
    assert_eq!(staff.get(kept).await.bytes, photo(40, 30));
    let shown = staff.get(&format!("{kept}/preview")).await;
    assert_eq!(shown.status, 200);
    assert!(!has_canary(&shown.bytes));
}

#[rocket::async_test]
async fn a_file_taken_back_before_it_was_submitted_is_gone_for_staff_too() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let url = ana.add_photo(&entry).await["url"].as_str().expect("an address").to_owned();
    let staff = app.staff().await;
    let path = url.replace("/api/", "/api/staff/");
    assert_eq!(staff.get(&path).await.status, 200);
    ana.delete(&url).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    staff.get(&path).await.assert_problem(404, "not-found");
    staff.get(&format!("{path}/preview")).await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn what_is_deleted_counts_against_the_day() {
    let app = TestApp::configured(|config| config.files.account_day_mib = 0).await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let file = ana.upload(&photos, "a.jpg", photo(8, 6)).await.expect(Status::Created);
    ana.delete(file["url"].as_str().expect("an address")).await.expect(Status::Ok);
    ana.delete(&entry).await.expect(Status::Ok);
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");

    let answer = ana.upload(&photos, "b.jpg", photo(6, 8)).await;
    answer.assert_problem(429, "files/daily-limit");
    let day_later = "2027-02-02T10:00:00.000Z";
    assert_eq!(answer.json()["free_at"], day_later);
    assert_eq!(answer.header("retry-after"), Some("90000"));
    assert_eq!(app.stored_files().1, 0, "nothing was received");
    // A colleague has a day of their own.
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    bo.upload(&photos, "b.jpg", photo(6, 8)).await.expect(Status::Created);

    app.at(day_later);
    let ana = app.person("ana@osijek.example").await;
    ana.upload(&photos, "c.jpg", photo(6, 9)).await.expect(Status::Created);
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    let hours = entity::upload_hour::Entity::find().all(app.app.db.read()).await.expect("hours");
    assert_eq!(hours.len(), 1, "what counts no more is forgotten");
}

#[rocket::async_test]
async fn colleagues_share_the_day_of_their_organisation() {
    let app = TestApp::configured(|config| config.files.organisation_day_mib = 0).await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    ana.upload(&photos, "a.jpg", photo(8, 6)).await.expect(Status::Created);
    let bo = app.colleague(&ana, &city, "bo@osijek.example").await;
    bo.upload(&photos, "b.jpg", photo(6, 8)).await.assert_problem(429, "files/daily-limit");
}

#[rocket::async_test]
async fn an_organisation_keeps_so_much_in_all_its_entries_and_removing_makes_room() {
    let app = TestApp::configured(|config| config.files.organisation_total_mib = 1).await;
    let (_, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let photos = format!("{entry}/attachments/photos");
    let first = ana.upload(&photos, "a.jpg", photo(8, 6)).await.expect(Status::Created);
    let large = format!("UPDATE attachment SET size_bytes = {}", 1_024 * 1_024 - 1);
    let tx = app.ctx().begin().await.expect("a transaction");
    tx.execute_unprepared(&large).await.expect("a large file");
    tx.commit().await.expect("a commit");
    let storage = json!({"used_bytes": 1_048_575, "limit_bytes": 1_048_576});
    assert_eq!(ana.get(&entry).await.expect(Status::Ok)["storage"], storage);

    // In another entry too.
    let other = app.draft(&ana, &city, "service_delivery").await;
    let elsewhere = format!("{other}/attachments/photos");
    let refused = ana.upload(&elsewhere, "b.jpg", photo(6, 8)).await;
    refused.assert_problem(409, "files/storage-full");
    assert_eq!(
        (&refused.json()["used_bytes"], &refused.json()["limit_bytes"]),
        (&storage["used_bytes"], &storage["limit_bytes"])
    );
    // Not that of others.
    let bo = app.person("bo@zadar.example").await;
    let zadar = app.organisation(&bo).await;
    let theirs = app.draft(&bo, &zadar, "service_delivery").await;
    bo.upload(&format!("{theirs}/attachments/photos"), "b.jpg", photo(6, 8)).await.expect(Status::Created);

    let url = first["url"].as_str().expect("an address");
    ana.delete(url).await.expect(Status::Ok);
    ana.upload(&elsewhere, "b.jpg", photo(6, 8)).await.expect(Status::Created);
    ana.post(&format!("{url}/restore"), json!({})).await.assert_problem(409, "files/storage-full");
}

#[rocket::async_test]
async fn what_was_submitted_and_removed_counts_again_a_day_later_for_it_is_kept() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    let size = file["size_bytes"].clone();
    let used =
        async |ana: &Browser<'_>| ana.get(&entry).await.expect(Status::Ok)["storage"]["used_bytes"].clone();
    submit(&ana, &entry).await.expect(Status::Ok);
    assert_eq!(used(&ana).await, size);
    ana.delete(file["url"].as_str().expect("an address")).await.expect(Status::Ok);
    assert_eq!(used(&ana).await, 0);
    app.at("2027-02-02T10:00:01Z");
    let ana = app.person("ana@osijek.example").await;
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    assert_eq!(used(&ana).await, size);
}

#[rocket::async_test]
async fn a_file_removed_by_mistake_comes_back_until_it_is_forgotten() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    let url = file["url"].as_str().expect("an address");
    let restore = format!("{url}/restore");
    ana.post(&restore, json!({})).await.assert_problem(404, "not-found");
    ana.delete(url).await.expect(Status::Ok);
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    let back = ana.post(&restore, json!({})).await.expect(Status::Ok);
    assert_eq!(back, file, "with its description");
    assert_eq!(newest_deed(&app).await, "attachment.restore");
    assert_eq!(ana.get(url).await.bytes, photo(40, 30));

    // The field has been filled meanwhile.
    ana.delete(url).await.expect(Status::Ok);
    for _ in 0..3 {
        ana.add_photo(&entry).await;
    }
    ana.post(&restore, json!({})).await.assert_problem(409, "files/too-many");

    // Removed two days before the deadline; what a submitted version holds stays.
    app.at_deadline(&edition, -60_000);
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    let ana = app.person("ana@osijek.example").await;
    ana.post(&restore, json!({})).await.assert_problem(404, "not-found");
    assert_eq!(rows(&app).await, 3);
}

#[rocket::async_test]
async fn a_removed_file_of_a_submitted_version_is_never_forgotten() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let file = ana.add_photo(&entry).await;
    submit(&ana, &entry).await.expect(Status::Ok);
    ana.delete(file["url"].as_str().expect("an address")).await.expect(Status::Ok);
    app.at_deadline(&edition, 0);
    housekeeping::run(&app.ctx()).await.expect("housekeeping");
    assert_eq!(rows(&app).await, 1);
    let staff = app.staff().await;
    let seen = staff.get(&entry.replace("/api/", "/api/staff/")).await.expect(Status::Ok);
    let kept = seen["attachments"][0]["url"].as_str().expect("an address");
    assert_eq!(staff.get(kept).await.bytes, photo(40, 30));
}
