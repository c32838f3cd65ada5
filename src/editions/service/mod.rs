//! Use cases of editions.

mod edit;
mod import;

pub use edit::{Wanted, add, keep_what_is_used, move_window, replace};
pub use import::{ImportChange, ImportOutcome, Importer, import};
