//! Checks: what staff find about an entry, and what becomes of it.

mod error;
mod input;
mod routes;
mod rules;
mod rulings;
mod service;
mod several;
mod store;
mod telling;
mod views;

pub use input::{Check, Decided, Refused, Tell};
pub use routes::api;
pub use rules::{possible, told};
pub use rulings::{RuleView, of_entry as rules_of_entry};
pub use service::check;
pub use store::{of_entry, to_tell};
