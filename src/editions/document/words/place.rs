//! Where something stands in a document, by names instead of positions.

use serde_json::Value;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// By keys: `/rounds/judging/criteria/impact/weight`.
    pub path: String,
    /// For people: `round “Judging” › criterion “Impact” › weight`.
    pub words: String,
}

/// The members that only group others: people do not need them to find their way.
const GROUPS: [&str; 5] = ["form", "answer", "ballot", "windows", "facts"];

impl Place {
    /// The part to which a JSON Pointer leads.
    #[must_use]
    pub fn of(document: &Value, pointer: &str) -> Self {
        let (mut path, mut words) = (String::new(), Vec::new());
        let (mut value, mut before) = (Some(document), "");
        let mut steps = pointer.split('/').skip(1).peekable();
        while let Some(step) = steps.next() {
            let is_last = steps.peek().is_none();
            if let Some(Value::Array(items)) = value {
                let index: usize = step.parse().unwrap_or_default();
                let item = items.get(index);
                let number = index.saturating_add(1).to_string();
                let title = item.and_then(title).map_or_else(|| number.clone(), |title| format!("“{title}”"));
                words.push(format!("{} {title}", one_of(before)));
                path.push_str(&format!("/{}", item.and_then(identity).unwrap_or(number)));
                value = item;
            } else {
                let name = step.replace("~1", "/").replace("~0", "~");
                let inner = value.and_then(|value| value.get(&name));
                if before == "windows" {
                    words.push(format!("window “{name}”"));
                } else if is_last || !(GROUPS.contains(&step) || inner.is_some_and(Value::is_array)) {
                    words.push(member(&name, path.starts_with("/windows/")));
                }
                path.push_str(&format!("/{step}"));
                value = inner;
            }
            before = step;
        }
        Self { path, words: words.join(" › ") }
    }
}

/// What tells an item from the others of its list.
pub fn identity(item: &Value) -> Option<String> {
    match item.get("key").or_else(|| item.get("from")) {
        Some(Value::String(key)) => Some(key.clone()),
        Some(Value::Number(from)) => Some(from.to_string()),
        _ => None,
    }
}

/// What an item is called.
pub fn title(item: &Value) -> Option<&str> {
    let known = ["name", "label", "title", "text", "key"];
    let title = known.iter().find_map(|name| item.get(name)?.as_str())?;
    let end = title.char_indices().nth(80).map_or(title.len(), |(end, _)| end);
    title.get(..end)
}

/// The word for one item of a list.
fn one_of(list: &str) -> &str {
    match list {
        "categories" => "category",
        "criteria" => "criterion",
        "fields" => "question",
        "milestones" => "date",
        "organisation_kinds" => "kind of organisation",
        "accept" => "file type",
        "from" => "category",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}

fn member(name: &str, is_window: bool) -> String {
    let word = match name {
        "from" if is_window => "opens",
        "to" if is_window => "closes",
        "at" => "when",
        "if" => "condition",
        "else" => "otherwise",
        "min_judges" => "judges needed",
        "minutes_per_entry" => "minutes for each entry",
        "judges" => "seen by judges",
        "public" => "may be published",
        "max_chars" => "most characters",
        "max_words" => "most words",
        "max_items" => "most items",
        "max_bytes_each" => "largest file in bytes",
        other => return other.replace('_', " "),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Place;

    #[test]
    fn a_place_is_told_by_names() {
        let document = json!({
            "rounds": [{ "key": "first", "name": "First", "ballot": { "criteria": [{ "key": "impact", "label": "Impact", "weight": 1 }] } }],
            "windows": { "entries": { "from": "", "to": "" } },
            "form": { "sections": [{ "key": "a", "title": "About", "fields": [{ "key": "t", "label": "Title", "answer": {} }] }] },
            "categories": [{ "name": "Care", "examples": ["one", "two"] }],
        });
        for (pointer, path, words) in [
            (
                "/rounds/0/ballot/criteria/0/weight",
                "/rounds/first/ballot/criteria/impact/weight",
                "round “First” › criterion “Impact” › weight",
            ),
            ("/windows/entries/to", "/windows/entries/to", "window “entries” › closes"),
            (
                "/form/sections/0/fields/0/answer/max_chars",
                "/form/sections/a/fields/t/answer/max_chars",
                "section “About” › question “Title” › most characters",
            ),
            ("/categories/0/examples/1", "/categories/1/examples/2", "category “Care” › example 2"),
            ("/rounds", "/rounds", "rounds"),
            ("", "", ""),
        ] {
            assert_eq!(Place::of(&document, pointer), Place { path: path.into(), words: words.into() });
        }
    }
}
