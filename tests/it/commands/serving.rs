//! The built program while it serves: asked over its own port, its log read as it is written.

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// A serving program; killed when it is dropped.
pub struct Serving {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Serving {
    /// On this data directory, with these settings in the environment.
    pub fn with(data: &Path, settings: &[(&str, &str)]) -> Self {
        Self::under("true", data, settings)
    }

    /// The same, after this command of the shell.
    pub fn under(before: &str, data: &Path, settings: &[(&str, &str)]) -> Self {
        let address =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
        let log = data.join("serve.log");
        let child = Command::new("/bin/sh")
            .args(["-c", &format!("{before} && exec \"$0\" serve --data \"$1\"")])
            .arg(env!("CARGO_BIN_EXE_palmares"))
            .arg(data)
            .current_dir(data)
            .env_clear()
            .env("PALMARES_HTTP__PORT", address.port().to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("a file"))
            .spawn()
            .expect("a running program");
        let mut serving = Self { child, address, log };
        while TcpStream::connect(address).is_err() {
            let ended = serving.child.try_wait().expect("a state");
            assert!(ended.is_none(), "the program ended: {}", serving.log_text());
            thread::yield_now();
        }
        serving
    }

    /// A connection to it.
    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).expect("a connection")
    }

    /// Asks for `METHOD /path`, with further header lines each ended by CR LF.
    pub fn ask(&self, request: &str, headers: &str, body: &str) -> Reply {
        let mut stream = self.connect();
        let common = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";
        let kind = "Content-Type: application/json\r\n";
        let length = body.len();
        write!(stream, "{request} HTTP/1.1\r\n{common}{kind}{headers}Content-Length: {length}\r\n\r\n{body}")
            .expect("a sent request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// All it has logged so far.
    pub fn log_text(&self) -> String {
        fs::read_to_string(&self.log).expect("the log")
    }

    /// Waits until the log has such a line.
    pub fn wait_for_line(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            let text = self.log_text();
            let mut lines = text.lines().filter_map(|line| serde_json::from_str(line).ok());
            if let Some(line) = lines.find(&is_it) {
                return line;
            }
            thread::yield_now();
        }
        panic!("no such line in a minute: {}", self.log_text());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
