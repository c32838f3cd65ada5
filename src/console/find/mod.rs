//! Going to an entry, a judge or an organisation by the beginning of its words.

mod routes;
mod service;
mod store;
mod views;

pub(super) use routes::api;
