//! Attachments: files given as answers. Who may have one is decided by the
//! finder of whoever asks; [`original`], [`picture`] and [`neutral`] then send it.

mod copies;
mod error;
mod input;
mod jobs;
mod quota;
mod routes;
mod rules;
mod serve;
mod service;
mod store;

pub use error::AttachmentError;
pub use input::NewFile;
pub use jobs::{MakeCopies, sweep};
pub use quota::{forget, storage};
pub use routes::api;
pub use serve::{PreviewSize, Stored, neutral, original, picture};
pub use service::{FileOfEntry, Taken, attach, describe, take};
pub use store::{hashes, of_entry};
