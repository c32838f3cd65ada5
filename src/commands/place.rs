//! Where in a JSON file something stands, for complaints that name line and column.

use serde_json::value::RawValue;
use std::collections::HashMap;

/// Where a piece of the text stands, in words.
pub fn of(text: &str, raw: &RawValue) -> String {
    let offset = raw.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("at line {line} column {column}")
}

/// Where the value of a field of the document stands; of the document if it is not given.
pub fn of_field(text: &str, name: &str) -> String {
    let fields: HashMap<&str, &RawValue> = serde_json::from_str(text).unwrap_or_default();
    fields.get(name).map_or_else(|| "at line 1 column 1".to_owned(), |raw| of(text, raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "{\"é\": 1,\n \"b\": [2]}";
        assert_eq!(of_field(text, "é"), "at line 1 column 7");
        assert_eq!(of_field(text, "b"), "at line 2 column 7");
        assert_eq!(of_field(text, "c"), "at line 1 column 1");
    }
}
