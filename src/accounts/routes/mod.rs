//! HTTP of accounts.

mod device;
mod own;
mod problems;
mod refusals;
mod signing_in;
mod staff;

use rocket::Route;
use utoipa::OpenApi;

pub use refusals::Refusals;
pub use signing_in::start_session_response;

pub fn routes() -> Vec<Route> {
    [signing_in::routes(), own::routes(), staff::routes()].concat()
}

pub struct Doc;

impl OpenApi for Doc {
    fn openapi() -> utoipa::openapi::OpenApi {
        let mut document = signing_in::Doc::openapi();
        for part in [own::Doc::openapi(), staff::Doc::openapi()] {
            document.merge(part);
        }
        document
    }
}
