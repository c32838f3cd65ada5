//! Earlier editions: brought in as a file, and asked about by rules.

use entity::{entry::EntryState, history};
use palmares::{
    editions::{
        Edition, EditionDocument, PastOutcome, PastRemoved, import_past, read_past, remove_past,
        sample::Stage,
    },
    housekeeping::renew_search,
};
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, EntityTrait as _};
use serde_json::json;

use crate::{
    entries::limits::refused_by,
    support::{Browser, DOCUMENT, PREVIEW, TestApp, entries::new_entry},
};

const HEADING: &str = "year,organisation,country,category,title,honour";

async fn bring_in(app: &TestApp, programme: &str, lines: &[&str]) -> Option<PastOutcome> {
    let rows = read_past(&format!("{HEADING}\n{}\n", lines.join("\n"))).expect("rows");
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let outcome = import_past(&tx, &ctx, programme, &rows).await.expect("an import");
    tx.commit().await.expect("a commit");
    outcome
}

async fn take_out(app: &TestApp, lines: &[&str]) -> Option<PastRemoved> {
    let rows = read_past(&format!("{HEADING}\n{}\n", lines.join("\n"))).expect("rows");
    let ctx = app.ctx();
    let tx = ctx.begin().await.expect("a transaction");
    let outcome = remove_past(&tx, &ctx, "essa", &rows).await.expect("a removal");
    tx.commit().await.expect("a commit");
    outcome
}

async fn kept(app: &TestApp) -> Vec<history::Model> {
    history::Entity::find().all(app.ctx().read()).await.expect("lines")
}

/// An edition in which nobody enters who won the year before, and an organisation of Osijek.
async fn looking_back(app: &TestApp) -> (Edition, Browser<'_>, String) {
    let edition = app.edition(Stage::Call).await;
    app.change_rules(|document| {
        let rules = document["rules"].as_array_mut().expect("rules");
        rules.push(json!({
            "key": "again", "text": "Who won last year does not enter this year.",
            "if": "history.filter(h, h.year == edition.year - 1 && h.honour == 'winner').size() == 0",
            "at": "start", "else": "refuse"
        }));
        rules.push(json!({
            "key": "twice", "text": "An organisation that took part twice may not enter again.",
            "if": "history.filter(h, h.honour == 'entered').size() < 2", "at": "start", "else": "refuse"
        }));
    })
    .await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    (edition, ana, city)
}

#[rocket::async_test]
async fn the_same_file_twice_adds_nothing() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let lines = ["2022,Grad Osijek,HR,Services,Doors,winner", "2022,Grad Osijek,HR,Services,Doors,"];
    assert_eq!(bring_in(&app, "essa", &lines).await, Some(PastOutcome { added: 2, known: 0 }));
    let spelled = ["2022,GRAD OSIJEK,hr,Services,Doors,winner", "2021,Grad Osijek,HR,Services,Doors,winner"];
    assert_eq!(bring_in(&app, "essa", &spelled).await, Some(PastOutcome { added: 1, known: 1 }));
    assert_eq!(bring_in(&app, "essa", &spelled).await, Some(PastOutcome { added: 0, known: 2 }));
    assert_eq!(app.audit_events("history.import").await, 2);
    assert_eq!(bring_in(&app, "no-such", &lines).await, None);
}

#[rocket::async_test]
async fn exactly_the_lines_of_a_file_are_removed_and_who_looks_finds_it_in_the_audit_log() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let lines = ["2022,Grad Osijek,HR,Services,Doors,winner", "2022,Grad Osijek,HR,Services,Doors,"];
    bring_in(&app, "essa", &lines).await;
    let others = ["2022,Grad Osijek,HR,Services,Gates,winner", "2021,Grad Osijek,HR,Services,Doors,winner"];
    assert_eq!(take_out(&app, &others).await, Some(PastRemoved { removed: 0, unknown: 2 }));
    assert_eq!(app.audit_events("history.remove").await, 0);
    let spelled = ["2022,GRAD OSIJEK,hr,Services,Doors,winner", others[0]];
    assert_eq!(take_out(&app, &spelled).await, Some(PastRemoved { removed: 1, unknown: 1 }));
    assert_eq!(app.audit_events("history.remove").await, 1);
    let left: Vec<String> = kept(&app).await.into_iter().map(|line| line.honour).collect();
    assert_eq!(left, ["entered"]);
}

#[rocket::async_test]
async fn lines_of_any_script_are_imported_at_their_full_length() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    // Four bytes each, and nothing in it that could be written shorter.
    let long = |from: u32| -> String {
        (0..300).filter_map(|at| char::from_u32(0x2_0000 + (from + at * 7919) % 40_000)).collect()
    };
    let line = format!("2022,{},GE,{},{},winner", long(1), long(2), long(3));
    assert_eq!(bring_in(&app, "essa", &[&line]).await, Some(PastOutcome { added: 1, known: 0 }));
    assert_eq!(bring_in(&app, "essa", &[&line]).await, Some(PastOutcome { added: 0, known: 1 }));
}

#[rocket::async_test]
async fn lines_are_recognised_again_when_names_are_recognised_otherwise() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let lines = ["2022,Grad Osijek,HR,Services,Doors,winner", "2021,Grad Zagreb,HR,Services,Doors,winner"];
    bring_in(&app, "essa", &lines).await;
    let right = kept(&app).await;
    let tx = app.ctx().begin().await.expect("a transaction");
    let older = "UPDATE history SET match_key = 'older', same_key = 'older' || year";
    tx.execute_unprepared(older).await.expect("an older form");
    tx.execute_unprepared("UPDATE setting SET value = ''").await.expect("an older form");
    tx.commit().await.expect("a commit");
    // In the meantime it seems to be another one.
    bring_in(&app, "essa", &lines[..1]).await;
    assert_eq!(kept(&app).await.len(), 3);
    renew_search(&app.ctx()).await.expect("renewed");
    let what = |lines: Vec<history::Model>| {
        let mut what: Vec<_> =
            lines.into_iter().map(|line| (line.year, line.match_key, line.same_key)).collect();
        what.sort();
        what
    };
    assert_eq!(what(kept(&app).await), what(right));
}

#[rocket::async_test]
async fn a_rule_that_looks_back_refuses_who_won_before_with_what_decided() {
    let app = TestApp::new().await;
    let (edition, ana, city) = looking_back(&app).await;
    let before = edition.document.edition.year - 1;
    let new = async || ana.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    // None of these is about it: another name, another country, another year, another honour.
    let others = [
        format!("{before},Grad Zagreb,HR,Services,Doors,winner"),
        format!("{before},Grad Osijek,AT,Services,Doors,winner"),
        format!("{},Grad Osijek,HR,Services,Doors,winner", before - 1),
        format!("{},Grad Osijek,HR,Services,Doors,winner", before + 1),
        format!("{before},Grad Osijek,HR,Services,Doors,special_mention"),
    ];
    bring_in(&app, "essa", &others.each_ref().map(String::as_str)).await;
    new().await.expect(Status::Created);
    bring_in(&app, "essa", &[&format!("{before},\"GRAD OSIJEK.\",HR,Services,Doors,winner")]).await;
    let refused = new().await;
    refused_by(&refused, &["again"]);
    let rule = &refused.json()["rules"][0];
    assert_eq!(rule["text"], "Who won last year does not enter this year.");
    assert_eq!(rule["values"][1], json!({ "fact": "history", "value": 1 }));
}

#[rocket::async_test]
async fn entries_of_earlier_editions_held_here_count_beside_those_brought_in() {
    let app = TestApp::new().await;
    let (edition, ana, city) = looking_back(&app).await;
    let year = edition.document.edition.year;
    let earlier = |year: i16, programme: &str| {
        let mut document = EditionDocument::clone(&edition.document);
        document.programme.slug = programme.to_owned();
        document.edition.slug = year.to_string();
        document.edition.year = year;
        document
    };
    let new = async || ana.post_once("/api/entries", new_entry(&city, "service_delivery")).await;
    let (last, next) =
        (app.edition_of(&earlier(year - 1, "essa")).await, app.edition_of(&earlier(year + 1, "essa")).await);
    let other = app.edition_of(&earlier(year - 2, "other")).await;
    let place = ("service_delivery", "Doors");
    app.entry_in(&last, &city, place, EntryState::Eligible).await;
    // A later edition, another programme, and what was withdrawn or never submitted.
    app.entry_in(&next, &city, place, EntryState::Eligible).await;
    app.entry_in(&other, &city, place, EntryState::Eligible).await;
    for state in [EntryState::Draft, EntryState::Withdrawn] {
        app.entry_in(&last, &city, ("digital_transformation", "Gates"), state).await;
    }
    new().await.expect(Status::Created);
    // Of a year that was held here the entries are known; its honours are not.
    let known = format!("{},Grad Osijek,HR,Services,Other doors,", year - 1);
    bring_in(&app, "essa", &[&known]).await;
    let other_category = new_entry(&city, "digital_transformation");
    ana.post_once("/api/entries", other_category).await.expect(Status::Created);
    bring_in(&app, "essa", &[&known.replace("doors,", "doors,winner")]).await;
    refused_by(&new().await, &["again"]);
    bring_in(&app, "essa", &[&format!("{},Grad Osijek,HR,Services,Doors,", year - 2)]).await;
    refused_by(&new().await, &["again", "twice"]);
}

#[rocket::async_test]
async fn a_preview_says_that_a_rule_which_looks_back_is_not_counted() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Doors", "Osijek").await;
    let mut document = panel.staff.get(DOCUMENT).await.expect(Status::Ok)["document"].take();
    // The word alone does not look back.
    let never = "organisation.name != 'no history' && organisation.country == 'XX'";
    let again = "history.filter(h, h.honour == 'winner').size() == 0 && organisation.country == 'XX'";
    let rule = |key: &str, condition: &str| json!({ "key": key, "text": format!("Rule {key}."), "if": condition, "at": "start", "else": "refuse" });
    let rules = document["rules"].as_array_mut().expect("rules");
    rules.extend([rule("never", never), rule("again", again)]);
    let seen = panel.staff.post(PREVIEW, json!({ "document": document })).await.expect(Status::Ok);
    let text = seen["consequences"].to_string();
    assert!(text.contains("1 submitted entry does not meet the rule “Rule never.”"), "{text}");
    assert!(!text.contains("not meet the rule “Rule again.”"), "{text}");
    assert!(text.contains("The rule “Rule again.” looks at earlier editions."), "{text}");
}
