//! Everything that knows HTTP and no award word: what is refused before a
//! feature sees a request, and what every answer carries.

mod api;
mod body;
mod catchers;
mod compress;
mod files;
mod frontend;
mod headers;
mod idempotency;
mod limits;
mod origin;
mod problem;
mod request;
mod settled;
mod trace;

pub use api::Api;
pub(crate) use api::api;
pub use body::{Body, Empty};
pub use catchers::{api_catch_all, catchers, is_served};
pub use compress::Compress;
pub use files::Upload;
pub use frontend::{Assets, Head, KnownPage, Page, PageCtx, Pages, asset_routes, page_routes};
pub use headers::Headers;
pub use idempotency::IdempotencyHeader;
pub use limits::{Limits, admit_account, limited};
pub use origin::{SameOrigin, check as check_origin};
pub use problem::{FieldError, Problem, problem_of, refuse};
pub use request::{IfMatch, ObjectKey, Slug, Versioned, ctx_of};
pub use settled::Settled;
pub use trace::{RequestLog, note_actor, span_of, traced};
