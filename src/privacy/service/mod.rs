//! Use cases of people's own data.

mod again;
mod erase;
mod requests;
mod retain;
mod take;

pub use again::{LIST_FILE, Listed, erase_again, list_in_json, read_list, write_list};
pub use erase::erase_address;
pub use requests::{ask, decide, erase_person, open_requests, own_state};
pub use retain::forget_due;
pub use take::take;
