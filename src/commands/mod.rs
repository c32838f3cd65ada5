//! What the program can be told to do from a shell: one file for each command.

pub mod demo;
pub mod receipt;
pub mod serve;
