//! What those see who keep the program running: whether it lives and can save, and how it does.

mod figures;
mod ready;
mod routes;
mod store;
mod system;

pub use ready::Readiness;
pub use routes::{api, probe_routes};
pub use system::BACKUP_NOTE;
