//! Views of lists that staff keep, for themselves or for all.

mod listening;
mod routes;
mod service;
mod store;
mod views;

pub use listening::on_draft_deleted;
pub(super) use routes::api;
pub use store::{forget, of_person};
