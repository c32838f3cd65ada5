//! The built program, serving, as a browser reaches it.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::{Value, json as value};

/// A serving program; killed without warning when it is dropped.
pub struct Served {
    pub child: Child,
    port: u16,
    cookie: String,
}

impl Served {
    /// Serves a sample, with its entrant signed in.
    pub fn on(data: &Path) -> Self {
        let mut served = Self::with(data, &[]);
        served.sign_in("entrant@example.org");
        served
    }

    /// Serves with these settings; nobody is signed in.
    pub fn with(data: &Path, settings: &[(&str, &str)]) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let child = Command::new(env!("CARGO_BIN_EXE_palmares"))
            .args(["serve", "--data"])
            .arg(data)
            .current_dir(std::env::temp_dir())
            .env_clear()
            .env("PALMARES_HTTP__PORT", port.to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a running program");
        let mut served = Self { child, port, cookie: String::new() };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(served.child.try_wait().expect("a state").is_none(), "the program ended");
            thread::yield_now();
        }
        served
    }

    /// Signs somebody of the sample in.
    pub fn sign_in(&mut self, email: &str) {
        let me = value!({ "email": email, "password": "sample boats at dawn" });
        let head = self.ask("POST /api/sign-in", &me).expect("an answer").0;
        let cookie = head.split("session=").nth(1).and_then(|rest| rest.split(';').next()).expect("a cookie");
        self.cookie = format!("Cookie: session={cookie}\r\n");
    }

    /// Signed in as in the other one, which served the same data before.
    pub fn like(mut self, other: &Self) -> Self {
        self.cookie.clone_from(&other.cookie);
        self
    }

    /// With a session that was begun elsewhere.
    pub fn with_session(mut self, secret: &str) -> Self {
        self.cookie = format!("Cookie: session={secret}\r\n");
        self
    }

    /// Head and body of the answer; none when the process died over it. Further headers
    /// stand in lines after the first.
    pub fn ask(&self, request: &str, body: &Value) -> Option<(String, String)> {
        self.send(&format!("{request}\nContent-Type: application/json"), body.to_string().as_bytes())
    }

    /// The same of somebody else, by the secret of their session.
    pub fn ask_as(&self, secret: &str, request: &str, body: &Value) -> Option<(String, String)> {
        let cookie = format!("Cookie: session={secret}\r\n");
        self.exchange(
            &cookie,
            &format!("{request}\nContent-Type: application/json"),
            body.to_string().as_bytes(),
        )
    }

    /// The same with any body.
    pub fn send(&self, request: &str, body: &[u8]) -> Option<(String, String)> {
        self.exchange(&self.cookie, request, body)
    }

    fn exchange(&self, cookie: &str, request: &str, body: &[u8]) -> Option<(String, String)> {
        let (line, more) = request.split_once('\n').unwrap_or((request, ""));
        let more: String = more.lines().map(|line| format!("{}\r\n", line.trim_end())).collect();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let common = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";
        write!(stream, "{line} HTTP/1.1\r\n{common}{more}{cookie}Content-Length: {}\r\n\r\n", body.len())
            .ok()?;
        stream.write_all(body).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.to_owned(), body.to_owned()))
    }

    /// The JSON of an address that must answer.
    pub fn get(&self, path: &str) -> Value {
        let (head, body) = self.ask(&format!("GET {path}"), &Value::Null).expect("an answer");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        json(&body)
    }

    /// Serves a sample, with this person of it signed in.
    pub fn to(data: &Path, email: &str) -> Self {
        let mut served = Self::with(data, &[]);
        served.sign_in(email);
        served
    }

    /// Sends bytes as a file; the whole answer.
    pub fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> String {
        let head = format!("POST {path}\nX-Upload-Name: {name}\nContent-Type: application/octet-stream");
        let (head, body) = self.send(&head, bytes).expect("an answer");
        format!("{head}\r\n\r\n{body}")
    }

    /// A request without a body.
    pub fn request(&self, line: &str, connection: &str) -> String {
        let common = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\n";
        format!("{line} HTTP/1.1\r\n{common}Connection: {connection}\r\n{}\r\n", self.cookie)
    }

    /// The whole answer, up to the end of the connection.
    pub fn raw(&self, line: &str) -> Vec<u8> {
        let mut stream = self.connect();
        stream.write_all(self.request(line, "close").as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer that ends");
        answer
    }

    /// A connection on which nobody waits for ever.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        stream
    }

    /// A line of `/proc/<pid>/status`, in kibibytes.
    pub fn memory_kib(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("its state");
        let line = status.lines().find(|line| line.starts_with(name)).expect("a line");
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
    }

    /// Ends the process without warning, as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The JSON of a body. One in a chunk has its size in lines of their own around it.
pub fn json(body: &str) -> Value {
    let json = body.lines().max_by_key(|line| line.len()).expect("a line");
    serde_json::from_str(json).expect("JSON")
}

/// The status of an answer; 0 for none.
pub fn status(answer: Option<&(String, String)>) -> u16 {
    let code = answer.and_then(|(head, _)| head.split(' ').nth(1)?.parse().ok());
    code.unwrap_or_default()
}

/// An answer in the sample's draft, which is saved again and again.
pub struct Answer {
    /// Of the entry.
    pub entry: String,
    /// Of the field.
    pub key: &'static str,
    /// Of its last saved version.
    pub version: i64,
}

impl Answer {
    /// About impact.
    pub fn of(served: &Served) -> Self {
        Self::to("c_impact", served)
    }

    pub fn to(key: &'static str, served: &Served) -> Self {
        let entries = served.get("/api/entries");
        let entry = entries.as_array().expect("entries").iter().find(|entry| entry["state"] == "draft");
        let entry = format!("/api/entries/{}", entry.expect("a draft")["id"].as_str().expect("an id"));
        let version = served.get(&entry)["answers"][key]["version"].as_i64().unwrap_or(0);
        Self { entry, key, version }
    }

    /// What the next version says.
    pub fn text(version: i64) -> String {
        format!("Save {version}{}", " of a text that is as long as people write".repeat(29))
    }

    /// Sends the next version.
    pub fn send(&self, served: &Served) -> Option<(String, String)> {
        let put = format!("PUT {}/answers/{}\nIf-Match: \"v{}\"", self.entry, self.key, self.version);
        served.ask(&put, &value!({ "value": Self::text(self.version + 1) }))
    }

    /// Saves the next version; its status, and the body of the answer.
    pub fn save(&mut self, served: &Served) -> (u16, String) {
        let answer = self.send(served);
        let status = status(answer.as_ref());
        self.version += i64::from(status == 200);
        (status, answer.map(|(_, body)| body).unwrap_or_default())
    }

    /// The version that is found, which must be whole.
    #[track_caller]
    pub fn found(&self, served: &Served) -> i64 {
        let answer = served.get(&self.entry)["answers"][self.key].clone();
        let found = answer["version"].as_i64().expect("a version");
        assert_eq!(answer["value"], Self::text(found));
        found
    }
}
