//! Reading a document, so that all its faults are found in one pass: what is missing, unknown or
//! of the wrong type by the schema, the rest by the rules.

mod position;
mod shape;
mod syntax;
mod upgrade;

use serde_json::Value;

use super::{DocumentCode, DocumentError, EditionDocument, FORMAT, Place, validate};
use position::Positions;
pub(super) use upgrade::upgraded;

/// The longest document that is read, in bytes.
const LARGEST_BYTES: usize = 1024 * 1024;

/// Reads and checks a text as it stands in a file.
pub(super) fn text(text: &str) -> Result<EditionDocument, Vec<DocumentError>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.len() > LARGEST_BYTES {
        return Err(vec![DocumentError::too_large(LARGEST_BYTES)]);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| vec![syntax::fault(&error)])?;
    let value = upgraded(value);
    let positions = Positions::of(text);
    let mut faults = positions.twice();
    match shaped(&value, &mut faults) {
        Some(document) if faults.is_empty() => Ok(document),
        _ => {
            for fault in &mut faults {
                fault.place = Place::of(&value, &fault.pointer).words;
                fault.position = positions.find(&fault.pointer);
            }
            Err(faults)
        }
    }
}

/// Reads and checks a document that did not come as text.
pub(super) fn value(value: &Value) -> Result<EditionDocument, Vec<DocumentError>> {
    let value = &upgraded(value.clone());
    let mut faults = Vec::new();
    match shaped(value, &mut faults) {
        Some(document) if faults.is_empty() => Ok(document),
        _ => {
            for fault in &mut faults {
                fault.place = Place::of(value, &fault.pointer).words;
            }
            Err(faults)
        }
    }
}

/// The document, as far as it can be read, and all its faults.
fn shaped(value: &Value, faults: &mut Vec<DocumentError>) -> Option<EditionDocument> {
    if let Some(format) = value.get("format").and_then(Value::as_str).filter(|format| *format != FORMAT) {
        faults.push(DocumentError::format(format));
        return None;
    }
    let shape = shape::check(value);
    faults.extend(shape.faults);
    // With what is wrong set aside, the rules can still be checked, except near it.
    let document = shape.rest.map(serde_json::from_value::<EditionDocument>)?;
    match document {
        Ok(document) => {
            let near = |pointer: &str| shape.near.iter().any(|part| pointer.starts_with(part.as_str()));
            faults.extend(validate::errors(&document).into_iter().filter(|fault| !near(&fault.pointer)));
            Some(document)
        }
        Err(error) if faults.is_empty() => {
            let message = format!("This document cannot be read: {error}.");
            faults.push(DocumentError::new("", DocumentCode::Shape, message));
            None
        }
        Err(_) => None,
    }
}
