//! Documents of earlier formats, as documents of this one with the same meaning.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::editions::document::FORMAT;

/// The format before.
const FIRST: &str = "palmares-edition/1";
/// Bytes of a list in a condition; a longer one gets a name.
const LONGEST_LIST: usize = 500;

/// The document in the current format; one of this or an unknown format is as it was.
pub fn upgraded(document: Value) -> Value {
    let is_first = document.get("format").and_then(Value::as_str) == Some(FIRST);
    let Value::Object(mut members) = document else { return document };
    for round in members.get_mut("rounds").and_then(Value::as_array_mut).into_iter().flatten() {
        with_ballot(round);
    }
    Value::Object(if is_first { from_first(members) } else { members })
}

/// A round that says beside its name what is scored: until ballots came, all did.
fn with_ballot(round: &mut Value) {
    let Some(round) = round.as_object_mut() else { return };
    if round.get("kind").and_then(Value::as_str) != Some("panel_scoring") || round.contains_key("ballot") {
        return;
    }
    round.remove("kind");
    let scored = ["scale", "criteria", "comments"];
    let ballot = scored.into_iter().filter_map(|name| round.remove_entry(name));
    let kind = ("kind".to_owned(), json!("scores"));
    let ballot: Map<String, Value> = [kind].into_iter().chain(ballot).collect();
    round.insert("ballot".to_owned(), ballot.into());
}

/// Limits, kinds of organisation of a category and conditions in words become rules.
fn from_first(mut old: Map<String, Value>) -> Map<String, Value> {
    let mut rules = Rules::default();
    let limits = old.remove("limits").unwrap_or_default();
    let limit = |name: &str| limits.get(name).and_then(Value::as_u64);
    if let Some(limit) = limit("entries_per_organisation") {
        let text = format!("An organisation submits at most {} in total.", entries(limit));
        rules.refuse("most_entries", &text, &format!("entries.size() < {limit}"));
    }
    if let Some(limit) = limit("entries_per_organisation_and_category") {
        let text = format!("An organisation submits at most {} in each category.", entries(limit));
        let condition = format!("entries.filter(e, e.category == entry.category).size() < {limit}");
        rules.refuse("most_in_category", &text, &condition);
    }
    let kinds = old.remove("organisation_kinds").unwrap_or_else(|| json!([]));
    let mut groups = Map::new();
    for category in old.get_mut("categories").and_then(Value::as_array_mut).into_iter().flatten() {
        rules.kinds_of(category, &kinds, &mut groups);
    }
    let mut eligibility = old.remove("eligibility").unwrap_or_default();
    for rule in eligibility.get_mut("rules").and_then(Value::as_array_mut).into_iter().flatten() {
        rules.ask(rule);
    }
    old.insert("format".to_owned(), FORMAT.into());
    old.insert("facts".to_owned(), json!({ "organisation_kinds": kinds, "groups": groups }));
    old.insert("eligibility".to_owned(), eligibility.get_mut("summary").map(Value::take).unwrap_or_default());
    old.insert("rules".to_owned(), rules.all.into());
    old
}

fn refused(key: &str, text: &str, condition: &str) -> Value {
    json!({ "key": key, "text": text, "if": condition, "at": "start", "else": "refuse" })
}

fn entries(count: u64) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

#[derive(Default)]
struct Rules {
    all: Vec<Value>,
    keys: BTreeSet<String>,
}

impl Rules {
    /// A key that no rule before has.
    fn key(&mut self, wanted: &str) -> String {
        let mut key = wanted.to_owned();
        while !self.keys.insert(key.clone()) {
            key.push_str("_too");
        }
        key
    }

    fn refuse(&mut self, key: &str, text: &str, condition: &str) {
        let key = self.key(key);
        self.all.push(refused(&key, text, condition));
    }

    /// Only some kinds of organisation enter a category.
    fn kinds_of(&mut self, category: &mut Value, known: &Value, groups: &mut Map<String, Value>) {
        let Some(Value::Array(kinds)) =
            category.as_object_mut().and_then(|of| of.remove("organisation_kinds"))
        else {
            return;
        };
        let keys: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
        let (Some(key), false) = (category["key"].as_str(), keys.is_empty()) else { return };
        let label = |key: &&str| {
            let kind = known.as_array().into_iter().flatten().find(|kind| kind["key"] == **key);
            kind.and_then(|kind| kind["label"].as_str()).unwrap_or(key).to_owned()
        };
        let labels: Vec<String> = keys.iter().map(label).collect();
        let name = category["name"].as_str().unwrap_or(key);
        let text = format!("{name} is for these kinds of organisation: {}.", labels.join("; "));
        let rule = self.key(&format!("kinds_{key}"));
        let mut listed = format!("['{}']", keys.join("', '"));
        if listed.len() > LONGEST_LIST {
            listed = format!("groups.{rule}");
            groups.insert(rule.clone(), json!(keys));
        }
        let condition = format!("entry.category != '{key}' || organisation.kind in {listed}");
        self.all.push(refused(&rule, &text, &condition));
    }

    /// What people were asked to check.
    fn ask(&mut self, rule: &mut Value) {
        let key = self.key(rule["key"].as_str().unwrap_or("rule"));
        self.all.push(json!({ "key": key, "text": rule["text"].take(), "at": "check", "else": "ask" }));
    }
}
