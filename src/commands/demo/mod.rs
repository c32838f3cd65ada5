//! Made-up organisations, people, entries and marks for demonstrations and
//! measurements: the same seed gives the same sample on every machine.
//!
//! Only `run` and `fill` know a clock and a database. Everything is marked as sample,
//! and all addresses lie under `example.org`.

mod answers;
mod entries;
mod files;
mod fill;
mod marks;
mod organisations;
mod people;
mod places;
mod projects;
mod random;
mod run;

pub use entries::{SampleEntry, entry};
pub use files::SampleFile;
pub use fill::fill;
pub use marks::{SampleSheet, sheet};
pub use organisations::{SampleOrganisation, organisation};
pub use people::{SampleJudge, SamplePerson, judge, member};
pub use random::Random;
pub use run::{ADMIN, DemoArguments, DemoOrder, ENTRANT, JUDGE, STAFF, SignIns, run};
