//! Use cases of editions.

mod delete;
mod edit;
pub mod history;
mod import;
mod kept;
mod preview;
mod shift;
mod state;

pub use delete::{delete, delete_draft, look_at_deletion};
pub use edit::{Wanted, add, look, look_at_windows, move_windows, replace};
pub use import::{ImportChange, ImportOutcome, import, import_as};
pub use preview::preview;
pub use state::{change_state, look_at_state, not_ready, set_state};
