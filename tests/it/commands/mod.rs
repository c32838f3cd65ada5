//! What the program promises to scripts.

mod demo;
