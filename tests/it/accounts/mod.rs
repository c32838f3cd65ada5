//! Stories about accounts.

mod sign_in;
