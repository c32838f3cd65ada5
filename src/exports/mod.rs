//! Exports: tables for spreadsheets and scripts, streamed.

mod cell;
mod error;
mod fields;
mod kind;
mod routes;
mod safe_csv;
mod service;
mod spreadsheet;
mod store;
mod stream;
mod whole;
mod write;

pub use cell::{Cell, Decimal, Form, NotADecimal, Prepared};
pub use error::ExportError;
pub use kind::Kind;
pub use routes::{Doc, routes};
pub use safe_csv::{SafeCsv, Width};
pub use service::{Style, open};
pub use stream::Chunks;
pub use whole::{Spooled, empty_file, workbook};
