//! Views of lists that staff keep, for themselves or for all.

mod routes;
mod service;
mod store;
mod views;

pub(super) use routes::api;
pub use store::{forget, of_person};
