//! The pages of the program: their files, their addresses, and in which form they are sent.

mod assets;
mod encoding;
mod pages;

pub use assets::{Assets, routes as asset_routes};
pub(super) use encoding::{Encoding, choose};
pub use pages::{Head, KnownPage, Page, PageCtx, Pages, routes as page_routes};
