//! What the program can be told to do from a shell: one file for each command.

pub mod admin;
pub mod demo;
pub mod edition;
pub mod export;
pub mod openapi;
pub mod receipt;
pub mod serve;
