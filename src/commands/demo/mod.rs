//! Made-up organisations, people, entries and scores (texts and names: `data/`) for demonstrations and
//! measurements: the same seed gives the same sample on every machine.
//!
//! Only `run` and `fill` know a clock and a database. Everything is marked as sample,
//! and all addresses lie under `example.org`.

mod answers;
mod data;
mod entries;
mod files;
mod fill;
mod organisations;
mod people;
mod random;
mod run;
mod scores;

pub use fill::fill;
pub use run::{DemoArguments, DemoOrder, SignIns, run};
