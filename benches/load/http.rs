//! As much of an HTTP/1.1 client as the driver needs: one connection, kept alive.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A request, ready to be written.
#[derive(Clone)]
pub struct Request {
    head: String,
    body: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    pub first_byte: Duration,
}

impl Request {
    pub fn get(path: &str) -> Self {
        Self { head: format!("GET {path} HTTP/1.1\r\n"), body: String::new() }
    }

    pub fn put(path: &str, body: Value) -> Self {
        Self {
            head: format!("PUT {path} HTTP/1.1\r\nContent-Type: application/json\r\n"),
            body: body.to_string(),
        }
    }

    pub fn post(path: &str, body: Value) -> Self {
        Self {
            head: format!("POST {path} HTTP/1.1\r\nContent-Type: application/json\r\n"),
            body: body.to_string(),
        }
    }

    pub fn cookie(self, cookie: &str) -> Self {
        self.header("Cookie", cookie)
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        // As browsers do, unless it was said otherwise.
        let forms = if self.head.contains("Accept-Encoding") { "" } else { "Accept-Encoding: gzip, br\r\n" };
        let common = format!("Host: localhost\r\nSec-Fetch-Site: same-origin\r\n{forms}");
        format!("{}{common}Content-Length: {}\r\n\r\n{}", self.head, self.body.len(), self.body).into_bytes()
    }
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub async fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self { stream, read: Vec::new() }
    }

    pub async fn send(&mut self, request: &Request) -> Answer {
        let begin = Instant::now();
        self.stream.write_all(&request.bytes()).await.expect("a written request");
        self.read.clear();
        self.more().await;
        let first_byte = begin.elapsed();
        let end = self.until(b"\r\n\r\n", 0).await;
        let head = String::from_utf8_lossy(&self.read[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let lower = head.to_lowercase();
        let length =
            lower.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
        let body = match length {
            Some(length) => self.exactly(end, length).await,
            None if lower.contains("chunked") => self.chunks(end).await,
            None => Vec::new(),
        };
        Answer { status, head, body, first_byte }
    }

    async fn more(&mut self) {
        let count = self.stream.read_buf(&mut self.read).await.expect("an answer");
        assert!(count > 0, "the connection was closed");
    }

    /// The place after the mark, read up to it.
    async fn until(&mut self, mark: &[u8], from: usize) -> usize {
        loop {
            if let Some(place) = self.read[from..].windows(mark.len()).position(|window| window == mark) {
                return from + place + mark.len();
            }
            self.more().await;
        }
    }

    async fn exactly(&mut self, from: usize, length: usize) -> Vec<u8> {
        while self.read.len() < from + length {
            self.more().await;
        }
        self.read[from..from + length].to_vec()
    }

    async fn chunks(&mut self, mut from: usize) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let end = self.until(b"\r\n", from).await;
            let size = String::from_utf8_lossy(&self.read[from..end - 2]).into_owned();
            let size = usize::from_str_radix(size.trim(), 16).expect("a chunk size");
            body.extend(self.exactly(end, size + 2).await.into_iter().take(size));
            from = end + size + 2;
            if size == 0 {
                return body;
            }
        }
    }
}
