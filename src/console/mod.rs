//! The console of staff: entries and organisations found, read and counted, with what every
//! feature below knows of them.

mod content;
mod error;
mod input;
mod organisations;
mod routes;
mod service;
mod store;
mod views;

pub use routes::api;
