//! Submitting, submitting again, withdrawing.

use entity::{audit, consent, entry, entry::EntryState, submitted_version};
use palmares::entries::canonical::{Receipt, verify};
use rocket::http::{Method, Status};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, prelude::Expr,
};
use serde_json::{Value, json};

use super::{call, limits::refused_by};
use crate::support::{
    TestApp,
    entries::{answer, submit},
    files::photo,
};

async fn versions(app: &TestApp) -> u64 {
    submitted_version::Entity::find().count(app.app.db.read()).await.expect("a count")
}

#[rocket::async_test]
async fn a_submitted_entry_gives_a_receipt_that_proves_itself() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let receipt = submit(&ana, &entry).await.expect(Status::Ok);
    assert_eq!(
        (&receipt["number"], &receipt["submitted_at"]),
        (&json!(1), &json!("2027-02-01T09:00:00.000Z"))
    );
    assert_eq!(receipt["submitted_local"], "2027-02-01T10:00:00+01:00[Europe/Brussels]");
    assert_eq!(app.mails().await, [("entry_received".to_owned(), "ana@osijek.example".to_owned())]);

    let file = ana.get(&format!("{entry}/receipt")).await;
    assert!(file.header("content-disposition").is_some_and(|value| value.starts_with("attachment;")));
    let file: Receipt = serde_json::from_slice(&file.bytes).expect("a receipt");
    assert!(verify(&file).is_ok());
    assert_eq!(receipt["sha256"], file.sha256);
    assert_eq!(file.content["organisation"], "Grad Osijek");

    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["changed_since_submit"]), (&json!("submitted"), &json!(false)));
    assert_eq!(view["submitted"]["sha256"], receipt["sha256"]);
}

/// What counts is read as it was sent, whatever is written, renamed or removed afterwards.
#[rocket::async_test]
async fn what_was_submitted_stays_readable_as_it_was() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let sent = ana.upload(&format!("{entry}/attachments/photos"), "square.jpg", photo(4, 3)).await;
    let sent = sent.expect(Status::Created)["url"].as_str().expect("a url").to_owned();
    ana.put(&sent, 1, json!({ "alt_text": "A square" })).await.expect(Status::Ok);
    let unsent = ana.upload(&format!("{entry}/attachments/photos"), "other.jpg", photo(5, 3)).await;
    let unsent = unsent.expect(Status::Created)["url"].as_str().expect("a url").to_owned();
    ana.delete(&unsent).await.expect(Status::Ok);
    ana.get(&format!("{entry}/submitted")).await.assert_problem(404, "not-found");
    let receipt = submit(&ana, &entry).await.expect(Status::Ok);

    answer(&ana, &entry, "title", 1, json!("Doors, painted")).await.expect(Status::Ok);
    ana.delete(&sent).await.expect(Status::Ok);
    app.at_deadline(&edition, 1);
    let ana = app.person("ana@osijek.example").await;
    let read = ana.get(&format!("{entry}/submitted")).await.expect(Status::Ok);
    assert_eq!((&read["number"], &read["counts"]), (&json!(1), &json!(true)));
    assert_eq!(read["sha256"], receipt["sha256"]);
    assert_eq!((&read["title"], &read["answers"]["title"]), (&json!("Open doors"), &json!("Open doors")));
    assert_eq!((&read["answers"]["truth"], &read["answers"]["newsletter"]), (&json!(true), &json!(false)));
    assert_eq!((&read["organisation"], &read["country"]), (&json!("Grad Osijek"), &json!("HR")));
    assert_eq!(read["by"], "ana");
    let sections = read["form"]["sections"].as_array().map(Vec::len);
    assert_eq!(sections, Some(edition.document.form.sections.len()));
    assert_eq!(read["attachments"]["photos"][0]["name"], "square.jpg");
    assert_eq!(read["attachments"]["photos"].as_array().map(Vec::len), Some(1));
    assert_eq!(ana.get(&sent).await.status, 200, "it was submitted");
    ana.get(&unsent).await.assert_problem(404, "not-found");
    let now = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&now["title"], &now["changed_since_submit"]), (&json!("Open doors"), &json!(true)));
}

#[rocket::async_test]
async fn each_submitted_version_is_readable_by_its_number() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    answer(&ana, &entry, "title", 1, json!("Doors, painted")).await.expect(Status::Ok);
    submit(&ana, &entry).await.expect(Status::Ok);
    let version = |number: i32| format!("{entry}/submitted?number={number}");
    let first = ana.get(&version(1)).await.expect(Status::Ok);
    assert_eq!((&first["title"], &first["counts"]), (&json!("Open doors"), &json!(false)));
    let second = ana.get(&version(2)).await.expect(Status::Ok);
    assert_eq!((&second["title"], &second["counts"]), (&json!("Doors, painted"), &json!(true)));
    assert_eq!(ana.get(&format!("{entry}/submitted")).await.json(), second);
    ana.get(&version(3)).await.assert_problem(404, "not-found");
    let stranger = app.person("stranger@example.org").await;
    stranger.get(&version(1)).await.assert_problem(404, "not-found");
}

/// The form promises it: "We send the receipt and all news about this entry here."
#[rocket::async_test]
async fn consents_are_kept_with_the_words_that_were_shown() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    let rows = consent::Entity::find().order_by_asc(consent::Column::Id).all(app.app.db.read()).await;
    let rows = rows.expect("consents");
    let given: Vec<(&str, bool)> = rows.iter().map(|row| (row.field_key.as_str(), row.accepted)).collect();
    assert_eq!(
        given,
        [
            ("promo_use", true),
            ("rights_in_images", true),
            ("privacy", true),
            ("truth", true),
            ("two_reps", true),
            ("newsletter", false),
        ]
    );
    let truth = edition.document.form.field("truth").expect("a field");
    assert_eq!((rows[3].text_version.as_str(), rows[3].text.as_str()), ("2023-1", truth.label.as_str()));
}

#[rocket::async_test]
async fn nobody_has_agreed_to_words_that_came_later() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let mut document = serde_json::to_value(&*edition.document).expect("JSON");
    let sections = document["form"]["sections"].as_array_mut().expect("sections");
    let fields = sections.iter_mut().flat_map(|section| section["fields"].as_array_mut().expect("fields"));
    let privacy = fields.into_iter().find(|field| field["key"] == "privacy").expect("a consent");
    privacy["answer"]["text_version"] = json!("2023-2");
    privacy["answer"]["text"] = json!("You may sell all our pictures.");
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
    let answer = submit(&ana, &entry).await;
    answer.assert_problem(422, "entries/incomplete");
    let errors = answer.json()["errors"].clone();
    assert_eq!(
        (&errors[0]["pointer"], errors.as_array().map(Vec::len)),
        (&json!("/answers/privacy"), Some(1))
    );
}

#[rocket::async_test]
async fn what_was_received_at_the_deadline_keeps_its_consents() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &entry).await.expect(Status::Ok);
    app.at_deadline(&edition, 0);
    let text = serde_json::to_string(&*edition.document).expect("JSON").replace("2023-1", "2023-2");
    app.edition_of(&serde_json::from_str(&text).expect("a document")).await;
    let ana = app.person("ana@osijek.example").await;
    assert_eq!(ana.get(&entry).await.expect(Status::Ok)["answers"]["privacy"]["value"], true);
}

#[rocket::async_test]
async fn an_organisation_that_changed_its_kind_cannot_submit_where_it_may_not_enter() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let mut document = serde_json::to_value(&*edition.document).expect("JSON");
    document["rules"] = json!([{
        "key": "third", "text": "Service delivery is for the third sector.", "at": "start", "else": "refuse",
        "if": "entry.category != 'service_delivery' || organisation.kind == 'third_sector'",
    }]);
    app.edition_of(&serde_json::from_value(document).expect("a document")).await;
    refused_by(&submit(&ana, &entry).await, &["third"]);
}

#[rocket::async_test]
async fn an_incomplete_entry_is_not_submitted_and_says_what_is_missing() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    answer(&ana, &entry, "contact_email", 1, json!("not an address")).await.expect(Status::Ok);
    answer(&ana, &entry, "truth", 1, json!(false)).await.expect(Status::Ok);
    let refused = submit(&ana, &entry).await;
    refused.assert_problem(422, "entries/incomplete");
    let errors: Vec<(Value, Value)> = refused.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| (error["pointer"].clone(), error["code"].clone()))
        .collect();
    assert_eq!(
        errors,
        [
            (json!("/answers/contact_email"), json!("bad_email")),
            (json!("/answers/truth"), json!("consent_missing")),
        ]
    );
    assert_eq!((versions(&app).await, app.mails().await.len()), (0, 0));
    assert_eq!(ana.get(&entry).await.json()["state"], "draft");
}

#[rocket::async_test]
async fn a_submit_that_is_retried_happens_once() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let path = format!("{entry}/submit");
    let key = [("Idempotency-Key", "a-key-of-the-client-1")];
    let first = ana.send(Method::Post, &path, &key, Some(json!({}))).await;
    app.at("2027-02-01T09:05:00Z");
    let again = ana.send(Method::Post, &path, &key, Some(json!({}))).await;
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.json(), again.json());
    // Another key and the very same content: still the first receipt.
    assert_eq!(submit(&ana, &entry).await.json(), first.json());
    assert_eq!((versions(&app).await, app.mails().await.len()), (1, 1));
}

#[rocket::async_test]
async fn the_last_submitted_version_counts() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let first = submit(&ana, &entry).await.expect(Status::Ok);
    answer(&ana, &entry, "title", 1, json!("Wide open doors")).await.expect(Status::Ok);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["changed_since_submit"], &view["title"]), (&json!(true), &json!("Open doors")));
    assert_eq!(view["submitted"]["sha256"], first["sha256"]);

    app.at("2027-02-02T09:00:00Z");
    let ana = app.person("ana@osijek.example").await;
    let second = submit(&ana, &entry).await.expect(Status::Ok);
    assert_eq!(second["number"], 2);
    assert_ne!(second["sha256"], first["sha256"]);
    let view = ana.get(&entry).await.expect(Status::Ok);
    assert_eq!((&view["changed_since_submit"], &view["title"]), (&json!(false), &json!("Wide open doors")));
    let file = ana.get(&format!("{entry}/receipt")).await.expect(Status::Ok);
    assert_eq!(file["sha256"], second["sha256"]);
    assert_eq!((versions(&app).await, app.mails().await.len()), (2, 2));
}

#[rocket::async_test]
async fn an_early_finding_takes_no_right_away_before_the_deadline() {
    let app = TestApp::new().await;
    let (edition, _, city) = call(&app).await;
    for (state, how, category) in [
        (EntryState::Eligible, "submit", "service_delivery"),
        (EntryState::Ineligible, "withdraw", "workforce_support"),
    ] {
        let ana = app.person("ana@osijek.example").await;
        let entry = app.complete_draft(&ana, &city, category).await;
        let first = submit(&ana, &entry).await.expect(Status::Ok);
        found(&app, &entry, state).await;
        assert_eq!(
            submit(&ana, &entry).await.json()["sha256"],
            first["sha256"],
            "as it was: nothing to find anew"
        );
        let view = ana.get(&entry).await.expect(Status::Ok);
        assert_eq!((&view["may_edit"], &view["state"]), (&json!("yes"), &json!(state.as_str())));

        answer(&ana, &entry, "title", 1, json!("Wide open doors")).await.expect(Status::Ok);
        if how == "submit" {
            assert_eq!(submit(&ana, &entry).await.expect(Status::Ok)["number"], 2);
            assert_eq!(ana.get(&entry).await.expect(Status::Ok)["state"], "submitted", "to be checked again");
            found(&app, &entry, state).await;
            app.at_deadline(&edition, 0);
            let ana = app.person("ana@osijek.example").await;
            submit(&ana, &entry).await.assert_problem(409, "entries/closed");
            app.at_deadline(&edition, -1);
        } else {
            let reason = json!({"reason": "A partner left."});
            ana.post_once(&format!("{entry}/withdraw"), reason).await.expect(Status::Ok);
        }
    }
}

/// What staff found about an entry.
async fn found(app: &TestApp, entry: &str, state: EntryState) {
    let id = entry.rsplit('/').next().expect("an id");
    let tx = app.ctx().begin().await.expect("a transaction");
    entry::Entity::update_many()
        .col_expr(entry::Column::State, Expr::value(state))
        .filter(entry::Column::PublicId.eq(id))
        .exec(&*tx)
        .await
        .expect("a state");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn a_withdrawn_entry_is_told_and_stays_as_it_is() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let withdraw = format!("{entry}/withdraw");
    let early = ana.post_once(&withdraw, json!({"reason": ""})).await;
    early.assert_problem(409, "entries/not-editable");
    submit(&ana, &entry).await.expect(Status::Ok);
    let view = ana.post_once(&withdraw, json!({"reason": "A partner left."})).await.expect(Status::Ok);
    assert_eq!((&view["state"], &view["state_reason"]), (&json!("withdrawn"), &json!("A partner left.")));
    assert_eq!(view["may_edit"], "not_editable");
    answer(&ana, &entry, "title", 1, json!("x")).await.assert_problem(409, "entries/not-editable");
    submit(&ana, &entry).await.assert_problem(409, "entries/not-editable");
    let kinds: Vec<String> = app.mails().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["entry_received", "entry_withdrawn"]);
    let audit_events = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.app.db.read()).await;
    let audit_events: Vec<String> =
        audit_events.expect("the log").into_iter().map(|row| row.action).collect();
    let refused = "request.refuse".to_owned();
    let kept = ["entry.create".into(), refused.clone(), "entry.submit".into(), "entry.withdraw".into()];
    assert!(audit_events.ends_with(&[&kept[..], &[refused.clone(), refused]].concat()), "{audit_events:?}");
}

/// Who presses the button, the colleagues and the contact hear of it, each address once.
#[rocket::async_test]
async fn a_withdrawal_is_undone_until_the_deadline_and_leaves_its_trace() {
    let app = TestApp::new().await;
    let (edition, ana, city) = call(&app).await;
    let entry = app.complete_draft(&ana, &city, "service_delivery").await;
    let (withdraw, reinstate) = (format!("{entry}/withdraw"), format!("{entry}/reinstate"));
    submit(&ana, &entry).await.expect(Status::Ok);
    ana.post_once(&reinstate, json!({})).await.assert_problem(409, "entries/not-editable");
    let gone = ana.post_once(&withdraw, json!({ "reason": "By mistake." })).await.expect(Status::Ok);
    assert_eq!((&gone["state"], &gone["may_reinstate"]), (&json!("withdrawn"), &json!(true)));

    let back = ana.post_once(&reinstate, json!({})).await.expect(Status::Ok);
    assert_eq!((&back["state"], &back["state_reason"]), (&json!("submitted"), &json!("")));
    assert_eq!((&back["may_edit"], &back["submitted"]["number"]), (&json!("yes"), &json!(1)));
    let deed = audit::Entity::find().order_by_desc(audit::Column::Id).one(app.app.db.read()).await;
    let deed = deed.expect("the log").expect("a deed");
    assert_eq!(deed.action, "entry.reinstate");
    assert!(deed.detail.contains("By mistake."), "{}", deed.detail);

    ana.post_once(&withdraw, json!({ "reason": "" })).await.expect(Status::Ok);
    app.at_deadline(&edition, 0);
    let ana = app.person("ana@osijek.example").await;
    ana.post_once(&reinstate, json!({})).await.assert_problem(409, "entries/closed");
    assert_eq!(ana.get(&entry).await.expect(Status::Ok)["may_reinstate"], false);
}

/// Another entry may stand in its place by then.
#[rocket::async_test]
async fn an_undone_withdrawal_counts_against_the_limits_again() {
    let app = TestApp::new().await;
    let (_, ana, city) = call(&app).await;
    let first = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &first).await.expect(Status::Ok);
    let reason = json!({ "reason": "" });
    ana.post_once(&format!("{first}/withdraw"), reason).await.expect(Status::Ok);
    let second = app.complete_draft(&ana, &city, "service_delivery").await;
    submit(&ana, &second).await.expect(Status::Ok);
    let again = ana.post_once(&format!("{first}/reinstate"), json!({})).await;
    refused_by(&again, &["one_in_each"]);
}
