//! What the program can be told to do from a shell: one file for each command.

pub mod receipt;
pub mod serve;
