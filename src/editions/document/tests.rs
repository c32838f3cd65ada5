//! What authors of edition documents rely on.

use entity::Timestamp;
use serde_json::{Value, json};

use super::{DocumentCode, EditionDocument, Moment, Points, Scale, Window, WindowState, schema};
use crate::{editions::sample::ESSA_2023, secret::sha256};

/// The faults of the sample edition after one change.
fn faults(pointer: &str, value: Value) -> Vec<(String, DocumentCode)> {
    let mut document: Value = serde_json::from_str(ESSA_2023).expect("the sample is JSON");
    let (parent, member) = pointer.rsplit_once('/').expect("a place in the document");
    match document.pointer_mut(parent).expect("the place exists") {
        Value::Object(members) => drop(members.insert(member.to_owned(), value)),
        list => list[member.parse::<usize>().expect("a position")] = value,
    }
    match EditionDocument::parse(&document.to_string()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|e| (e.pointer, e.code)).collect(),
    }
}

#[track_caller]
pub(super) fn check(pointer: &str, value: Value, at: &str, code: DocumentCode) {
    assert_eq!(faults(pointer, value), [(at.to_owned(), code)]);
}

#[test]
fn the_sample_edition_is_valid_and_says_what_was_published() {
    let essa = EditionDocument::parse(ESSA_2023).expect("the sample is valid");
    let entries = essa.call().expect("entries window");
    // 30 June 2023 was the published last day; midnight in Brussels is 22:00 UTC.
    assert_eq!(entries.to().instant().to_string(), "2023-06-30T22:00:00.000Z");
    assert_eq!(essa.categories.len(), 6);
    let limit = essa.rules.iter().find(|rule| rule.key == "two_in_all").expect("the limit");
    assert_eq!(limit.condition.as_deref(), Some("entries.size() < 2"));
    let weights: u32 = essa.judged().flat_map(|r| &r.criteria).map(|c| c.weight).sum();
    assert_eq!(weights, 100);
}

#[test]
fn judges_see_no_contact_details_of_the_sample() {
    let essa = EditionDocument::parse(ESSA_2023).expect("the sample is valid");
    let shown: Vec<&str> = essa
        .form
        .fields()
        .filter(|f| f.judges && f.key.starts_with("contact"))
        .map(|f| f.key.as_str())
        .collect();
    assert_eq!(shown, Vec::<&str>::new());
}

#[test]
fn exporting_what_was_imported_changes_nothing() {
    let first = EditionDocument::parse(ESSA_2023).expect("the sample is valid");
    let text = first.to_json().expect("can be written");
    let second = EditionDocument::parse(&text).expect("its own export is valid");
    assert_eq!(second, first);
    assert_eq!(second.to_json().expect("can be written"), text);
    assert_eq!(text, ESSA_2023, "the sample is kept in its exported form");
}

#[test]
fn the_content_hash_is_that_of_the_exported_file() {
    let essa = EditionDocument::parse(ESSA_2023).expect("the sample is valid");
    let hash = essa.content_hash().expect("can be written");
    let exported = sha256(ESSA_2023.as_bytes());
    assert_eq!(hash, data_encoding::HEXLOWER.encode(&exported));
    let mut other = essa.clone();
    other.edition.year = 2024;
    assert_ne!(other.content_hash().expect("can be written"), hash);
}

#[test]
fn a_fault_is_reported_at_its_place() {
    check("/format", json!("palmares-edition/9"), "/format", DocumentCode::Format);
    check("/categories/5/key", json!("Service Delivery"), "/categories/5/key", DocumentCode::Key);
    check("/programme/slug", json!("essa-"), "/programme/slug", DocumentCode::Slug);
    check("/programme/timezone", json!("Europe/Zagreeb"), "/programme/timezone", DocumentCode::Unknown);
    check("/edition/ceremony/country", json!("hr"), "/edition/ceremony/country", DocumentCode::Unknown);
    check(
        "/edition/ceremony/last_day",
        json!("2023-11-15"),
        "/edition/ceremony/last_day",
        DocumentCode::Order,
    );
    check("/edition/theme", json!("  "), "/edition/theme", DocumentCode::Empty);
    check("/edition/theme", json!("a\u{7}b"), "/edition/theme", DocumentCode::Character);
}

#[test]
fn a_fault_of_a_rule_is_reported_at_its_place() {
    check("/rules/4/if", json!("entries.size() < 'two'"), "/rules/4/if", DocumentCode::Condition);
    // What is answered is not known before anything is.
    check("/rules/4/if", json!("answer.title != ''"), "/rules/4/if", DocumentCode::Condition);
    check("/rules/4/if", Value::Null, "/rules/4/else", DocumentCode::Contradiction);
    check("/rules/4/key", json!("two in all"), "/rules/4/key", DocumentCode::Key);
    check("/rules/0/text", json!(""), "/rules/0/text", DocumentCode::Empty);
    let kinds = json!([{ "key": "city", "label": "City" }]);
    let facts = json!({ "organisation_kinds": kinds, "groups": { "eu": ["AT", "AT"] } });
    check("/facts", facts, "/facts/groups/eu/1", DocumentCode::Duplicate);
}

#[test]
fn limits_of_numbers_and_days_are_reported_at_their_place() {
    let place = "/form/sections/1/fields/3/answer";
    let number = json!({ "kind": "number", "min": 5, "max": 4, "decimals": 3 });
    // A month can no longer follow it.
    let after = ("/form/sections/1/fields/4/answer/not_before".to_owned(), DocumentCode::Reference);
    let at = |member: &str, code| (format!("{place}/{member}"), code);
    let found = [at("max", DocumentCode::Range), at("decimals", DocumentCode::Range), after.clone()];
    assert_eq!(faults(place, number), found);
    let days = json!({ "kind": "date", "from": "2026-02-01", "to": "2026-01-01" });
    assert_eq!(faults(place, days), [at("to", DocumentCode::Order), after.clone()]);
    // Nobody could answer these.
    let days = json!({ "kind": "date", "to": "1890-12-31" });
    assert_eq!(faults(place, days), [at("to", DocumentCode::Range), after.clone()]);
    let number = json!({ "kind": "number", "min": 2_000_000_000_000_u64, "unit": "a\nb" });
    let found = [at("min", DocumentCode::Range), at("unit", DocumentCode::Character), after];
    assert_eq!(faults(place, number), found);
}

#[test]
fn the_question_that_names_the_entry_says_so() {
    let place = "/form/sections/1/fields/0";
    let mut essa: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    let title = essa.pointer_mut(place).expect("the title");
    title["key"] = json!("headline");
    title["names_entry"] = json!(true);
    let document = EditionDocument::parse(&essa.to_string()).expect("a document");
    assert_eq!(document.form.title_field().map(|field| field.key.as_str()), Some("headline"));
    essa.pointer_mut("/form/sections/0/fields/5").expect("a role")["names_entry"] = json!(true);
    let faults = EditionDocument::parse(&essa.to_string()).expect_err("two names");
    let found: Vec<_> = faults.iter().map(|fault| (fault.pointer.clone(), fault.code)).collect();
    assert_eq!(found, [(format!("{place}/names_entry"), DocumentCode::Duplicate)]);
    let month = json!({ "key": "title", "label": "When?", "required": true, "public": true, "judges": true,
        "names_entry": true, "answer": { "kind": "month" } });
    check(place, month, &format!("{place}/names_entry"), DocumentCode::Contradiction);
}

#[test]
fn a_question_is_asked_by_what_is_known_before_it() {
    let place = "/form/sections/1/fields/3/if";
    for known in
        ["answer.esn_member", "'carers' in answer.target_group", "entry.category == 'workforce_support'"]
    {
        assert_eq!(faults(place, json!(known)), [], "{known}");
    }
    // A later question, the other entries of the organisation, another kind.
    for unknown in ["answer.end_date == '2026-01-01'", "entries.size() > 0", "answer.esn_member > 1"] {
        check(place, json!(unknown), place, DocumentCode::Condition);
    }
    // Everyone is asked for what names the entry.
    let condition = json!("answer.esn_member");
    check("/form/sections/1/if", condition.clone(), "/form/sections/1/if", DocumentCode::Contradiction);
    let title = "/form/sections/1/fields/0/if";
    check(title, condition, title, DocumentCode::Contradiction);
}

#[test]
fn a_fault_of_form_and_categories_is_reported_at_its_place() {
    check("/form/sections/0/key", json!("constructor"), "/form/sections/0/key", DocumentCode::Key);
    check(
        "/form/sections/2/fields/0/criterion",
        json!("beauty"),
        "/form/sections/2/fields/0/criterion",
        DocumentCode::Reference,
    );
    check(
        "/form/sections/1/fields/4/answer/not_before",
        json!("end_date"),
        "/form/sections/1/fields/4/answer/not_before",
        DocumentCode::Reference,
    );
    check(
        "/form/sections/3/fields/0/answer/min_files",
        json!(4),
        "/form/sections/3/fields/0/answer/min_files",
        DocumentCode::Order,
    );
    check(
        "/form/sections/3/fields/0/answer/accept/0",
        json!("pdf"),
        "/form/sections/3/fields/0/answer/accept/0",
        DocumentCode::Contradiction,
    );
    check(
        "/categories/5/pool/from/0",
        json!("excellence_cities"),
        "/categories/5/pool/from/0",
        DocumentCode::Reference,
    );
    check(
        "/categories/5/pool/organisation_kinds/0",
        json!("town"),
        "/categories/5/pool/organisation_kinds/0",
        DocumentCode::Reference,
    );
    check("/milestones/1/key", json!("panel_meeting"), "/milestones/1/key", DocumentCode::Duplicate);
    check(
        "/form/sections/1/fields/0/key",
        json!("partners"),
        "/form/sections/1/fields/0/key",
        DocumentCode::Duplicate,
    );
}

#[test]
fn a_part_of_the_wrong_shape_is_reported_at_its_place() {
    let shape = DocumentCode::Shape;
    check("/edition/year", json!("2023"), "/edition/year", shape);
    check("/categories/0/shortlist_size", json!(-1), "/categories/0/shortlist_size", shape);
    check("/windows/entries/to", json!("2023-07-01"), "/windows/entries/to", shape);
    check("/rounds/0/ballot/scale/step", json!(0.125), "/rounds/0/ballot/scale/step", shape);
    check(
        "/form/sections/1/fields/0/answer",
        json!({"kind": "text", "max_chars": 9, "colour": 1}),
        "/form/sections/1/fields/0/answer/colour",
        shape,
    );
    check(
        "/form/sections/0/fields/2/answer",
        json!({"kind": "boolean", "max_chars": 9}),
        "/form/sections/0/fields/2/answer/max_chars",
        shape,
    );
}

#[test]
fn all_faults_are_reported_at_once() {
    let text = ESSA_2023
        .replace("\"weight\": 30", "\"weight\": 0")
        .replace("\"excellence_cities\"", "\"Excellence\"");
    let errors = EditionDocument::parse(&text).expect_err("three faults");
    let places: Vec<&str> = errors.iter().map(|e| e.pointer.as_str()).collect();
    assert_eq!(
        places,
        ["/categories/5/key", "/rounds/0/ballot/criteria/0/weight", "/rounds/0/ballot/criteria/1/weight"]
    );
}

#[test]
fn windows_in_the_wrong_order_are_refused() {
    let order = DocumentCode::Order;
    let early = json!("2023-03-01T00:00:00+01:00[Europe/Brussels]");
    check("/windows/public_vote/to", early.clone(), "/windows/public_vote/to", order);
    check("/windows/check/from", early.clone(), "/windows/check/from", order);
    check("/windows/judging/from", early, "/rounds/0/window", order);
}

#[test]
fn a_key_given_twice_or_unknown_is_refused() {
    for (from, to) in [
        ("\"year\": 2023,", "\"year\": 2023, \"year\": 2024,"),
        (
            "\"windows\": {",
            "\"windows\": { \"check\": {\"from\": \"2023-07-03T00:00:00+02:00[Europe/Brussels]\", \"to\": \"2023-07-22T00:00:00+02:00[Europe/Brussels]\"},",
        ),
        ("\"year\": 2023,", "\"year\": 2023, \"colour\": 1,"),
    ] {
        let errors = EditionDocument::parse(&ESSA_2023.replacen(from, to, 1)).expect_err(to);
        assert_eq!(errors.first().map(|e| e.code), Some(DocumentCode::Shape), "{to}");
    }
}

#[test]
fn text_that_is_not_json_names_line_and_column() {
    for text in ["", "{", "{} {}", "nonsense"] {
        let errors = EditionDocument::parse(text).expect_err("not a document");
        assert_eq!(errors.len(), 1);
    }
    let errors = EditionDocument::parse("{\n  oops").expect_err("not JSON");
    let line = |e: &super::DocumentError| e.position.map(|position| position.line);
    assert!(errors.iter().all(|e| e.code == DocumentCode::Syntax && line(e) == Some(2)));
    assert!(EditionDocument::parse(&" ".repeat(2_000_000)).is_err());
}

/// Zone data from the IANA database: Brussels goes to summer time on
/// 2027-03-28 at 02:00 and back on 2026-10-25 at 03:00.
#[test]
fn a_moment_must_exist_in_its_zone() {
    let zoned = |text: &str| text.parse::<Moment>().map(|m| m.instant().0);
    assert!(zoned("2027-03-28T02:30:00+01:00[Europe/Brussels]").is_err());
    assert!(zoned("2027-03-28T02:30:00+02:00[Europe/Brussels]").is_err());
    let summer = zoned("2026-10-25T02:30:00+02:00[Europe/Brussels]").expect("exists");
    let winter = zoned("2026-10-25T02:30:00+01:00[Europe/Brussels]").expect("exists");
    assert_eq!(winter - summer, 3_600_000);
    assert!(zoned("2027-03-28T02:30:00[Europe/Brussels]").is_err(), "skipped");
    assert!(zoned("2026-10-25T02:30:00[Europe/Brussels]").is_err(), "which of the two?");
    assert!(zoned("2026-07-01T00:00:00+01:00[Europe/Brussels]").is_err(), "wrong offset");
    assert!(zoned("2026-07-01T00:00:00+02:00").is_err(), "no zone");
    assert!(zoned("2026-07-01T00:00:00+02:00[+02:00]").is_err(), "no place");
    assert!(zoned("2026-07-01T00:00:00.0001+02:00[Europe/Brussels]").is_err(), "too fine");
    assert!(zoned("1800-07-01T00:00:00Z[UTC]").is_err(), "too early");
}

#[test]
fn a_window_is_open_from_its_first_instant_to_just_before_its_last() {
    let window = Window::between(Timestamp(1_000), Timestamp(2_000)).expect("in range");
    let states = [
        (999, WindowState::Before),
        (1_000, WindowState::Open),
        (1_999, WindowState::Open),
        (2_000, WindowState::After),
    ];
    for (now, state) in states {
        let now = Timestamp(now);
        assert_eq!(window.state(now), state);
        assert_eq!(window.contains(now), state == WindowState::Open);
        assert_eq!(window.open_at(now).is_ok(), state == WindowState::Open);
    }
    let open = window.open_at(Timestamp(1_500)).expect("open");
    assert_eq!(open.at(), Timestamp(1_500));
}

#[test]
fn points_are_exact() {
    let points = |text: &str| text.parse::<Points>().map(|p| (p.hundredths(), p.to_string()));
    assert_eq!(points("7.5"), Ok((750, "7.5".into())));
    assert_eq!(points("7.50"), Ok((750, "7.5".into())));
    assert_eq!(points("-0.25"), Ok((-25, "-0.25".into())));
    assert_eq!(points("0.05"), Ok((5, "0.05".into())));
    assert_eq!(points("1000000"), Ok((100_000_000, "1000000".into())));
    for wrong in ["", "-", ".5", "5.", "1.234", "1e3", "+1", "1000000.01", "99999999", " 1"] {
        assert!(points(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn points_keep_their_digits_through_json() {
    for text in ["0.01", "0.07", "0.29", "1.1", "8.35", "999999.99", "-3.3", "10", "0"] {
        let points: Points = serde_json::from_str(text).expect(text);
        assert_eq!(points.to_string(), text);
        assert_eq!(serde_json::to_string(&points).expect(text), text);
    }
    for wrong in ["0.001", "1e9", "\"7\"", "null", "8.3499999999"] {
        assert!(serde_json::from_str::<Points>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_scale_admits_its_steps_only() {
    let scale: Scale = serde_json::from_value(json!({"min": 1, "max": 5.0, "step": 0.5})).expect("a scale");
    let admits = |text: &str| scale.admits(text.parse().expect("points"));
    assert!(admits("1") && admits("4.5") && admits("5"));
    assert!(!admits("0.5") && !admits("5.5") && !admits("4.25"));
}

#[test]
fn the_schema_describes_every_property_and_closes_every_object() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["$id"].as_str().is_some_and(|id| id.starts_with("urn:")));
    let mut places = vec![(String::new(), &schema)];
    let mut objects = 0;
    while let Some((place, node)) = places.pop() {
        if let Some(properties) = node.get("properties").and_then(Value::as_object) {
            objects += 1;
            assert_eq!(node["additionalProperties"], false, "{place}");
            for (name, property) in properties {
                let described = property.get("description").is_some() || property.get("const").is_some();
                assert!(described, "{place}/{name} has no description");
            }
        }
        match node {
            Value::Object(map) => places.extend(map.iter().map(|(k, v)| (format!("{place}/{k}"), v))),
            Value::Array(list) => places.extend(list.iter().map(|v| (place.clone(), v))),
            _ => {}
        }
    }
    assert!(objects > 25, "{objects}");
}
