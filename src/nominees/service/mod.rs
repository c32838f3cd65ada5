//! Use cases of nominees, one write transaction each.

mod answer;
mod name;
mod staff;
mod tell;

pub use answer::{answer, show};
pub use name::name;
pub use staff::{of_entry, record_acceptance, send_again};
pub(super) use tell::{Letter, end_link, tell};
