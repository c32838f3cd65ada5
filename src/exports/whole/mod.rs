//! Tables as whole files, CSV or workbook.

mod spool;
mod workbook;

pub use spool::Spooled;
pub use workbook::workbook;
