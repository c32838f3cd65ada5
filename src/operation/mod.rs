//! What those see who keep the program running: whether it lives and can save, and how it does.

mod ready;
mod routes;
mod store;

pub use ready::Readiness;
pub use routes::probe_routes;
