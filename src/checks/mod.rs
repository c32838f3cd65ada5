//! The secretariat's work on entries: finding them, reading them, checking them.

mod content;
mod error;
mod input;
mod organisations;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use error::CheckError;
pub use organisations::Doc as OrganisationsDoc;
pub use routes::{Doc, routes};
