//! Whether a document has the shape of the schema, in the words of people who write one: every
//! member that is missing, unknown or of the wrong type, not only the first.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::super::{DocumentCode, DocumentError, Moment, Points, error::escape, schema};
use crate::text::guess;

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// What the shape of a document came to.
pub(super) struct Shape {
    pub(super) faults: Vec<DocumentError>,
    /// The document with what is wrong left out or filled in; absent where that would mislead.
    pub(super) rest: Option<Value>,
    /// The parts in which something was filled in.
    pub(super) near: Vec<String>,
}

/// Compares a document with the schema.
pub(super) fn check(value: &Value) -> Shape {
    let mut walk = Walk { faults: Vec::new(), near: Vec::new(), is_lost: false };
    let mut rest = value.clone();
    walk.part(&SCHEMA, &mut rest, "");
    Shape { faults: walk.faults, rest: (!walk.is_lost).then_some(rest), near: walk.near }
}

struct Walk {
    faults: Vec<DocumentError>,
    near: Vec<String>,
    is_lost: bool,
}

fn text<'a>(schema: &'a Value, member: &str) -> &'a str {
    schema.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// The definition a schema refers to.
fn meant(schema: &'static Value) -> &'static Value {
    match schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#')) {
        Some(to) => SCHEMA.pointer(to).unwrap_or(schema),
        None => schema,
    }
}

fn list<'a>(schema: &'a Value, member: &str) -> &'a [Value] {
    schema.get(member).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

impl Walk {
    fn part(&mut self, schema: &'static Value, value: &mut Value, pointer: &str) {
        let schema = meant(schema);
        let either = list(schema, "anyOf");
        if let Some(first) = either.first() {
            if !value.is_null() {
                let fitting = either.iter().find(|one| fits(meant(one), value));
                self.part(fitting.unwrap_or(first), value, pointer);
            }
        } else if list(schema, "oneOf").first().is_some_and(|one| one.get("const").is_some()) {
            self.word(list(schema, "oneOf"), value, pointer);
        } else if schema.get("oneOf").is_some() {
            self.kind(list(schema, "oneOf"), value, pointer);
        } else {
            match (text(schema, "type"), value) {
                ("object", Value::Object(members)) => self.members(schema, members, pointer),
                ("array", Value::Array(items)) => {
                    let Some(of) = schema.get("items") else { return };
                    for (index, item) in items.iter_mut().enumerate() {
                        self.part(of, item, &format!("{pointer}/{index}"));
                    }
                }
                (_, value) => self.leaf(schema, value, pointer),
            }
        }
    }

    /// One word of a few.
    fn word(&mut self, words: &'static [Value], value: &mut Value, pointer: &str) {
        let known: Vec<&str> = words.iter().map(|word| text(word, "const")).collect();
        if value.as_str().is_some_and(|word| known.contains(&word)) {
            return;
        }
        let message = match value.as_str() {
            Some(word) => guess::unknown("value", word, &known),
            None => format!("Write one of these here: {}.", guess::listed(&known)),
        };
        self.wrong(pointer, message, value, known.first().copied().unwrap_or_default().into());
    }

    /// A part of one of several kinds, which its member `kind` tells.
    fn kind(&mut self, kinds: &'static [Value], value: &mut Value, pointer: &str) {
        let name = |kind: &'static Value| kind.pointer("/properties/kind/const").and_then(Value::as_str);
        let known: Vec<&str> = kinds.iter().filter_map(name).collect();
        let Some(members) = value.as_object_mut() else {
            self.lost(pointer, format!("Write an object in curly brackets here, not {}.", called(value)));
            return;
        };
        let wanted = members.get("kind").and_then(Value::as_str);
        match kinds.iter().find(|kind| wanted.is_some() && name(kind) == wanted) {
            Some(kind) => self.members(kind, members, pointer),
            None => {
                let message = match wanted {
                    Some(word) => guess::unknown("kind", word, &known),
                    None => format!("Add the member `kind`, one of: {}.", guess::listed(&known)),
                };
                self.fault(format!("{pointer}/kind"), message);
                // Asking for yes or no needs nothing else.
                *value = json!({ "kind": "boolean" });
                self.near.push(pointer.to_owned());
            }
        }
    }

    fn members(&mut self, schema: &'static Value, members: &mut Map<String, Value>, pointer: &str) {
        let place = |name: &str| format!("{pointer}/{}", escape(name));
        let Some(known) = schema.get("properties").and_then(Value::as_object) else {
            if let Some(of) = schema.get("additionalProperties") {
                for (name, value) in members.iter_mut() {
                    self.part(of, value, &place(name));
                }
            }
            return;
        };
        let required: Vec<&str> = list(schema, "required").iter().filter_map(Value::as_str).collect();
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let free: Vec<&str> = names.iter().copied().filter(|name| !members.contains_key(*name)).collect();
        let unknown: Vec<String> =
            members.keys().filter(|name| !known.contains_key(*name)).cloned().collect();
        for name in unknown {
            members.remove(&name);
            self.fault(place(&name), guess::unknown_member(&name, &free, &names));
        }
        for (name, of) in known {
            match members.get_mut(name) {
                Some(Value::Null) if list(of, "type").iter().any(|kind| kind == "null") => {}
                Some(value) => self.part(of, value, &place(name)),
                None if required.contains(&name.as_str()) => self.missing(of, members, name, pointer),
                None => {}
            }
        }
    }

    fn missing(&mut self, of: &'static Value, members: &mut Map<String, Value>, name: &str, pointer: &str) {
        let what = if text(of, "description").is_empty() {
            text(meant(of), "description")
        } else {
            text(of, "description")
        };
        let what = what.lines().next().unwrap_or_default().trim_end_matches('.');
        let place = format!("{pointer}/{}", escape(name));
        self.fault(place.clone(), format!("Add the member `{name}` here: {what}."));
        match filler(name, meant(of)) {
            Some(value) => {
                members.insert(name.to_owned(), value);
                self.near.push(pointer.to_owned());
            }
            None => self.is_lost = true,
        }
    }

    fn leaf(&mut self, schema: &'static Value, value: &mut Value, pointer: &str) {
        if let Some(message) = complaint(schema, value) {
            let name = pointer.rsplit('/').next().unwrap_or_default();
            match filler(name, schema) {
                Some(filled) => self.wrong(pointer, message, value, filled),
                None => self.lost(pointer, message),
            }
        }
    }

    fn fault(&mut self, pointer: String, message: String) {
        self.faults.push(DocumentError::new(pointer, DocumentCode::Shape, message));
    }

    fn wrong(&mut self, pointer: &str, message: String, value: &mut Value, filled: Value) {
        self.fault(pointer.to_owned(), message);
        *value = filled;
        let around = pointer.rsplit_once('/').map_or("", |(around, _)| around);
        self.near.push(around.to_owned());
    }

    fn lost(&mut self, pointer: &str, message: String) {
        self.fault(pointer.to_owned(), message);
        self.is_lost = true;
    }
}

/// Whether a value is of the right type at all.
fn fits(schema: &Value, value: &Value) -> bool {
    match (text(schema, "type"), value) {
        ("integer" | "number", Value::Number(_))
        | ("object", Value::Object(_))
        | ("array", Value::Array(_)) => true,
        (kind, Value::String(_)) => kind == "string" || schema.get("oneOf").is_some(),
        _ => false,
    }
}

/// A value that stands in for a wrong one while the rest is checked; none for what other parts
/// refer to or are compared with.
fn filler(name: &str, schema: &Value) -> Option<Value> {
    let is_named = ["key", "slug", "window", "format"].contains(&name);
    match schema.get("type").and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str())) {
        Some("string")
            if !is_named && text(schema, "title") != "Moment" && text(schema, "format") != "date" =>
        {
            Some("x".into())
        }
        Some("integer" | "number") => Some(1.into()),
        Some("boolean") => Some(false.into()),
        _ => None,
    }
}

/// What is wrong with a single value, if anything is.
fn complaint(schema: &Value, value: &Value) -> Option<String> {
    let kind = schema.get("type").and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()))?;
    let is_number_in_quotes = value.as_str().is_some_and(|text| text.parse::<f64>().is_ok());
    match (kind, value) {
        ("string", Value::String(text)) => no_time(schema, text),
        ("boolean", Value::Bool(_)) => None,
        ("number", Value::Number(_)) => {
            let is_read = serde_json::from_value::<Points>(value.clone()).is_ok();
            (!is_read).then(|| {
                format!("Write a number with at most two decimals, up to a million; {value} is not one.")
            })
        }
        ("integer", Value::Number(number)) => no_whole_number(schema, number),
        ("integer" | "number", Value::String(text)) if is_number_in_quotes => {
            Some(format!("Write the number without quotation marks: {text}."))
        }
        (kind, found) => Some(format!("Write {} here, not {}.", wanted(kind), called(found))),
    }
}

fn no_time(schema: &Value, text: &str) -> Option<String> {
    if self::text(schema, "title") == "Moment" {
        return text.parse::<Moment>().err().map(|_| {
            format!(
                "Write a time with its offset and zone, such as \
                 2023-07-01T00:00:00+02:00[Europe/Brussels]; `{text}` does not exist."
            )
        });
    }
    let is_day = self::text(schema, "format") != "date" || text.parse::<Date>().is_ok();
    (!is_day).then(|| {
        format!(
            "Write a day as year, month and day, such as 2023-11-16; `{text}` is not \
                               one."
        )
    })
}

fn no_whole_number(schema: &Value, number: &serde_json::Number) -> Option<String> {
    let least = schema.get("minimum").and_then(Value::as_i64).unwrap_or(i64::MIN);
    let most = match text(schema, "format") {
        "int16" => i64::from(i16::MAX),
        "uint32" => i64::from(u32::MAX),
        _ => i64::MAX,
    };
    match number.as_i64() {
        Some(whole) if (least..=most).contains(&whole) => None,
        Some(whole) if whole < least => {
            Some(format!("Write a whole number that is not below {least}; {whole} is."))
        }
        _ if number.is_f64() && !number.to_string().contains('e') => {
            Some(format!("Write a whole number; {number} has decimals."))
        }
        _ => Some(format!("{number} is too large; write a smaller number.")),
    }
}

fn wanted(kind: &str) -> &'static str {
    match kind {
        "string" => "a text in double quotation marks",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list in square brackets",
        _ => "an object in curly brackets",
    }
}

fn called(value: &Value) -> &'static str {
    match value {
        Value::Null => "null, which means nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
