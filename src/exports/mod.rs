//! Exports: tables for spreadsheets and scripts.

mod cell;
mod safe_csv;
mod spreadsheet;

pub use cell::{Cell, Decimal, NotADecimal};
pub use safe_csv::{CsvError, SafeCsv};
