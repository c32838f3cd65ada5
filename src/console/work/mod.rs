//! What waits for staff in an edition, what goes wrong there, and what comes next.

mod coming;
mod figures;
mod judges;
mod routes;
mod service;
mod store;
mod views;

pub(super) use routes::api;
pub(super) use store::with_unclean_files;
