//! Mail: messages as data, an outbox written with their cause, a worker that sends.

mod breaker;
mod console;
mod message;
pub mod outbox;
mod render;
mod routes;
mod settings;
mod smtp;
mod store;
mod user_text;
mod wording;
mod worker;

pub use message::{EntryRef, LinkRef, LocalTime, Message};
pub use outbox::{Bulk, BulkView, OutgoingMail, Undone};
pub use render::{MailContext, Rendered, render};
pub use routes::api;
pub use settings::check;
pub use smtp::{Delivery, Mailer, MailerError, SendError};
pub use store::{
    count_as_sent, count_failed, count_waiting, drop_waiting, erasing, newest_to, next, refill_search,
};
pub use wording::{preview, subject};
pub use worker::send_due;
