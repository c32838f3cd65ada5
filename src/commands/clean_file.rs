//! `palmares clean-file`: what `serve` starts for each file that it cleans.

use std::{path::Path, process::ExitCode};

use crate::files::{FileKind, worker};

/// Cleans a file of this kind and writes it to standard output.
#[must_use]
pub fn run(kind: &str, path: &Path) -> ExitCode {
    let Some(kind) = FileKind::from_accept(kind) else { return ExitCode::FAILURE };
    match worker::work(path, kind) {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, error)) => {
            eprintln!("{error:#}");
            ExitCode::from(code)
        }
    }
}
