//! A browser as the program sees it: headers, cookie, answers.

use rocket::{
    http::{ContentType, Header, Method, Status},
    local::asynchronous::LocalResponse,
};
use serde_json::Value;

use super::{TestApp, app::HOST};

/// One browser.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    session: Option<String>,
    device: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers, in order.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub bytes: Vec<u8>,
}

impl<'a> Browser<'a> {
    pub(super) fn new(app: &'a TestApp, session: Option<String>) -> Self {
        Self { app, session, device: None }
    }

    /// Signed in by this cookie from now on.
    pub fn with_session_of(&self, answer: &Answer) -> Self {
        let secret = answer.cookie("__Host-session").expect("a session cookie");
        Self { session: Some(secret.to_owned()), ..self.clone() }
    }

    /// Known from now on as the device that this answer marked.
    pub fn with_device_of(&self, answer: &Answer) -> Self {
        let mark = answer.cookie("device").expect("a device cookie");
        Self { device: Some(mark.to_owned()), ..self.clone() }
    }

    /// The secret of its session.
    pub fn session(&self) -> &str {
        self.session.as_deref().expect("a session")
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::Get, path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::Post, path, &[], Some(body)).await
    }

    /// A post of something that must happen once, with a new key.
    pub async fn post_once(&self, path: &str, body: Value) -> Answer {
        let key = entity::PublicId::random().expect("random bytes").to_string();
        self.send(Method::Post, path, &[("Idempotency-Key", &key)], Some(body)).await
    }

    /// The same, of a version that was read.
    pub async fn post_seen(&self, path: &str, version: i64, body: Value) -> Answer {
        let key = entity::PublicId::random().expect("random bytes").to_string();
        let version = format!("\"v{version}\"");
        let headers = [("Idempotency-Key", key.as_str()), ("If-Match", &version)];
        self.send(Method::Post, path, &headers, Some(body)).await
    }

    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(Method::Put, path, &[("If-Match", &format!("\"v{version}\""))], Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::Delete, path, &[], None).await
    }

    /// Any request from one of our own pages.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let body = body.map(|body| body.to_string().into_bytes());
        let mut all = vec![("Sec-Fetch-Site", "same-origin")];
        all.extend_from_slice(headers);
        self.send_raw(method, path, &all, body.map(|b| ("application/json", b))).await
    }

    /// Any request at all; only `Host` and the session cookie are added.
    pub async fn send_raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<(&str, Vec<u8>)>,
    ) -> Answer {
        let mut request = self.app.client.req(method, path.to_owned());
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request.add_header(Header::new("Host", HOST));
        }
        for (name, value) in headers {
            request.add_header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        if let Some(secret) = &self.session {
            request = request.cookie(("__Host-session", secret.clone()));
        }
        if let Some(mark) = &self.device {
            request = request.cookie(("device", mark.clone()));
        }
        if let Some((kind, bytes)) = body {
            request.add_header(kind.parse::<ContentType>().expect("a media type"));
            request.add_header(Header::new("Content-Length", bytes.len().to_string()));
            request.set_body(bytes);
        }
        Answer::of(request.dispatch().await).await
    }
}

impl Answer {
    /// What came back to a request that was made otherwise.
    pub async fn of(answer: LocalResponse<'_>) -> Self {
        let status = answer.status().code;
        let headers = answer
            .headers()
            .iter()
            .map(|h| (h.name().as_str().to_lowercase(), h.value().to_owned()))
            .collect();
        Self { status, headers, bytes: answer.into_bytes().await.unwrap_or_default() }
    }

    /// The body as JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The value of a cookie that is set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.headers.iter().filter(|(header, _)| header == "set-cookie");
        let pairs = all.filter_map(|(_, value)| value.split(';').next()?.split_once('='));
        pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
    }

    /// Fails unless the status is this one; gives the body.
    #[track_caller]
    pub fn expect(self, status: Status) -> Value {
        assert_eq!(self.status, status.code, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// Fails unless this is the problem.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, slug: &str) {
        let body = self.json();
        let found = (self.status, body["type"].as_str().unwrap_or_default().to_owned());
        assert_eq!(found, (status, format!("/problems/{slug}")), "{body}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
    }
}
