//! Stories of staff and its entries.

mod attachments;
mod check;
mod dashboard;
mod finding;
mod list;
mod several;
