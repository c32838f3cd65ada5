//! Tables as whole files, CSV or workbook.

mod spool;
mod workbook;

pub use spool::{Spooled, empty as empty_file};
pub use workbook::workbook;
