//! Verbs in which the stories are told.

mod app;
mod browser;
mod editions;

pub use app::TestApp;
pub use browser::Browser;
