//! Mail: messages as data, an outbox written with their cause, a worker that sends.

mod message;
pub mod outbox;
mod store;

pub use message::{LinkRef, Message};
pub use outbox::Letter;
