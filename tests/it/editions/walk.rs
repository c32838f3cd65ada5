//! Each document that comes with the program is walked through, from its draft to the end of the
//! check, by those who enter and the staff.

use entity::edition::EditionState;
use palmares::{
    audit::Cause,
    editions::{
        AnswerKind, CategoryKind, EditionDocument, import_as,
        sample::{SAMPLES, Stage, shifted},
    },
};
use rocket::http::Status;
use serde_json::{Value, json};

use super::shipped::Entering;
use crate::support::{
    Browser, TestApp,
    entries::{answer, submit},
};

/// The document as a draft whose call would be open now.
async fn draft(app: &TestApp, document: &EditionDocument) -> EditionDocument {
    let document = shifted(document, Stage::Call, app.app.clock.now()).expect("dates stay in range");
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    import_as(&tx, &ctx, &document, EditionState::Draft, Cause::PROGRAM).await.expect("an import");
    tx.commit().await.expect("a commit");
    document
}

/// Somebody of a kind of organisation that may enter the category.
async fn entrant<'a>(app: &'a TestApp, document: &EditionDocument, category: &str, n: usize) -> Entering<'a> {
    for (place, kind) in document.facts.organisation_kinds.iter().enumerate() {
        let entering = Entering::new(app, &kind.key, n * 100 + place).await;
        if entering.start(document, category).await.status == 201 {
            return entering;
        }
    }
    panic!("nobody may enter {category}")
}

/// An answer that a question takes.
fn any(question: &AnswerKind) -> Value {
    match question {
        AnswerKind::Email {} => json!("ana@osijek.example"),
        AnswerKind::Phone {} => json!("+385 31 229 229"),
        AnswerKind::Url {} => json!("https://osijek.example/"),
        AnswerKind::UrlList { .. } => json!(["https://osijek.example/"]),
        AnswerKind::TextList { .. } => json!(["City of Vukovar"]),
        AnswerKind::Choice { options } => json!(options[0].key),
        AnswerKind::MultiChoice { options, .. } => json!([options[0].key]),
        AnswerKind::Month { .. } => json!("2025-03"),
        AnswerKind::Date { .. } => json!("2025-03-01"),
        AnswerKind::Number { .. } => json!("12"),
        AnswerKind::Country {} => json!("HR"),
        AnswerKind::Boolean {} | AnswerKind::Consent { .. } => json!(true),
        _ => json!("Open doors"),
    }
}

/// Starts an entry, answers what must be answered, and submits it.
async fn complete(entering: &Entering<'_>, document: &EditionDocument, category: &str) {
    let made = entering.start(document, category).await.expect(Status::Created);
    let entry = format!("/api/entries/{}", made["id"].as_str().expect("an id"));
    for field in document.form.fields().filter(|field| field.required) {
        answer(&entering.browser, &entry, &field.key, 0, any(&field.answer)).await.expect(Status::Ok);
    }
    entering.nominate(document, category, &entry).await;
    submit(&entering.browser, &entry).await.expect(Status::Ok);
}

/// What staff record about each rule that waits for them: the first is waived, the others are met.
async fn rule(staff: &Browser<'_>, entry: &str) -> Value {
    let seen = staff.get(entry).await.expect(Status::Ok);
    let open = seen["rules"].as_array().expect("rules").iter().filter(|rule| rule["state"] == "open");
    let rulings: Vec<_> = open
        .enumerate()
        .map(|(n, rule)| match n {
            0 => json!({ "rule": rule["key"], "ruling": "waived", "reason": "As the panel agreed." }),
            _ => json!({ "rule": rule["key"], "ruling": "met" }),
        })
        .collect();
    if !rulings.is_empty() {
        let (path, version) = (format!("{entry}/rulings"), seen["version"].as_i64().expect("a version"));
        staff.post_seen(&path, version, json!({ "rulings": rulings })).await.expect(Status::Ok);
    }
    let seen = staff.get(entry).await.expect(Status::Ok);
    let mut rules = seen["rules"].as_array().expect("rules").iter();
    assert!(rules.all(|rule| rule["state"] != "open"), "nothing is open: {seen}");
    seen
}

async fn decide(staff: &Browser<'_>, entry: &str, decision: Value) {
    let version = staff.get(entry).await.expect(Status::Ok)["version"].as_i64().expect("a version");
    staff.post_seen(&format!("{entry}/checks"), version, decision).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn each_edition_of_the_program_goes_from_a_draft_to_the_end_of_its_check() {
    for (number, sample) in SAMPLES.iter().enumerate() {
        let app = TestApp::new().await;
        let document = draft(&app, &sample.document().expect("a document")).await;
        let (staff, visitor) = (app.staff().await, app.anyone());
        let call = format!("/api/editions/{}", sample.path);
        let edition = format!("/api/staff/editions/{}", sample.path);
        visitor.get(&call).await.assert_problem(404, "not-found");
        staff.put(&format!("{edition}/state"), 1, json!({ "state": "published" })).await.expect(Status::Ok);
        assert_eq!(visitor.get(&call).await.expect(Status::Ok)["phase"], "call");

        let open = document.categories.iter().filter(|one| one.kind == CategoryKind::Open);
        let mut entered = Vec::new();
        for (n, category) in open.enumerate() {
            let entering = entrant(&app, &document, &category.key, number * 10 + n).await;
            complete(&entering, &document, &category.key).await;
            entered.push(category.key.as_str());
        }
        app.app.clock.set(document.window("check").expect("the check").from().instant());
        // Weeks later everyone signs in again.
        let late = Entering::new(&app, &document.facts.organisation_kinds[0].key, 9_999).await;
        late.start(&document, entered[0]).await.assert_problem(409, "entries/closed");
        let staff = app.staff().await;

        let list = staff.get(&format!("{edition}/entries?state=submitted")).await.expect(Status::Ok);
        let entries = list["items"].as_array().expect("entries");
        let entries: Vec<_> = entries
            .iter()
            .map(|one| format!("/api/staff/entries/{}", one["id"].as_str().expect("an id")))
            .collect();
        assert_eq!(entries.len(), entered.len(), "{}", sample.path);
        for (n, entry) in entries.iter().enumerate() {
            rule(&staff, entry).await;
            let decision = match n {
                0 => json!({ "result": "ineligible", "reason": "It is about another theme." }),
                _ => json!({ "result": "eligible" }),
            };
            decide(&staff, entry, decision).await;
        }
        let waiting = staff.get(&format!("{edition}/entries?state=submitted")).await.expect(Status::Ok);
        assert_eq!(waiting["items"], json!([]), "{}: nothing waits for the check", sample.path);
        let round = staff.get(&format!("{edition}/rounds/judging")).await.expect(Status::Ok);
        assert_eq!(round["coverage"]["entries"], json!(entries.len() - 1), "{}: {round}", sample.path);
    }
}
