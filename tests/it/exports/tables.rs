//! The other tables, and what holds for all of them.

use std::io::{Cursor, Read as _};

use palmares::files::FileKind;
use rocket::http::Status;
use serde_json::json;

use super::Table;
use crate::support::TestApp;

const KINDS: [&str; 9] =
    ["entries", "scores", "results", "judges", "contacts", "conflicts", "consents", "set_aside", "questions"];

#[rocket::async_test]
async fn an_entry_has_one_column_per_answer() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let id = panel.entry("service_delivery", "Otvorena \"vrata\", 2023", "Grad Osijek").await;
    let entries = Table::of(&panel, "entries").await;
    let row = &entries.rows[0];
    for (column, value) in [
        ("edition", "essa/2023"),
        ("entry_id", id.as_str()),
        ("category", "service_delivery"),
        ("state", "eligible"),
        ("title", "Otvorena \"vrata\", 2023"),
        ("organisation", "Grad Osijek"),
        ("organisation_kind", "city"),
        ("country", "HR"),
        ("submitted_at", "2027-02-01T09:00:00.000Z"),
        ("submitted_number", "1"),
        ("contact_email", "ana@osijek.example"),
        ("target_group", "[\"older_people\"]"),
        ("c_impact", "Loneliness fell by a third."),
        ("truth", "true"),
        ("newsletter", "false"),
        ("c_users", ""),
    ] {
        assert_eq!(entries.cell(row, column), value, "{column}");
    }
    let fields = panel.edition.document.form.fields().filter(|field| field.key != "title");
    for field in fields {
        assert!(entries.columns.contains(&field.key), "{}", field.key);
    }
}

#[rocket::async_test]
async fn formulas_of_strangers_stay_text() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let payloads =
        ["=HYPERLINK(\"http://evil.test\")", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1", "a;=1+1"];
    for payload in payloads {
        panel.entry("service_delivery", payload, payload).await;
    }
    let (browser, mia) = panel.judge_of("mia@jury.example", "=cmd|' /C calc'!A0").await;
    panel.assign("service_delivery", &[&mia]).await;
    let path = panel.assignment(&browser, "+1").await;
    let comment = json!({"comments": {"internal": "=1+1\n-2"}});
    browser.put(&format!("{path}/scoresheet"), 0, comment).await.expect(Status::Ok);
    let reason = json!({"reason": "@SUM(1)"});
    browser.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);
    for kind in KINDS {
        let table = Table::for_spreadsheets(&panel, kind).await;
        for cell in table.rows.iter().flatten() {
            let is_number = cell.parse::<f64>().is_ok();
            let begins = cell.trim_start().chars().next();
            assert!(is_number || !begins.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{kind}: {cell:?}");
        }
    }
    let scores = Table::for_spreadsheets(&panel, "scores").await;
    assert_eq!(scores.cell(&scores.rows[0], "comment_internal"), "'=1+1\n'-2");
    // Programs get what was written.
    let scores = Table::of(&panel, "scores").await;
    assert_eq!(scores.cell(&scores.rows[0], "comment_internal"), "=1+1\n-2");
    let entries = Table::of(&panel, "entries").await;
    let titles: Vec<&str> = entries.rows.iter().map(|row| entries.cell(row, "title")).collect();
    assert_eq!(titles, payloads);
}

#[rocket::async_test]
async fn a_workbook_holds_the_table_with_texts_and_numbers_as_such() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "=1+1", "Grad Osijek").await;
    let (mia, id) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&id]).await;
    panel.score(&mia, "=1+1", [7.0, 8.0, 9.0]).await;
    for kind in KINDS {
        let answer = panel.staff.get(&format!("/api/staff/editions/essa/2023/exports/{kind}.xlsx")).await;
        assert_eq!(answer.status, 200, "{kind}");
        let name = format!("filename=\"essa-2023-{kind}.xlsx\"");
        assert!(answer.header("content-disposition").is_some_and(|value| value.contains(&name)));
        let found = palmares::files::check(&mut Cursor::new(&answer.bytes), &[FileKind::Xlsx], u64::MAX);
        assert_eq!(found.expect("a sound workbook"), FileKind::Xlsx);
        let mut book = zip::ZipArchive::new(Cursor::new(&answer.bytes)).expect("an archive");
        let mut sheet = String::new();
        let mut part = book.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
        part.read_to_string(&mut sheet).expect("XML");
        let table = Table::of(&panel, kind).await;
        assert_eq!(sheet.matches("<row ").count(), table.rows.len() + 1, "{kind}");
        assert!(!sheet.contains("<f>"), "{kind} has a formula");
        for column in &table.columns {
            assert!(sheet.contains(&format!("<t>{column}</t>")), "{kind}: {column}");
        }
        if kind == "scores" {
            assert!(sheet.contains("<v>7</v>"), "{sheet}");
        }
    }
}

/// Every column of answers is explained by a row.
#[rocket::async_test]
async fn questions_explain_the_columns_of_entries() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let (entries, questions) = (Table::of(&panel, "entries").await, Table::of(&panel, "questions").await);
    let explained: Vec<&str> = questions.rows.iter().map(|row| questions.cell(row, "column")).collect();
    let answers = &entries.columns[14..entries.columns.len() - 1];
    assert_eq!(explained, answers);
    assert_eq!(entries.columns.last().map(String::as_str), Some("category_title"));
    let since = questions.rows_with("field", "esn_member_since")[0];
    assert_eq!(questions.cell(since, "asked_of_some"), "true");
    let row = questions.rows_with("field", "title")[0];
    assert_eq!(questions.cell(row, "asked_of_some"), "false");
    let label = &panel.edition.document.form.field("title").expect("a field").label;
    assert_eq!(questions.cell(row, "label"), label);
}

#[rocket::async_test]
async fn judges_and_conflicts_are_told_with_their_progress_and_reasons() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    panel.entry("service_delivery", "Doors", "Grad Osijek").await;
    panel.entry("service_delivery", "Tea", "Tea").await;
    let (browser, mia) = panel.judge_of("mia@jury.example", "Grad Osijek").await;
    panel.assign("service_delivery", &[&mia]).await;
    panel.score(&browser, "Tea", [5.0; 3]).await;
    let path = panel.assignment(&browser, "Coffee").await;
    let reason = json!({"reason": "My sister works there."});
    browser.post_once(&format!("{path}/conflict"), reason).await.expect(Status::Ok);

    let judges = Table::of(&panel, "judges").await;
    let row = &judges.rows[0];
    let cells = ["state", "panels", "assigned", "begun", "handed_in", "recused", "conflicts"];
    let found = cells.map(|column| judges.cell(row, column));
    assert_eq!(found, ["accepted", "[\"service_delivery\"]", "1", "0", "1", "1", "2"]);
    assert_eq!(judges.cell(row, "accepted_at"), "2027-02-01T09:00:00.000Z");

    let conflicts = Table::of(&panel, "conflicts").await;
    let found: Vec<_> = conflicts
        .rows
        .iter()
        .map(|row| ["title", "kind", "judge_id"].map(|column| conflicts.cell(row, column).to_owned()))
        .collect();
    assert_eq!(found[0], ["Doors".to_owned(), "organisation".to_owned(), mia.clone()]);
    assert_eq!(found[1], ["Coffee".to_owned(), "declared".to_owned(), mia]);
    assert_eq!(conflicts.cell(&conflicts.rows[1], "reason"), "My sister works there.");
    assert_eq!(conflicts.cell(&conflicts.rows[1], "recorded_by"), "mia");
}

#[rocket::async_test]
async fn contacts_name_the_person_of_the_entry() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let contacts = Table::of(&panel, "contacts").await;
    let row = &contacts.rows[0];
    let cells = ["organisation", "contact_name", "contact_email", "contact_phone", "member_email"];
    let found = cells.map(|column| contacts.cell(row, column));
    assert_eq!(found, ["Rural Coffee Caravan", "Ana Kovač", "ana@osijek.example", "", ""]);
    assert!(!contacts.columns.contains(&"c_impact".to_owned()));
}

#[rocket::async_test]
async fn a_byte_order_mark_comes_on_request_only() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let path = "/api/staff/editions/essa/2023/exports/judges.csv";
    let plain = panel.staff.get(path).await.bytes;
    let marked = panel.staff.get(&format!("{path}?bom=true")).await.bytes;
    assert!(plain.starts_with(b"\"edition\""));
    assert_eq!(marked, [b"\xEF\xBB\xBF".as_slice(), plain.as_slice()].concat());
    assert_eq!(panel.staff.get(&format!("{path}?bom=false")).await.bytes, plain);
}

#[rocket::async_test]
async fn a_named_export_says_who_took_it_and_when_and_is_the_same_otherwise() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let entry = panel.entry("service_delivery", "Coffee", "Rural Coffee Caravan").await;
    let (browser, mia) = panel.judge("mia@jury.example").await;
    panel.assign("service_delivery", &[&mia]).await;
    panel.score(&browser, "Coffee", [7.0, 8.0, 9.0]).await;
    for kind in ["scores", "results"] {
        let plain = Table::of(&panel, kind).await;
        let path = format!("/api/staff/editions/essa/2023/exports/{kind}.csv?named=true");
        let named = Table::read(&panel.staff.get(&path).await.bytes);
        let (note, columns) = named.columns.split_last().expect("columns");
        assert_eq!(
            (note.as_str(), columns),
            ("exported by staff at 2027-02-01T09:00:00.000Z", &*plain.columns)
        );
        assert_eq!(named.rows_with("entry_id", &entry).len(), plain.rows_with("entry_id", &entry).len());
        assert!(!named.rows.is_empty());
        for (named, plain) in named.rows.iter().zip(&plain.rows) {
            assert_eq!(named.split_last(), Some((&String::new(), plain.as_slice())));
        }
    }
}

#[rocket::async_test]
async fn exports_are_for_staff_and_each_is_on_record() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    let (mia, _) = panel.judge("mia@jury.example").await;
    let before = app.audit_events("export.download").await;
    for kind in KINDS {
        let path = format!("/api/staff/editions/essa/2023/exports/{kind}.csv");
        mia.get(&path).await.assert_problem(403, "accounts/wrong-role");
        app.anyone().get(&path).await.assert_problem(401, "accounts/not-signed-in");
        Table::of(&panel, kind).await;
    }
    assert_eq!(app.audit_events("export.download").await - before, KINDS.len());
    for wrong in ["essa/1999/exports/scores.csv", "essa/2023/exports/secrets.csv", "essa/2023/exports/scores"]
    {
        panel.staff.get(&format!("/api/staff/editions/{wrong}")).await.assert_problem(404, "not-found");
    }
}
