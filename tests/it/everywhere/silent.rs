//! Nothing that an edition's document says is silent: another value changes what somebody can see,
//! or the document is warned of.

use std::collections::{BTreeMap, BTreeSet};

use palmares::editions::{EditionDocument, sample::Stage, schema};
use rocket::http::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::support::Browser;

/// From who sees least to who sees most.
const VIEWERS: [&str; 4] = ["anonymous", "owner", "judge", "staff"];

/// Names by which a document speaks of its own parts; what is called otherwise is another thing.
const NAMES: [&str; 3] = ["key", "slug", "format"];

/// Values of the kinds that a text can be of.
const TEXTS: [&str; 6] =
    ["Europe/Zagreb", "FR", "#1f5f8b", "https://other.example/", "other@example.org", "2000-01-01"];

#[rocket::async_test]
async fn every_member_of_a_document_changes_what_somebody_sees_or_is_warned_of() {
    let (mut silent, mut tried) = (BTreeMap::new(), BTreeSet::new());
    for stage in [Stage::Judging, Stage::Call] {
        let (plain, changed) = (World::at(stage).await, World::at(stage).await);
        let document = whole(&plain).await;
        if silent.is_empty() {
            assert_eq!(unsaid(&document), BTreeSet::<String>::new(), "members that are not tried");
            silent = members(&document);
            silent.retain(|_, places| !places.iter().any(|place| is_warned(&document, place)));
        }
        let eyes = Eyes::of(&plain, &changed).await;
        let mut left = BTreeMap::new();
        for (member, places) in silent {
            let mut is_seen = false;
            for place in &places {
                let Some(other) = other(&document, place) else { continue };
                tried.insert(member.clone());
                plain.app.change_rules(|text| *text = document.clone()).await;
                changed.app.change_rules(|text| *text = other.clone()).await;
                is_seen = eyes.differ().await;
                if is_seen {
                    break;
                }
            }
            if !is_seen {
                left.insert(member, places);
            }
        }
        silent = left;
    }
    let (silent, refused): (Vec<_>, Vec<_>) = silent.into_keys().partition(|member| tried.contains(member));
    assert_eq!(silent, Vec::<String>::new(), "members that change nothing");
    let alone = ["/categories/*/kind", "/subjects/*/acceptance"];
    assert_eq!(refused, alone, "members that take no other value here");
}

/// The document of the sample with what it can say beside that.
async fn whole(world: &World) -> Value {
    let answer = world.browser("staff").await.get("/api/staff/editions/essa/2023/document").await;
    let mut document = answer.json()["document"].clone();
    document["programme"]["brand"] = json!({ "colour": "#7a1f5c", "wordmark": "ESSA" });
    document["programme"]["contact"] = json!("awards@example.org");
    document["rounds"][0]["minutes_per_entry"] = json!(25);
    document["subjects"] = json!([{ "key": "leader", "name": "A leader", "is": "person",
        "nominated_by": ["self", "other"], "acceptance": "nominee", "notice": true,
        "accept_by": "2029-03-15T00:00:00+01:00[Europe/Brussels]" },
        { "key": "other", "is": "project", "nominated_by": ["self", "other"], "notice": true }]);
    document["categories"][1]["subject"] = json!("leader");
    document["facts"]["groups"] = json!({ "benelux": ["BE", "NL", "LU"] });
    let fields = document["form"]["sections"][1]["fields"].as_array_mut().expect("fields");
    fields[0]["names_entry"] = json!(true);
    let people = json!({ "kind": "number", "min": 2, "max": 90, "decimals": 1, "unit": "people" });
    fields.push(json!({ "key": "people", "label": "How many?", "required": false, "public": true,
        "judges": true, "answer": people }));
    add_plans(&mut document);
    EditionDocument::parse(&document.to_string()).expect("a document");
    document
}

/// What a document can say and the program does not do yet.
fn add_plans(document: &mut Value) {
    let judging = &mut document["rounds"][0];
    judging["pool"] = json!("invited");
    judging["joint"] = json!(true);
    judging["method"] = json!("median");
    judging["never"] = json!("judge.country == organisation.country");
    judging["alarm"] = json!("round.judging.spread > 30.0");
    judging["ballot"]["flags"] = json!([{ "key": "excellence", "label": "Put forward for Excellence" }]);
    let levels = json!([{ "key": "good", "label": "Good" }, { "key": "best", "label": "Best" }]);
    let ballots = [
        json!({ "kind": "choice", "picks": 1 }),
        json!({ "kind": "level", "levels": levels }),
        json!({ "kind": "ranking", "top": 3 }),
        json!({ "kind": "points", "total": 10 }),
    ];
    let window = judging["window"].clone();
    for (number, ballot) in ballots.into_iter().enumerate() {
        let key = format!("vote_{number}");
        document["rounds"]
            .as_array_mut()
            .expect("rounds")
            .push(json!({ "key": key, "name": "Vote", "window": window, "by": "public", "ballot": ballot }));
    }
    let selection = json!({ "key": "invited", "name": "Invited", "from": "eligible", "each": ["category"],
        "if": "organisation.country == 'HR'", "best": 5, "at_least": 2, "decide": "panel", "agree": "all" });
    let part = json!({ "round": "vote_0", "weight": 20, "as": "log_votes", "unit": 1, "offset": 10 });
    let result = json!({ "key": "final", "name": "Final", "of": "invited", "parts": [part],
        "ties": ["lot"], "margin": 0.5 });
    let honour = json!({ "key": "winner", "name": "Winner", "from": "final", "places": 1 });
    let selections = document["selections"].as_array_mut().expect("selections");
    selections.push(selection);
    document["results"].as_array_mut().expect("results")[0] = result;
    document["honours"] = json!([honour]);
}

/// Whether staff are told that the program does not do yet what is said there.
fn is_warned(document: &Value, place: &str) -> bool {
    let read = EditionDocument::parse(&document.to_string()).expect("a document");
    let doubts = read.doubts();
    let holds = |part: &str| place == part || place.starts_with(&format!("{part}/"));
    doubts.iter().any(|doubt| doubt.message.contains(" yet") && holds(&doubt.pointer))
}

/// Each member once, with some of the places where it is said.
fn members(document: &Value) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::<String, Vec<String>>::new();
    leaves(document, "", &mut |place| {
        let steps = place.split('/').map(|step| if step.parse::<usize>().is_ok() { "*" } else { step });
        let member = steps.collect::<Vec<_>>().join("/");
        if !NAMES.contains(&place.rsplit('/').next().unwrap_or_default()) {
            found.entry(member).or_default().push(place.to_owned());
        }
    });
    for places in found.values_mut() {
        places.truncate(12);
    }
    found
}

fn leaves(value: &Value, place: &str, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| leaves(value, &format!("{place}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{place}/{n}"), found));
        }
        _ => found(place),
    }
}

/// What the schema knows and the document does not say anywhere.
fn unsaid(document: &Value) -> BTreeSet<String> {
    fn named(value: &Value, of: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    if of.is_empty() {
                        found.insert(name.clone());
                    } else if let Some(properties) = value.as_object().filter(|_| name == of) {
                        found.extend(properties.keys().cloned());
                    }
                    named(value, of, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|value| named(value, of, found)),
            _ => {}
        }
    }
    let (mut known, mut said) = (BTreeSet::new(), BTreeSet::new());
    named(&serde_json::to_value(schema()).expect("JSON"), "properties", &mut known);
    named(document, "", &mut said);
    known.difference(&said).cloned().collect()
}

/// The document with another value in this place, if it takes one.
fn other(document: &Value, place: &str) -> Option<Value> {
    let value = document.pointer(place)?;
    let candidates = match value {
        Value::Bool(is) => vec![json!(!is)],
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            vec![json!(number + 1), json!(number - 1), json!(number * 2), json!(0.5)]
        }
        Value::String(text) => {
            let later = [text.replacen(":00", ":01", 1), text.replacen(":59", ":58", 1)];
            let day = text.strip_suffix(|last: char| last.is_ascii_digit()).map(|most| format!("{most}9"));
            let texts = later.into_iter().chain(day).chain([format!("{text} or more")]);
            let words = words().into_iter().chain(TEXTS.map(str::to_owned));
            texts.chain(words).filter(|other| other != text).map(Value::String).collect()
        }
        _ => Vec::new(),
    };
    let replaced = candidates.into_iter().map(|candidate| {
        let mut other = document.clone();
        *other.pointer_mut(place).expect("the place") = candidate;
        other
    });
    let is_valid = |other: &Value| EditionDocument::parse(&other.to_string()).is_ok();
    replaced.chain([without(document, place)]).find(is_valid)
}

/// The document without a member, or without one of several.
fn without(document: &Value, place: &str) -> Value {
    let (parent, name) = place.rsplit_once('/').expect("a place");
    let mut other = document.clone();
    match other.pointer_mut(parent).expect("the parent") {
        Value::Array(items) => _ = items.remove(name.parse().expect("a number")),
        Value::Object(members) => _ = members.remove(name),
        _ => {}
    }
    other
}

/// The words that the schema has for kinds of things.
fn words() -> Vec<String> {
    fn of(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(word) if name == "const" => found.push(word.clone()),
                        Value::Array(words) if name == "enum" => {
                            found.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        other => of(other, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|value| of(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    of(&serde_json::to_value(schema()).expect("JSON"), &mut found);
    found
}

/// Those who look at two worlds, each at the same page.
struct Eyes<'a> {
    viewers: Vec<[Browser<'a>; 2]>,
    paths: Vec<String>,
}

impl<'a> Eyes<'a> {
    async fn of(plain: &'a World, changed: &'a World) -> Self {
        let mut viewers = Vec::new();
        for viewer in VIEWERS {
            viewers.push([plain.browser(viewer).await, changed.browser(viewer).await]);
        }
        let routes = plain.routes().into_iter().filter(|(method, ..)| *method == Method::Get);
        // The document itself, beside what comes of it, would differ whatever it says.
        let is_document = |path: &str| path.ends_with("/document") || path.contains("/versions");
        let paths = routes.map(|(.., path)| path).filter(|path| !is_document(path)).collect();
        Self { viewers, paths }
    }

    async fn differ(&self) -> bool {
        for [plain, changed] in &self.viewers {
            for path in &self.paths {
                let (before, after) = (plain.get(path).await, changed.get(path).await);
                // An error carries the number of its request.
                let bodies = [&before, &after].map(|answer| {
                    let id = answer.header("x-request-id").unwrap_or_default();
                    String::from_utf8_lossy(&answer.bytes).replace(id, "…")
                });
                if before.status != after.status || bodies[0] != bodies[1] {
                    return true;
                }
            }
        }
        false
    }
}
