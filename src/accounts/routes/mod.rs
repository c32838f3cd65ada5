//! HTTP of accounts.

mod device;
mod own;
mod preferences;
mod problems;
mod refusals;
mod signing_in;
mod staff;

use crate::web::Api;

pub use refusals::Refusals;
pub use signing_in::start_session_response;

pub fn api() -> Api {
    Api::of([signing_in::api(), own::api(), preferences::api(), staff::api()])
}
