//! The program run in a folder of input files.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of input files and the program run on them.
pub struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("an input file");
        path
    }

    /// Runs `palmares` in the folder: exit code, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_palmares"));
        let Output { status, stdout, stderr } =
            command.args(arguments).current_dir(self.folder.path()).output().expect("palmares runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (status.code().expect("an exit code"), text(stdout), text(stderr))
    }
}
