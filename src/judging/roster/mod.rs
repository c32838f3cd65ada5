//! Judges who have accepted: what is known of them is corrected, and they are removed and brought back.

mod input;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub(super) use routes::api;
pub(super) use service::add_found;
