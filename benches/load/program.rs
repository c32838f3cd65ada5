//! The program under load: a process of its own on sample data.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Instant,
};

use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::{
    fill::grow,
    http::{Connection, Request},
};

/// The kernel counts CPU time in hundredths of a second (`getconf CLK_TCK`).
const TICK_MS: f64 = 10.0;

/// The sample at a stage.
pub struct Sample(TempDir);

impl Sample {
    pub fn make(stage: &str, entries: usize, judges: usize) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let (entries, judges) = (entries.to_string(), judges.to_string());
        let sample = ["--stage", stage, "--entries", &entries, "--judges", &judges, "--data"];
        let made = Command::new(env!("CARGO_BIN_EXE_palmares"))
            .arg("demo")
            .args(sample)
            .arg(dir.path().join("data"))
            .current_dir(dir.path())
            .output();
        assert!(made.expect("a run").status.success(), "no sample");
        Self(dir)
    }
}

/// A running program; ends when it is dropped.
pub struct Program {
    child: Child,
    pub port: u16,
    pub start_ms: f64,
    dir: TempDir,
}

impl Program {
    /// Starts the program on a copy of the sample, so many times as large.
    pub async fn start(sample: &Sample, times: usize) -> Self {
        let palmares = env!("CARGO_BIN_EXE_palmares");
        let dir = tempfile::tempdir().expect("a directory");
        let data = dir.path().join("data");
        let copied = Command::new("cp").arg("-a").arg(sample.0.path().join("data")).arg(&data).status();
        assert!(copied.expect("a run").success(), "no copy");
        grow(&data.join("palmares.sqlite"), times.saturating_sub(1)).await;
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let begin = Instant::now();
        let child = Command::new(palmares)
            .args(["serve", "--data"])
            .arg(&data)
            .current_dir(dir.path())
            .env("PALMARES_HTTP__PORT", port.to_string())
            // One account asks as all others together would.
            .env("PALMARES_QUOTA__EXPORTS_PER_HOUR", "100000")
            .env("PALMARES_QUOTA__SEARCHES_PER_MINUTE", "100000")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a running program");
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        let answer = Connection::open(port).await.send(&Request::get("/api/time")).await;
        assert_eq!(answer.status, 200);
        Self { child, port, start_ms: begin.elapsed().as_secs_f64() * 1000.0, dir }
    }

    pub fn database(&self) -> PathBuf {
        self.dir.path().join("data/palmares.sqlite")
    }

    /// The session cookie of a sample account.
    pub async fn sign_in(&self, email: &str) -> String {
        let credentials = json!({"email": email, "password": "sample boats at dawn"});
        let answer =
            Connection::open(self.port).await.send(&Request::post("/api/sign-in", credentials)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let cookie =
            answer.head.split("\r\n").find_map(|line| line.split_once("session=")).expect("a cookie").1;
        format!("session={}", cookie.split(';').next().unwrap_or_default())
    }

    /// CPU time of the process so far, user and system.
    pub fn cpu_ms(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("the process");
        let fields: Vec<&str> = stat.rsplit_once(") ").expect("fields").1.split(' ').collect();
        // proc(5): utime and stime are fields 14 and 15 of the whole line.
        let ticks: f64 = [11, 12].iter().filter_map(|place| fields[*place].parse::<f64>().ok()).sum();
        ticks * TICK_MS
    }

    /// `VmRSS` or `VmHWM` of the process.
    pub fn memory_mb(&self, what: &str) -> f64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the process");
        let line = status.lines().find(|line| line.starts_with(what)).expect("a line");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).expect("kB") / 1024.0
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
