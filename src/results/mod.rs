//! Results: always computed from the scores that count, never stored.

mod access;
mod compute;
mod error;
mod input;
mod pages;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use compute::{CategoryResults, EntryResult};
pub use error::ResultsError;
pub use routes::api;
pub use service::results_of;
pub use store::shortlisted_entries;
