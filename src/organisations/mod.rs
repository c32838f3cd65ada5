//! Organisations: who enters, and the people who share their entries.

mod access;
mod error;
mod input;
mod routes;
mod service;
mod store;
mod views;

pub use access::{OwnOrganisation, lock_own};
pub use routes::{Doc, routes};
