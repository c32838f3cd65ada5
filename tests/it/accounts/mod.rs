//! Stories about accounts.

mod people;
mod sign_in;
mod timing;
mod unproved;
mod waiting;
