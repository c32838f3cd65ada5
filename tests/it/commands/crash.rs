//! What was answered as saved is there after the process was killed.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicI64, Ordering},
    thread,
};

use serde_json::{Value, json};

use super::{good, palmares};

/// Saves that must have been answered before the process is killed.
const SAVES: i64 = 40;

/// A serving program; killed without warning when it is dropped.
struct Served {
    child: Child,
    port: u16,
    cookie: String,
}

impl Served {
    fn on(data: &Path) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let child = Command::new(env!("CARGO_BIN_EXE_palmares"))
            .args(["serve", "--data"])
            .arg(data)
            .current_dir(data)
            .env_clear()
            .env("PALMARES_HTTP__PORT", port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a running program");
        let mut served = Self { child, port, cookie: String::new() };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(served.child.try_wait().expect("a state").is_none(), "the program ended");
            thread::yield_now();
        }
        let me = json!({ "email": "entrant@example.org", "password": "sample boats at dawn" });
        let head = served.ask("POST /api/sign-in", &me).expect("an answer").0;
        let cookie = head.split("session=").nth(1).and_then(|rest| rest.split(';').next()).expect("a cookie");
        served.cookie = format!("Cookie: session={cookie}\r\n");
        served
    }

    /// Head and body of the answer; none when the process died over it.
    fn ask(&self, request: &str, body: &Value) -> Option<(String, String)> {
        let body = body.to_string();
        let (line, more) = request.split_once('\n').unwrap_or((request, ""));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let common = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";
        write!(
            stream,
            "{line} HTTP/1.1\r\n{common}{more}{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.to_owned(), body.to_owned()))
    }

    fn get(&self, path: &str) -> Value {
        let (head, body) = self.ask(&format!("GET {path}"), &Value::Null).expect("an answer");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        // A body in one chunk has its size in lines of their own around it.
        let json = body.lines().max_by_key(|line| line.len()).expect("a line");
        serde_json::from_str(json).expect("JSON")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The sample's draft and the version of its answer about impact.
fn draft(served: &Served) -> (String, i64) {
    let entries = served.get("/api/entries");
    let entry = entries.as_array().expect("entries").iter().find(|entry| entry["state"] == "draft");
    let path = format!("/api/entries/{}", entry.expect("a draft")["id"].as_str().expect("an id"));
    let version = served.get(&path)["answers"]["c_impact"]["version"].as_i64().unwrap_or(0);
    (path, version)
}

#[test]
fn what_was_answered_as_saved_survives_the_death_of_the_process() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let mut served = Served::on(dir.path());
    let (path, first) = draft(&served);
    let saved = AtomicI64::new(first);
    let pid = served.child.id();
    thread::scope(|scope| {
        let (served, saved, path) = (&served, &saved, &path);
        scope.spawn(move || {
            for version in first.. {
                let put = format!("PUT {path}/answers/c_impact\nIf-Match: \"v{version}\"\r\n");
                let text = json!({ "value": format!("Save {}", version + 1) });
                match served.ask(&put, &text) {
                    Some((head, _)) if head.starts_with("HTTP/1.1 200") => {
                        saved.store(version + 1, Ordering::SeqCst);
                    }
                    _ => return,
                }
            }
        });
        scope.spawn(move || {
            while saved.load(Ordering::SeqCst) < first + SAVES {
                thread::yield_now();
            }
            // SIGKILL, in the middle of whatever save is on its way.
            let killed = Command::new("kill").args(["-9", &pid.to_string()]).status();
            assert!(killed.expect("kill runs").success());
        });
    });
    served.child.wait().expect("its end");
    let answered = saved.load(Ordering::SeqCst);

    let again = Served::on(dir.path());
    let answer = again.get(&path)["answers"]["c_impact"].clone();
    let found = answer["version"].as_i64().expect("a version");
    assert!((answered..=answered + 1).contains(&found), "answered {answered}, found {found}");
    assert_eq!(answer["value"], format!("Save {found}"));
}
