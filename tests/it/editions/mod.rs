//! Stories about editions.

mod archived;
mod brand;
mod call;
mod deleting;
mod faults;
mod guide;
mod import;
mod past;
mod shipped;
mod staff;
mod states;
mod upgrade;
mod versions;
mod walk;
