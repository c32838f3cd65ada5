//! The sample edition: the European Social Services Awards 2023, complete,
//! and its windows moved to where a demonstration needs them.

mod shift;

use crate::editions::{DocumentError, EditionDocument};

pub use shift::{Stage, shifted};

/// The European Social Services Awards 2023 as edition document. Theme,
/// dates, category names, limits and criteria are the published ones; where
/// nothing was published (help texts, weights, scale), ours stand in.
pub const ESSA_2023: &str = include_str!("essa-2023.json");

/// The European Social Services Awards 2023, read and checked.
///
/// # Errors
/// None as long as the tests pass: the text is part of the program.
pub fn essa_2023() -> Result<EditionDocument, Vec<DocumentError>> {
    EditionDocument::parse(ESSA_2023)
}
