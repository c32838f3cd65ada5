//! Stories about organisations and their people.

mod joining;
mod members;
mod record;
mod requests;
