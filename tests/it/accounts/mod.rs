//! Stories about accounts.

mod addresses;
mod mistyped;
mod older;
mod people;
mod sign_in;
mod timing;
mod unproved;
mod waiting;
