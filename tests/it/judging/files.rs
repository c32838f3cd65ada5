//! Files as judges get them: of a neutral name, without their makers' traces.

use entity::{assignment, attachment, entry, judge};
use palmares::{accounts, editions::sample::Stage};
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};
use serde_json::Value;

use crate::support::TestApp;

/// A picture of the sample and an assignment of its entry, with the judge's address.
async fn assigned_picture(app: &TestApp) -> (attachment::Model, assignment::Model, String) {
    assigned(app, "image/jpeg").await
}

/// Before its copies are made: who asks first has them made at once.
async fn assigned(app: &TestApp, media_type: &str) -> (attachment::Model, assignment::Model, String) {
    let tx = app.ctx().begin().await.expect("a transaction");
    let none = Expr::value(None::<String>);
    attachment::Entity::update_many()
        .col_expr(attachment::Column::DisplaySha256, none.clone())
        .col_expr(attachment::Column::ThumbnailSha256, none)
        .exec(&*tx)
        .await
        .expect("no copies");
    tx.commit().await.expect("a commit");
    let db = app.app.db.read();
    let files = attachment::Entity::find().filter(attachment::Column::MediaType.eq(media_type)).all(db).await;
    for file in files.expect("files") {
        let on_it = assignment::Entity::find()
            .filter(assignment::Column::EntryId.eq(file.entry_id))
            .filter(assignment::Column::State.eq(assignment::AssignmentState::Active));
        if let Some(assignment) = on_it.one(db).await.expect("an answer") {
            let judge = judge::Entity::find_by_id(assignment.judge_id).one(db).await.expect("an answer");
            return (file, assignment, judge.expect("the judge").email);
        }
    }
    panic!("the sample has a {media_type} in a judged entry")
}

#[rocket::async_test]
async fn a_judge_gets_a_picture_under_a_neutral_name_and_made_new() {
    let app = TestApp::new().await;
    app.sample(Stage::Judging, 16, 6).await;
    let (file, assignment, email) = assigned_picture(&app).await;
    let judge = app.person(&email).await;
    let entry = format!("/api/judging/assignments/{}", assignment.public_id);
    let view = judge.get(&entry).await.expect(Status::Ok);
    let listed = view["attachments"].as_array().expect("a list");
    let item = listed.iter().find(|item| item["id"] == file.public_id.as_str()).expect("the picture");

    let url = item["url"].as_str().expect("an address");
    let got = judge.get(url).await;
    assert_eq!((got.status, got.header("content-type")), (200, Some("image/jpeg")));
    let disposition = got.header("content-disposition").expect("a disposition");
    let name = format!("attachment; filename=\"entry-{}-photos-", assignment.public_id);
    assert!(disposition.starts_with(&name), "{disposition}");
    assert!(!disposition.contains(&file.original_name));
    let sent = std::fs::read(app.app.storage.path(&file.sha256.parse().expect("a hash"))).expect("a file");
    assert_ne!(got.bytes, sent);

    let preview = item["preview_url"].as_str().expect("an address");
    assert_eq!(judge.get(preview).await.bytes, got.bytes);
    let small = judge.get(&format!("{preview}?size=thumbnail")).await;
    assert!(image::load_from_memory(&small.bytes).expect("a picture").width() <= 320);
}

#[rocket::async_test]
async fn a_judge_gets_a_document_written_anew() {
    let app = TestApp::new().await;
    app.sample(Stage::Judging, 16, 6).await;
    let (file, assignment, email) = assigned(&app, "application/pdf").await;
    let judge = app.person(&email).await;
    let path = format!("/api/judging/assignments/{}/attachments/{}", assignment.public_id, file.public_id);
    let got = judge.get(&path).await;
    assert_eq!((got.status, got.header("content-type")), (200, Some("application/pdf")));
    let sent = std::fs::read(app.app.storage.path(&file.sha256.parse().expect("a hash"))).expect("a file");
    assert_ne!(got.bytes, sent);
    assert!(got.bytes.starts_with(b"%PDF-"));
    assert!(!got.bytes.windows(5).any(|part| part == b"/Info"));
    assert_eq!(judge.get(&path).await.bytes, got.bytes, "made once");
}

#[rocket::async_test]
async fn a_document_that_cannot_be_made_clean_stays_with_the_secretariat() {
    let app = TestApp::new().await;
    app.sample(Stage::Judging, 16, 6).await;
    let (file, assignment, email) = assigned(&app, "application/pdf").await;
    let stored = app.app.storage.path(&file.sha256.parse().expect("a hash"));
    std::fs::write(&stored, b"%PDF-1.4\nof another world\nstartxref\n9\n%%EOF\n").expect("written");
    let judge = app.person(&email).await;
    let path = format!("/api/judging/assignments/{}/attachments/{}", assignment.public_id, file.public_id);
    for _ in 0..2 {
        judge.get(&path).await.assert_problem(409, "files/not-clean");
    }
    let view = judge.get(&format!("/api/judging/assignments/{}", assignment.public_id)).await;
    assert_eq!(unclean(&view.expect(Status::Ok)), [file.public_id.as_str()]);
    let entry = entry::Entity::find_by_id(file.entry_id).one(app.app.db.read()).await;
    let entry = entry.expect("an answer").expect("the entry").public_id;
    let staff = app.staff().await.get(&format!("/api/staff/entries/{entry}")).await.expect(Status::Ok);
    assert_eq!(unclean(&staff), [file.public_id.as_str()]);
}

/// The files of an entry that cannot be made clean, as the viewer is told.
fn unclean(view: &Value) -> Vec<&str> {
    let files = view["attachments"].as_array().expect("a list").iter();
    files.filter(|file| file["unclean"] == true).map(|file| file["id"].as_str().expect("an id")).collect()
}

#[rocket::async_test]
async fn a_file_is_not_there_for_a_judge_of_other_entries() {
    let app = TestApp::new().await;
    app.sample(Stage::Judging, 16, 6).await;
    let (file, assignment, email) = assigned_picture(&app).await;
    let db = app.app.db.read();
    let all = assignment::Entity::find().all(db).await.expect("assignments");
    let other = all.iter().find(|row| row.entry_id != file.entry_id && row.judge_id == assignment.judge_id);
    let judge = app.person(&email).await;
    let path = |row: &assignment::Model| {
        format!("/api/judging/assignments/{}/attachments/{}", row.public_id, file.public_id)
    };
    judge.get(&path(other.expect("another entry"))).await.assert_problem(404, "not-found");

    let judges = judge::Entity::find().filter(judge::Column::Id.ne(assignment.judge_id)).all(db).await;
    for row in judges.expect("judges") {
        if accounts::find_by_email(db, &row.email).await.expect("an answer").is_some() {
            let answer = app.person(&row.email).await.get(&path(&assignment)).await;
            assert!([403, 404].contains(&answer.status), "{}", answer.status);
        }
    }
}
