//! Stories of the secretariat and its entries.

mod attachments;
mod check;
mod dashboard;
mod finding;
mod list;
