//! The description of the API, generated from the routes.

mod page;
mod routes;

pub use routes::routes;

use utoipa::OpenApi as _;

/// The document (OpenAPI 3.1). Paths are relative to `/api`.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = routes::Doc::openapi();
    for feature in [crate::accounts::Doc::openapi(), crate::organisations::Doc::openapi()] {
        document.merge(feature);
    }
    document
}
