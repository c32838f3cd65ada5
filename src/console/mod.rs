//! The console of staff: entries and organisations found, read and counted, with what every
//! feature below knows of them.

mod calendar;
mod content;
mod error;
mod find;
mod input;
mod organisations;
mod routes;
mod saved;
mod service;
mod store;
mod views;
mod work;

pub use routes::api;
pub use saved::{forget, of_person, on_draft_deleted};
