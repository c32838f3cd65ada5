//! What people rely on while they type and when they submit.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Answer, FileCount, ProblemCode, check_answer, complete, disorder, parse_answer};
use crate::editions::{AnswerKind, Field, Form, sample::essa_2023};

fn essa() -> Form {
    essa_2023().expect("the sample is valid").form
}

fn field(kind: Value) -> Field {
    let answer: AnswerKind = serde_json::from_value(kind).expect("a kind of answer");
    Field {
        key: "field".into(),
        label: "Question".into(),
        help: None,
        condition: None,
        required: false,
        public: false,
        judges: true,
        autofill: None,
        names_entry: false,
        criterion: None,
        answer,
    }
}

fn saved(kind: Value, value: Value) -> Result<Value, &'static str> {
    parse_answer(&field(kind), &value).map(|answer| answer.to_json()).map_err(|error| error.code())
}

fn answers() -> BTreeMap<String, Answer> {
    let text = |text: &str| Answer::Text(text.into());
    let mut answers: BTreeMap<String, Answer> = [
        ("contact_name", text("Ana Kovač")),
        ("contact_email", text("ana@example.org")),
        ("title", text("A door that opens")),
        ("public_summary", text("We open doors.")),
        ("target_group", Answer::List(vec!["carers".into()])),
        ("start_date", text("2021-02")),
        ("c_theme", text("People decide.")),
        ("c_innovation", text("Nobody did it here.")),
        ("c_impact", text("Fewer closed doors.")),
        ("c_sustain", text("The city pays.")),
    ]
    .map(|(key, answer)| (key.to_owned(), answer))
    .into();
    for consent in ["promo_use", "rights_in_images", "privacy", "truth", "two_reps"] {
        answers.insert(consent.into(), Answer::Flag(true));
    }
    answers
}

/// The problems after one answer was changed: pointer, code, limit, actual.
fn problems(key: &str, answer: Answer) -> Vec<(String, ProblemCode, Option<u64>, Option<u64>)> {
    let mut answers = answers();
    answers.insert(key.into(), answer);
    complete(&essa(), &answers, &BTreeMap::new())
        .into_iter()
        .map(|problem| (problem.pointer, problem.code, problem.limit, problem.actual))
        .collect()
}

#[track_caller]
fn check(key: &str, answer: Answer, at: &str, code: ProblemCode) {
    let found: Vec<_> = problems(key, answer).into_iter().map(|(at, code, ..)| (at, code)).collect();
    assert_eq!(found, [(at.to_owned(), code)]);
}

#[test]
fn a_complete_entry_has_no_problems() {
    assert_eq!(problems("end_date", Answer::Nothing), []);
    assert_eq!(problems("end_date", Answer::Text("2021-02".into())), []);
}

#[test]
fn an_empty_entry_lacks_every_required_answer() {
    let form = essa();
    let found = complete(&form, &BTreeMap::new(), &BTreeMap::new());
    let required: Vec<&str> = form.fields().filter(|f| f.required).map(|f| f.key.as_str()).collect();
    let missing: Vec<&str> = found.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(missing, required);
    assert_eq!(missing.len(), 15);
}

#[test]
fn each_fault_is_found_at_its_place() {
    let text = |text: &str| Answer::Text(text.into());
    check("title", text(" "), "/answers/title", ProblemCode::Missing);
    check("contact_email", text("ana at example"), "/answers/contact_email", ProblemCode::BadEmail);
    check("contact_phone", text("call me"), "/answers/contact_phone", ProblemCode::BadPhone);
    check("video_url", text("javascript:alert(1)"), "/answers/video_url", ProblemCode::BadUrl);
    check("start_date", text("2021"), "/answers/start_date", ProblemCode::BadMonth);
    check("end_date", text("2021-01"), "/answers/end_date", ProblemCode::MonthOrder);
    check("truth", Answer::Flag(false), "/answers/truth", ProblemCode::ConsentMissing);
    check("privacy", Answer::Nothing, "/answers/privacy", ProblemCode::ConsentMissing);
    let websites = Answer::List(vec!["https://essa-eu.org".into(), "www.essa-eu.org".into()]);
    check("website", websites, "/answers/website/1", ProblemCode::BadUrl);
    let partner = Answer::List(vec!["p".repeat(201)]);
    check("partners", partner, "/answers/partners/0", ProblemCode::TooManyCharacters);
}

#[test]
fn limits_are_counted_to_the_word_and_character() {
    let words = |count| Answer::Text("слово ".repeat(count));
    assert_eq!(problems("public_summary", words(150)), []);
    let at = || "/answers/public_summary".to_owned();
    let too_many = (at(), ProblemCode::TooManyWords, Some(150), Some(151));
    assert_eq!(problems("public_summary", words(151)), [too_many]);
    let title = |count| Answer::Text("é".repeat(count));
    assert_eq!(problems("title", title(120)), []);
    let too_long = ("/answers/title".to_owned(), ProblemCode::TooManyCharacters, Some(120), Some(121));
    assert_eq!(problems("title", title(121)), [too_long]);
    let partners = Answer::List(vec!["partner".into(); 7]);
    let too_many = ("/answers/partners".to_owned(), ProblemCode::TooManyItems, Some(6), Some(7));
    assert_eq!(problems("partners", partners), [too_many]);
}

/// What is wrong with an answer, its limit and its day.
fn wrong(kind: Value, answer: &str) -> Vec<(ProblemCode, Option<u64>, Option<String>)> {
    let problems = check_answer(&field(kind), &Answer::Text(answer.into()));
    problems.into_iter().map(|problem| (problem.code, problem.limit, problem.day)).collect()
}

#[test]
fn numbers_keep_to_their_limits_and_decimals() {
    let euros = || json!({"kind": "number", "min": 1, "max": 1000, "decimals": 2, "unit": "€"});
    for good in ["1", "1000.00", "12.5"] {
        assert_eq!(wrong(euros(), good), [], "{good}");
    }
    assert_eq!(wrong(euros(), "0.99"), [(ProblemCode::NumberTooSmall, Some(1), None)]);
    assert_eq!(wrong(euros(), "1000.01"), [(ProblemCode::NumberTooLarge, Some(1000), None)]);
    assert_eq!(wrong(euros(), "about 12"), [(ProblemCode::BadNumber, None, None)]);
    assert_eq!(wrong(euros(), "12.345"), [(ProblemCode::TooManyDecimals, Some(2), None)]);
    let people = json!({"kind": "number"});
    assert_eq!(wrong(people, "12.5"), [(ProblemCode::TooManyDecimals, Some(0), None)]);
}

#[test]
fn days_lie_between_the_first_and_the_last() {
    let day = || json!({"kind": "date", "from": "2026-01-01", "to": "2026-12-31"});
    assert_eq!(wrong(day(), "2026-12-31"), []);
    let limit = |code, day: &str| [(code, None, Some(day.to_owned()))];
    assert_eq!(wrong(day(), "2025-12-31"), limit(ProblemCode::DateTooEarly, "2026-01-01"));
    assert_eq!(wrong(day(), "2027-01-01"), limit(ProblemCode::DateTooLate, "2026-12-31"));
    assert_eq!(wrong(day(), "2026-02-30"), [(ProblemCode::BadDate, None, None)]);
    assert_eq!(wrong(json!({"kind": "date"}), "1. 2. 2026"), [(ProblemCode::BadDate, None, None)]);
}

#[test]
fn a_day_does_not_precede_the_one_before_it() {
    let mut form = essa();
    form.sections.truncate(1);
    let begin = Field { key: "begin".into(), ..field(json!({"kind": "date"})) };
    let end = Field { key: "end".into(), ..field(json!({"kind": "date", "not_before": "begin"})) };
    form.sections[0].fields = vec![begin, end.clone()];
    let days = |first: &str, last: &str| {
        let answers =
            [("begin", first), ("end", last)].map(|(key, day)| (key.to_owned(), Answer::Text(day.into())));
        disorder(&form, &end, &answers.into()).into_iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(days("2026-03-02", "2026-03-02"), []);
    assert_eq!(days("2026-03-02", "2026-03-01"), [ProblemCode::DateOrder]);
}

#[test]
fn files_are_counted_against_their_field() {
    let rules = |required: bool, min: u32| {
        let kind = json!({"kind": "files", "min_files": min, "max_files": 3, "max_bytes_each": 9, "accept": ["pdf"]});
        let mut form = essa();
        form.sections.truncate(1);
        form.sections[0].fields = vec![Field { required, ..field(kind) }];
        form
    };
    let found = |form: &Form, count: u64| {
        let files = BTreeMap::from([("field".to_owned(), FileCount { files: count, undescribed: count })]);
        complete(form, &BTreeMap::new(), &files).pop().map(|p| (p.pointer, p.code, p.limit))
    };
    let problem = |code, limit| Some(("/attachments/field".to_owned(), code, Some(limit)));
    assert_eq!(found(&rules(false, 2), 0), None);
    assert_eq!(found(&rules(false, 2), 1), problem(ProblemCode::TooFewFiles, 2));
    assert_eq!(found(&rules(false, 2), 3), None);
    assert_eq!(found(&rules(false, 2), 4), problem(ProblemCode::TooManyFiles, 3));
    assert_eq!(found(&rules(true, 0), 0), problem(ProblemCode::Missing, 1));
}

#[test]
fn a_draft_keeps_what_is_not_yet_right() {
    assert_eq!(saved(json!({"kind": "text", "max_chars": 3}), json!(" four ")), Ok(json!("four")));
    assert_eq!(saved(json!({"kind": "long_text", "max_words": 1}), json!("a b\r\nc ")), Ok(json!("a b\nc ")));
    assert_eq!(saved(json!({"kind": "email"}), json!("ana@")), Ok(json!("ana@")));
    assert_eq!(saved(json!({"kind": "month"}), json!("2023-")), Ok(json!("2023-")));
    let list = json!({"kind": "url_list", "max_items": 1});
    assert_eq!(saved(list, json!(["a", " ", "b"])), Ok(json!(["a", "b"])));
}

#[test]
fn an_answer_can_be_taken_back() {
    for kind in
        [json!({"kind": "boolean"}), json!({"kind": "country"}), json!({"kind": "text", "max_chars": 3})]
    {
        assert_eq!(saved(kind, Value::Null), Ok(Value::Null));
    }
    assert_eq!(saved(json!({"kind": "country"}), json!("")), Ok(Value::Null));
}

#[test]
fn what_cannot_be_an_answer_is_refused() {
    let options = json!([{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]);
    let several = json!({"kind": "multi_choice", "options": options});
    let one = json!({"kind": "choice", "options": options});
    assert_eq!(saved(several.clone(), json!(["b", "a"])), Ok(json!(["a", "b"])));
    assert_eq!(saved(one.clone(), json!("b")), Ok(json!("b")));
    for (kind, value, code) in [
        (several.clone(), json!(["a", "a"]), "unknown_option"),
        (several.clone(), json!(["c"]), "unknown_option"),
        (several, json!("a"), "wrong_type"),
        (one, json!("c"), "unknown_option"),
        (json!({"kind": "country"}), json!("hr"), "unknown_option"),
        (json!({"kind": "boolean"}), json!("yes"), "wrong_type"),
        (json!({"kind": "consent", "text_version": "1"}), json!(1), "wrong_type"),
        (json!({"kind": "text", "max_chars": 3}), json!(12), "wrong_type"),
        (json!({"kind": "text", "max_chars": 3}), json!("a\u{0}"), "character"),
        (json!({"kind": "text", "max_chars": 3}), json!("a".repeat(5_001)), "too_long"),
        (json!({"kind": "long_text", "max_words": 3}), json!("a".repeat(20_001)), "too_long"),
        (
            json!({"kind": "text_list", "max_items": 3, "max_chars": 3}),
            json!(vec!["a"; 201]),
            "too_many_items",
        ),
        (
            json!({"kind": "files", "max_files": 1, "max_bytes_each": 9, "accept": ["pdf"]}),
            json!([]),
            "files",
        ),
        (
            json!({"kind": "files", "max_files": 1, "max_bytes_each": 9, "accept": ["pdf"]}),
            json!(null),
            "files",
        ),
    ] {
        assert_eq!(saved(kind, value), Err(code), "{code}");
    }
}

#[test]
fn pictures_are_complete_when_each_is_described() {
    let found = |kind: &str, undescribed| {
        let rules = json!({"kind": kind, "max_files": 3, "max_bytes_each": 9, "accept": ["jpg"]});
        let mut form = essa();
        form.sections.truncate(1);
        form.sections[0].fields = vec![field(rules)];
        let files = BTreeMap::from([("field".to_owned(), FileCount { files: 2, undescribed })]);
        complete(&form, &BTreeMap::new(), &files).pop().map(|p| (p.pointer, p.code, p.actual))
    };
    assert_eq!(found("images", 0), None);
    let missing = ("/attachments/field".to_owned(), ProblemCode::NoDescription, Some(1));
    assert_eq!(found("images", 1), Some(missing));
    assert_eq!(found("files", 2), None, "nobody is asked what a document shows");
}
