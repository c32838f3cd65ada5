//! Stories of the secretariat and its entries.

mod check;
mod dashboard;
mod list;
