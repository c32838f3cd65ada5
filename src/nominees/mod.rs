//! Nominees: who is nominated by an entry of another, and what they say to it.

mod access;
mod error;
mod input;
mod listening;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use error::NomineeError;
pub use input::NewNominee;
pub use listening::on_entry_event;
pub use routes::api;
pub use service::{name, of_entry};
pub use store::{erasing, not_accepted};
pub use views::StaffNominee;
