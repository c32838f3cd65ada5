//! What a person is told of a document that is not right.

use palmares::editions::{
    EditionDocument, WindowState,
    sample::{ESSA_2023, SAMPLES},
};
use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{PREVIEW, TestApp};

async fn told(app: &TestApp, text: &str) -> Vec<(String, String)> {
    let answer = app.staff().await.post(PREVIEW, json!({ "document": text })).await;
    answer.assert_problem(422, "editions/document");
    let words = |one: &Value, member: &str| one[member].as_str().unwrap_or_default().to_owned();
    let errors = answer.json()["errors"].as_array().expect("errors").clone();
    errors.iter().map(|one| (words(one, "pointer"), words(one, "detail"))).collect()
}

#[rocket::async_test]
async fn every_fault_is_told_at_once_with_its_line_and_in_words() {
    let app = TestApp::new().await;
    let text = ESSA_2023
        .replace("\"min_judges\": 3", "\"min_judgs\": 3")
        .replace("\"year\": 2023", "\"year\": \"2023\"")
        .replacen("\"required\": false", "\"required\": \"no\"", 1)
        .replacen("\"weight\": 30", "\"weight\": 0", 1)
        .replacen("\"kind\": \"open\"", "\"kind\": \"opened\"", 1);
    let line = |needle: &str| text.lines().position(|line| line.contains(needle)).map_or(0, |line| line + 1);
    let found = told(&app, &text).await;
    for (pointer, detail) in &found {
        assert!(
            !["expected", "invalid type", "u8", "u32", "struct", "variant"]
                .iter()
                .any(|word| detail.contains(word)),
            "{pointer}: {detail}"
        );
    }
    let detail = |pointer: &str| {
        let one = found.iter().find(|(found, _)| found == &format!("/document{pointer}"));
        one.unwrap_or_else(|| panic!("{pointer} in {found:#?}")).1.clone()
    };
    let year = detail("/edition/year");
    assert!(year.starts_with(&format!("line {}, column 5: edition › year: ", line("\"year\""))), "{year}");
    assert!(year.ends_with("Write the number without quotation marks: 2023."), "{year}");
    let unknown = detail("/rounds/0/min_judgs");
    assert!(unknown.contains(&format!("line {}", line("min_judgs"))), "{unknown}");
    assert!(
        unknown.contains("round “Judging”") && unknown.contains("did you mean `min_judges`?"),
        "{unknown}"
    );
    assert!(detail("/rounds/0/min_judges").contains("Add the member `min_judges`"));
    assert!(detail("/categories/0/kind").contains("did you mean `open`?"));
    let required = found.iter().find(|(pointer, _)| pointer.ends_with("/required"));
    assert!(required.is_some_and(|(_, detail)| detail.ends_with("Write true or false here, not a text.")));
    assert!(detail("/rounds/0/ballot/criteria/0/weight").contains("from 1 to"));
    assert_eq!(found.len(), 6, "{found:#?}");
}

#[rocket::async_test]
async fn a_text_that_is_no_json_is_told_where_and_what_to_do() {
    let app = TestApp::new().await;
    for (text, starts, says) in [
        ("{\n  \"format\": \"palmares-edition/1\",\n}", "line 3, column 1: ", "Remove the comma"),
        ("{\n  format: 1 }", "line 2, column 3: ", "double quotation marks"),
        ("{ \"format\": ", "line 1, column 12: ", "ends too early"),
        ("{} {}", "line 1, column 4: ", "remove what follows"),
    ] {
        let found = told(&app, text).await;
        assert_eq!(found.len(), 1);
        assert!(found[0].1.starts_with(starts) && found[0].1.contains(says), "{found:?}");
    }
}

#[rocket::async_test]
async fn a_byte_order_mark_is_no_fault() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let text = format!("\u{FEFF}{ESSA_2023}");
    staff.post("/api/staff/editions", json!({ "document": text })).await.expect(Status::Created);
}

#[rocket::async_test]
async fn clear_mistakes_are_warned_of_before_anything_is_taken() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let mut document: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    let brussels = |day: &str| json!(format!("{day}T00:00:00+02:00[Europe/Brussels]"));
    document["windows"]["judging"]["from"] = brussels("2023-06-01");
    document["windows"]["public_vote"]["from"] = brussels("2023-08-01");
    document["rounds"][0]["ballot"]["criteria"][0]["weight"] = json!(20);
    let text = document.to_string().replace("\"key\":\"title\"", "\"key\":\"heading\"");
    let seen = staff.post(PREVIEW, json!({ "document": text })).await.expect(Status::Ok);
    let warnings = seen["warnings"].to_string();
    for said in [
        "Judging in “Judging” begins before the call has ended.",
        "The public vote begins before judging has ended.",
        "No question names the entry",
        "The weights add up to 90 and not to 100",
        "The call is already over",
        "No vote is held or counted here yet",
        "The program makes no such list yet",
        "The program does not add up several rounds yet",
        "The program awards nothing yet",
        "The program does not look at this rule yet: people keep it.",
    ] {
        assert!(warnings.contains(said), "{said} in {warnings}");
    }
    assert_eq!(seen["warnings"].as_array().map(Vec::len), Some(12), "{warnings}");
}

fn text<'a>(one: &'a Value, member: &str) -> &'a str {
    one[member].as_str().expect(member)
}

#[rocket::async_test]
async fn an_empty_installation_has_documents_to_begin_with() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let list = staff.get("/api/staff/samples").await.expect(Status::Ok);
    let list = list.as_array().expect("a list");
    let paths = list.iter().map(|one| format!("{}/{}", text(one, "programme"), text(one, "edition")));
    assert_eq!(paths.collect::<Vec<_>>(), SAMPLES.iter().map(|sample| sample.path).collect::<Vec<_>>());
    assert!(list.iter().all(|one| text(one, "name").ends_with(text(one, "edition"))), "{list:?}");
    for one in list {
        let path = format!("/api/staff/samples/{}/{}", text(one, "programme"), text(one, "edition"));
        let mut document = staff.get(&path).await.expect(Status::Ok)["document"].clone();
        let now = app.app.clock.now();
        let read = EditionDocument::from_value(&document).expect("a document");
        assert_eq!(read.call().expect("a call").state(now), WindowState::Before, "{path}");
        // Years of one programme all begin as its next.
        document["edition"]["slug"] = json!(format!("after-{}", text(one, "edition")));
        let seen = staff.post(PREVIEW, json!({ "document": document })).await.expect(Status::Ok);
        assert_eq!(seen["version"], 0, "{path}");
        staff.post("/api/staff/editions", json!({ "document": document })).await.expect(Status::Created);
    }
    staff.get("/api/staff/samples/essa/1999").await.assert_problem(404, "not-found");
}
