//! Use cases of entries, one write transaction each.

mod answer;
mod begin;
mod entering;
mod leave;
mod openings;
mod read;
mod reading;
mod submit;
mod tell;

pub use answer::{save_answer, save_first_answers};
pub use begin::{create, move_to_category};
pub use entering::{refused_in, rules_of};
pub use leave::{delete, reinstate, withdraw};
pub use openings::{Asker, openings};
pub use read::{check, list, receipt, show, submitted, whole};
pub use reading::{print, reading};
pub use submit::submit;
