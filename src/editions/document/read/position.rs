//! Where the parts of a document stand in the file as the person has it.

use std::collections::BTreeMap;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{ObjectProp, Value},
    parse_to_ast,
};

use crate::editions::document::{DocumentCode, DocumentError, Position, error::escape};

/// The place of each part by its JSON Pointer, and which members stand twice.
pub(super) struct Positions<'text> {
    text: &'text str,
    starts: BTreeMap<String, usize>,
    twice: Vec<String>,
}

impl<'text> Positions<'text> {
    /// Of a text that is JSON.
    pub(super) fn of(text: &'text str) -> Self {
        let mut positions = Self { text, starts: BTreeMap::new(), twice: Vec::new() };
        let read = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        if let Some(value) = read.ok().and_then(|read| read.value) {
            positions.add(String::new(), &value);
        }
        positions
    }

    fn add(&mut self, pointer: String, value: &Value<'_>) {
        match value {
            Value::Object(object) => {
                for ObjectProp { range, name, value } in &object.properties {
                    let pointer = format!("{pointer}/{}", escape(name.as_str()));
                    if self.starts.insert(pointer.clone(), range.start).is_some() {
                        self.twice.push(pointer.clone());
                    }
                    self.add(pointer, value);
                }
            }
            Value::Array(array) => {
                for (index, value) in array.elements.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    let start = match value {
                        Value::Object(object) => object.range.start,
                        Value::Array(array) => array.range.start,
                        Value::StringLit(text) => text.range.start,
                        Value::NumberLit(number) => number.range.start,
                        Value::BooleanLit(word) => word.range.start,
                        Value::NullKeyword(word) => word.range.start,
                    };
                    self.starts.insert(pointer.clone(), start);
                    self.add(pointer, value);
                }
            }
            _ => {}
        }
    }

    /// The faults of members that stand twice: of two, nobody can say which was meant.
    pub(super) fn twice(&self) -> Vec<DocumentError> {
        let fault = |pointer: &String| {
            let message = "This member appears twice; remove one of the two.";
            DocumentError::new(pointer.as_str(), DocumentCode::Shape, message)
        };
        self.twice.iter().map(fault).collect()
    }

    /// Line and column of a part, or of what it is missing in.
    pub(super) fn find(&self, pointer: &str) -> Option<Position> {
        let mut pointer = pointer;
        let start = loop {
            match (self.starts.get(pointer), pointer.rsplit_once('/')) {
                (Some(start), _) => break *start,
                (None, Some((around, _))) => pointer = around,
                (None, None) => break 0,
            }
        };
        let before = self.text.get(..start)?;
        let line_start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let line = before.matches('\n').count().saturating_add(1);
        let column = before.get(line_start..)?.chars().count().saturating_add(1);
        Some(Position { line, column })
    }
}
