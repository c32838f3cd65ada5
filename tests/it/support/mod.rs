//! Verbs in which the stories are told.

mod app;
mod browser;
mod checks;
mod editions;
pub mod entries;
pub mod files;
pub mod judging;
mod organisations;
mod postgres;
mod smtp;
pub mod statements;

pub use app::{HOST, TestApp};
pub use browser::{Answer, Browser};
pub use editions::{DOCUMENT, PREVIEW};
pub use organisations::city;
pub use smtp::{MailServer, Mood};
