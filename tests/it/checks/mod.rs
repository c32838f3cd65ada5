//! Stories of the secretariat and its entries.

mod attachments;
mod check;
mod dashboard;
mod list;
