//! Stories about editions.

mod call;
mod faults;
mod guide;
mod import;
mod past;
mod staff;
mod upgrade;
mod versions;
