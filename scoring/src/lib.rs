//! Results and assignments for juries: right, explained, and checkable by outsiders.
//!
//! Pure computation: no clock, no input or output, no randomness but a seeded generator of
//! its own. The same input gives the same bits on every machine and thread count.
//!
//! [`rank()`] turns scoresheets into an [`Outcome`]: per category the score, rank and ties
//! of every entry, with all steps that led there.

#![deny(missing_docs)]

pub mod aggregate;
pub mod assign;
pub mod calibrate;
pub mod combine;
pub mod design;
mod exact;
pub mod numeric;
pub mod ordinal;
mod outcome;
mod panel;
mod rank;
mod refusal;
pub mod reliability;
mod scheme;
pub mod sensitivity;
pub mod ties;
mod watch;

pub use exact::{Exact, NotANumber};
pub use outcome::{JudgeModel, Model, Outcome, SheetStep, Spread, Standing};
pub use panel::{Panel, PanelEntry, Sheet};
pub use rank::{Draw, rank, rank_watched, rank_with_chances};
pub use refusal::Refusal;
pub use scheme::{Criterion, Entry, Method, Scale, Scheme, Scoresheet};
pub use watch::{UNWATCHED, Watch};
