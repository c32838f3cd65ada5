//! Queries about accounts: people, their sessions, links and failures.

pub mod links;
pub mod people;
pub mod sessions;
pub mod throttle;
