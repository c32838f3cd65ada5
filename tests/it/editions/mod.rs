//! Stories about editions.

mod call;
mod faults;
mod import;
mod staff;
mod upgrade;
mod versions;
