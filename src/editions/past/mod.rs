//! Earlier editions of a programme, as conditions know them: what an organisation entered and won.

mod file;
mod service;
mod store;

pub use file::{PastFault, PastRow, read_past};
pub use service::{PastOutcome, PastRemoved, import_past, past_of, refill_past, remove_past};

/// An entry of an earlier edition, or an honour it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub year: i32,
    /// The key of the category, or its name where the edition was not held here.
    pub category: String,
    pub title: String,
    /// The honour, or `entered`.
    pub honour: String,
}

/// What stands for an honour where there is none.
pub const ENTERED: &str = "entered";
/// The most that conditions look at; what is older is left out.
pub const MOST_PAST: u32 = 300;
