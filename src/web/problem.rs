//! Errors as RFC 9457 problem details: `type` is the code that clients branch
//! on and translate, listed in `docs/problems.md`.

use std::io::Cursor;

use rocket::{
    Request, Response,
    http::{ContentType, Header, Status},
    outcome::Outcome,
    request,
    response::{self, Responder},
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::request::request_id_of;
use crate::{clock::Wait, db};

/// Why a request was refused or failed (RFC 9457). Some types have more members.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `/problems/` and the kind of problem, which never changes.
    #[serde(rename = "type")]
    kind: String,
    /// The kind, as an English sentence.
    title: String,
    /// HTTP status of the answer.
    status: u16,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The parts of the input that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// The id of the request, as in `X-Request-Id` and the log of the server.
    instance: String,
    #[serde(flatten)]
    #[schema(ignore)]
    more: Map<String, Value>,
    #[serde(skip)]
    retry_after_s: Option<i64>,
}

/// An error in one part of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body.
    pub pointer: String,
    /// Stable code, the key of the translated sentence.
    pub code: String,
    /// The sentence in English.
    pub detail: String,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.to_owned(), detail: detail.into() }
    }
}

impl Problem {
    /// A problem `/problems/<slug>`; the title is a plain English sentence.
    pub fn new(status: u16, slug: &str, title: &str) -> Self {
        Self {
            kind: format!("/problems/{slug}"),
            title: title.to_owned(),
            status,
            detail: None,
            errors: Vec::new(),
            instance: String::new(),
            more: Map::new(),
            retry_after_s: None,
        }
    }

    /// What does not exist, or may not be seen: both look the same.
    pub fn not_found() -> Self {
        Self::new(404, "not-found", "This does not exist, or you do not have access to it.")
    }

    /// What cannot be done as things are.
    pub fn not_now(slug: &str, title: &str) -> Self {
        Self::new(409, slug, title)
    }

    /// A content that was understood and is wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(422, "invalid", "Some fields are invalid.") }
    }

    /// One part of the input that is wrong.
    pub fn invalid_at(pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code, detail)])
    }

    pub fn internal() -> Self {
        Self::new(500, "internal", "Something went wrong on our side. Nothing was changed.")
    }

    /// More is asked than can be done at once.
    pub fn busy() -> Self {
        Self::new(503, "unavailable", "The service is busy. Please try again in a moment.").retry_after(2)
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The parts of the input that are wrong.
    #[must_use]
    pub fn errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    #[must_use]
    pub fn with(mut self, member: &str, value: impl Serialize) -> Self {
        self.more.insert(member.to_owned(), serde_json::to_value(value).unwrap_or(Value::Null));
        self
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after_s = Some(seconds.max(1));
        self
    }

    /// The wait until one may try again, as instant and in seconds.
    #[must_use]
    pub fn wait(self, wait: Wait) -> Self {
        self.with("until", wait.until).retry_after(wait.seconds)
    }

    pub fn status(&self) -> Status {
        Status::new(self.status)
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::KeyReused => Self::key_reused(),
            // Of two who did the same at once the other was first; once more, and it is seen.
            db::Error::Busy(_) | db::Error::Unavailable(_) | db::Error::Unique(_) => {
                tracing::warn!(error = %error, "database");
                Self::busy()
            }
            db::Error::NoRoom(_) => {
                tracing::error!(error = %error, "database");
                let title = "The server is out of disk space, so nothing was saved. Please tell the \
                             organiser, then try again later.";
                Self::new(507, "no-room", title).retry_after(30)
            }
            db::Error::Replaced => {
                tracing::error!(error = %error, "database");
                let title = "The service is under maintenance, so nothing was saved. Please try again \
                             later.";
                Self::new(503, "unavailable", title).retry_after(60)
            }
            db::Error::Json(_) | db::Error::Random(_) | db::Error::Other(_) => {
                tracing::error!(error = %error, "database");
                Self::internal()
            }
        }
    }
}

/// The type of the problem with which a request was answered.
struct Answered(String);

/// The type of the problem with which this request was answered; empty if with none.
pub fn problem_of<'r>(request: &'r Request<'_>) -> &'r str {
    &request.local_cache(|| Answered(String::new())).0
}

impl<'r> Responder<'r, 'static> for Problem {
    fn respond_to(mut self, request: &'r Request<'_>) -> response::Result<'static> {
        let status = self.status();
        request.local_cache(|| Answered(self.kind.clone()));
        self.instance = request_id_of(request);
        let body = serde_json::to_string(&self).map_err(|_| Status::InternalServerError)?;
        let mut answer = Response::build();
        answer
            .status(status)
            .header(ContentType::new("application", "problem+json"))
            .sized_body(body.len(), Cursor::new(body));
        // What is left of such a body is not waited for (RFC 9110 sections 15.5.9 and 15.5.14).
        if matches!(status, Status::RequestTimeout | Status::PayloadTooLarge) {
            answer.header(Header::new("Connection", "close"));
        }
        if let Some(seconds) = self.retry_after_s {
            answer.header(Header::new("Retry-After", seconds.to_string()));
        }
        answer.ok()
    }
}

/// Carries a guard's problem to the catcher, which is the only one who can answer for a guard.
pub(super) struct GuardProblem(pub Option<Problem>);

/// Ends a request in a guard with this problem.
pub fn refuse<S>(request: &Request<'_>, problem: Problem) -> request::Outcome<S, ()> {
    let status = problem.status();
    request.local_cache(|| GuardProblem(Some(problem)));
    Outcome::Error((status, ()))
}
