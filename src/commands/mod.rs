//! What the program can be told to do from a shell: one file for each command.

use std::io::Write as _;

pub mod admin;
pub mod assign;
pub mod audit;
pub mod backup;
pub mod clean_file;
pub mod demo;
pub mod doctor;
pub mod edition;
pub mod erase;
pub mod export;
pub mod open_files;
pub mod openapi;
pub mod outcome;
mod place;
mod progress;
pub mod receipt;
pub mod serve;

/// Exit code of `outcome` and `assign` for input that is refused; 1 is kept for the answer
/// that there is none.
const REFUSED: u8 = 2;

/// Prints an answer.
fn print(text: &str) -> anyhow::Result<()> {
    written(writeln!(std::io::stdout().lock(), "{}", text.trim_end()))
}

/// What became of writing an answer. A reader that has seen enough (`| head`) is no error.
fn written(result: std::io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| anyhow::Error::new(error).context("cannot write the answer")),
    }
}
