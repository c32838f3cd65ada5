//! Stories about editions.

mod call;
mod import;
mod staff;
