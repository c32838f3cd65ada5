//! What people may ask about their own data: to take it with them, and to have it erased; and
//! what is erased by itself when its time is over (docs/adr/0015-erasure.md).

mod error;
mod input;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use error::PrivacyError;
pub use routes::api;
pub use service::{
    LIST_FILE, Listed, erase_address, erase_again, forget_due, list_in_json, read_list, write_list,
};
