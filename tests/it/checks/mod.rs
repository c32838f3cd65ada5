//! Stories of staff and its entries.

mod attachments;
mod check;
mod finding;
mod list;
mod rulings;
mod several;
mod telling;
