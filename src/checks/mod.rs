//! The secretariat's work on entries: finding them, reading them, checking them.

mod access;
mod content;
mod error;
mod input;
mod organisations;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use access::{
    StaffEntry, conflicted_categories, conflicted_entries, not_conflicted, staff_entry, staff_of,
};
pub use error::CheckError;
pub use organisations::Doc as OrganisationsDoc;
pub use routes::{Doc, routes};
