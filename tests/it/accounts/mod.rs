//! Stories about accounts.

mod addresses;
mod looks;
mod mistyped;
mod older;
mod people;
mod sign_in;
mod timing;
mod unproved;
mod waiting;
