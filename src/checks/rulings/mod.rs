//! What people find about the rules of an edition, entry by entry.

mod input;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use routes::api;
pub use rules::RuleState;
pub use service::{current, of_entry};
pub use views::{RuleView, texts};
