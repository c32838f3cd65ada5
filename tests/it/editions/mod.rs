//! Stories about editions.

mod import;
