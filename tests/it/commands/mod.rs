//! The command line as scripts see it: the built program, its output and exit code.

mod assign;
mod backup;
mod broken_export;
mod crash;
mod crowd;
mod demo;
mod directory;
mod doctor;
mod draft;
mod edition;
mod erasing;
mod full_disk;
mod history;
mod log;
mod once;
mod outcome;
mod postgres;
mod recorded;
mod rush;
mod serve;
mod served;
mod serving;
mod shell;
mod uploads;

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs the program with its data in this folder.
fn palmares(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_palmares"))
        .current_dir(data)
        .env_clear()
        .arg("--data")
        .arg(data)
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// Standard output of a run that must succeed.
#[track_caller]
fn good(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Lines of standard error of a run that must fail with exit code 1 and print nothing else.
#[track_caller]
fn bad(output: &Output) -> Vec<String> {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect()
}
