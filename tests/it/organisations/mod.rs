//! Stories about organisations and their people.

mod members;
mod record;
