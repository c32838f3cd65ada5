//! What is asked of someone invited to judge, told before the answer.

mod routes;
mod rules;
mod service;
mod store;
mod views;

pub(super) use routes::api;
