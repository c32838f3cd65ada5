//! What may stand in a cell.

use std::{borrow::Cow, str::FromStr};

use entity::{Hundredths, Timestamp};

/// One cell of an export. What people wrote is always [`Cell::Text`]; only typed
/// columns become numbers, so that a spreadsheet never guesses (CSV-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text: quoted, and harmless when a spreadsheet opens it.
    Text(Cow<'a, str>),
    Integer(i64),
    Hundredths(Hundredths),
    Decimal(Decimal),
    /// An instant: RFC 3339 in UTC with milliseconds.
    Timestamp(Timestamp),
    /// Several texts in one cell, that can be told apart.
    List(&'a [String]),
    /// No value; empty text is `""`, this is nothing.
    Empty,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// A program: values as they are, a list as a JSON array.
    #[default]
    Programs,
    /// A spreadsheet that reads CSV: no text can begin as a formula, a list has a line for each item.
    Spreadsheet,
    /// A workbook, whose cells say what they are: texts as they are, a list has a line for each item.
    Workbook,
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<Hundredths> for Cell<'_> {
    fn from(number: Hundredths) -> Self {
        Self::Hundredths(number)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<Timestamp> for Cell<'_> {
    fn from(instant: Timestamp) -> Self {
        Self::Timestamp(instant)
    }
}

/// A decimal number as it is to be written, such as `-7.50`: its digits are kept, nothing is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(pub(super) String);

/// The text is not of the form `-?digits(.digits)?`.
#[derive(Debug, thiserror::Error)]
#[error("expected a decimal number such as 7.50")]
pub struct NotADecimal;

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let valid = match unsigned.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(unsigned),
        };
        if valid { Ok(Self(text.to_owned())) } else { Err(NotADecimal) }
    }
}

pub(super) fn text(value: &str) -> Cell<'_> {
    Cell::text(value)
}

pub(super) fn flag(value: bool) -> Cell<'static> {
    Cell::text(if value { "true" } else { "false" })
}

pub(super) fn count(value: usize) -> Cell<'static> {
    Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// A line for each item, which has none within.
pub(super) fn lines(items: &[String]) -> String {
    let lines = items.iter().map(|item| item.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}
