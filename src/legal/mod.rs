//! Texts the law asks of a website: privacy notice, imprint, accessibility statement, contact. Each
//! version is kept, so that one can say which was in force when someone consented.

mod error;
mod input;
mod routes;
mod service;
mod store;
mod templates;
mod views;

pub use error::LegalError;
pub use routes::{api, page_routes};
pub use store::version_in_force;
