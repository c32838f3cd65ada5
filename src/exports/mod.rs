//! Exports: tables for spreadsheets and scripts, row after row into a whole file.

mod cell;
mod error;
mod fields;
mod kind;
mod routes;
mod safe_csv;
mod service;
mod spool;
mod spreadsheet;
mod store;
mod table_file;
mod workbook;

pub use cell::{Cell, Decimal, NotADecimal, TableFormat};
pub use error::ExportError;
pub use kind::Kind;
pub use routes::api;
pub use safe_csv::SafeCsv;
pub use service::{Style, make};
pub use spool::{Spooled, empty_file};
pub use table_file::Width;
