//! What those see who keep the program running: whether it lives and can save, and how it does.

mod figures;
mod ready;
mod routes;
mod store;
mod watch;

pub use ready::Readiness;
pub use routes::probe_routes;
pub use watch::Watch;
