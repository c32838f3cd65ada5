//! Organisations as staff see them: finding one, correcting it, and making one record
//! of two that are the same.

mod routes;
mod service;
mod store;
mod views;

pub(super) use routes::api;
