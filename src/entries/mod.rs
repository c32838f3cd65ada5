//! Entries: what organisations submit.

mod access;
pub mod attachments;
pub mod canonical;
mod contacts;
mod error;
pub mod fields;
mod input;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use access::{OwnEntry, own_entry};
pub use contacts::tell_contacts;
pub use error::EntryError;
pub use routes::{Doc, routes};
pub use store::versions::consents;
