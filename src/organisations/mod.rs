//! Organisations: who enters, and the people who share their entries.

mod access;
mod error;
mod input;
mod joining;
mod names;
mod routes;
mod service;
mod store;
mod views;

pub use access::{OwnOrganisation, lock_own};
pub use input::OrganisationInput;
pub use routes::{Doc, routes};
pub use store::{absorb, correct, refill_search};
