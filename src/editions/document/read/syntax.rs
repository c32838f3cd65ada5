//! What is wrong with a text that is not JSON, for people who do not write it every day.

use serde_json::error::Category;

use crate::editions::document::{DocumentCode, DocumentError, Position};

/// The first place at which the text stops to be JSON; what follows cannot be judged.
pub(super) fn fault(error: &serde_json::Error) -> DocumentError {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let message = if error.classify() == Category::Eof {
        "The file ends too early: a bracket or a quotation mark is not closed.".to_owned()
    } else {
        in_words(said)
    };
    let position = Position { line: error.line(), column: error.column() };
    DocumentError { position: Some(position), ..DocumentError::new("", DocumentCode::Syntax, message) }
}

fn in_words(said: &str) -> String {
    let words = match said {
        "trailing comma" => "Remove the comma before the closing bracket.",
        "key must be a string" => "Put the name of this member in double quotation marks.",
        "trailing characters" => "The document ends before this; remove what follows.",
        "expected `:`" => "Put a colon between the name of the member and its value.",
        "expected `,` or `}`" | "expected `,` or `]`" => {
            "Put a comma between two members, or close the bracket, before this."
        }
        "invalid escape" => "Write a backslash in a text as two: \\\\.",
        "recursion limit exceeded" => "The brackets are nested too deeply.",
        "expected value" | "expected ident" => {
            "There is no value here: write a text in double quotation marks, a number, true, false, or a bracket."
        }
        said if said.starts_with("control character") => {
            "Write a line break within a text as \\n, and a tab as \\t."
        }
        other => return format!("This is not valid JSON: {other}."),
    };
    words.to_owned()
}
