//! The functions that a condition may call, and those that are ours. None reads a clock.

use std::sync::Arc;

use cel::{Context, ExecutionError};
use jiff::{Unit, civil::Date};

use crate::text::fold;

/// Those that are called behind a value, and those that are called before their values.
pub(super) const KNOWN: [&str; 14] = [
    "size",
    "startsWith",
    "endsWith",
    "contains",
    "orValue",
    "double",
    "months",
    "same",
    "has",
    "all",
    "exists",
    "exists_one",
    "filter",
    "map",
];

pub(in crate::conditions) fn add(context: &mut Context<'_, '_>) {
    // Their names are not those of the language, so neither can fail.
    let _ = context.add_function("months", months);
    let _ = context.add_function("same", |a: Arc<String>, b: Arc<String>| same(&a, &b));
}

/// Whole months from one day to another; fewer than none where the other is earlier.
fn months(from: Arc<String>, to: Arc<String>) -> Result<i64, ExecutionError> {
    let day =
        |text: &str| text.parse::<Date>().map_err(|error| ExecutionError::function_error("months", error));
    let span = day(&from)?.until((Unit::Month, day(&to)?));
    let span = span.map_err(|error| ExecutionError::function_error("months", error))?;
    Ok(span.get_months().into())
}

/// Whether two names are one, whatever their case, accents, punctuation and spaces.
fn same(a: &str, b: &str) -> bool {
    let bare = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::{months, same};

    #[test]
    fn months_are_whole_and_count_backwards_too() {
        let months = |from: &str, to: &str| months(from.to_owned().into(), to.to_owned().into()).ok();
        assert_eq!(months("2026-01-31", "2026-02-28"), Some(0));
        assert_eq!(months("2024-03-15", "2026-03-15"), Some(24));
        assert_eq!(months("2026-03-15", "2024-03-16"), Some(-23));
        assert_eq!(months("2026-02-30", "2026-03-15"), None);
    }

    #[test]
    fn names_are_one_whatever_their_case_accents_and_punctuation() {
        assert!(same("Malmö Stad", "MALMO-STAD."));
        assert!(!same("Malmö", "Lund"));
    }
}
