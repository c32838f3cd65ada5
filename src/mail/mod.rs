//! Mail: messages as data, an outbox written with their cause, a worker that sends.

mod message;
pub mod outbox;
mod render;
mod smtp;
mod store;
mod user_text;

pub use message::{EntryRef, LinkRef, Message, Moment};
pub use outbox::Letter;
pub use render::{Letterhead, Rendered, render};
pub use smtp::{Mailer, MailerError, Outgoing, SendError};
