//! One line in the log for each request, and the request's id on all lines of its work.

use std::{
    pin::Pin,
    sync::OnceLock,
    task::{self, Poll},
    time::Instant,
};

use rocket::{
    Data, Request, Response, Route,
    fairing::{Fairing, Info, Kind},
    response::Body,
    route::{Handler, Outcome},
};
use tokio::io::{AsyncRead, ReadBuf};
use tracing::{Instrument as _, Span};

use super::{
    problem::problem_of,
    request::{ctx_of, request_id_of},
};
use crate::context::Ctx;

/// What is noted of a request from its first moment on.
struct Noted {
    method: &'static str,
    span: Span,
    since: Instant,
    actor: OnceLock<String>,
}

fn noted<'r>(request: &'r Request<'_>) -> &'r Noted {
    request.local_cache(|| {
        let (id, method) = (request_id_of(request), request.method().as_str());
        // Of the highest level, so that whatever is logged knows its request.
        let span = tracing::error_span!("request", id, method);
        Noted { method, span, since: Instant::now(), actor: OnceLock::new() }
    })
}

/// Whether the request came by the fairings; what is no proper request does not.
struct Welcomed(bool);

pub(super) fn was_welcomed(request: &Request<'_>) -> bool {
    request.local_cache(|| Welcomed(false)).0
}

/// The span of a request, for work outside its handler.
pub fn span_of(request: &Request<'_>) -> Span {
    noted(request).span.clone()
}

/// Notes who asks, by the public id of the account.
pub fn note_actor(request: &Request<'_>, id: &str) {
    // Of one request there is one actor; a second guard finds the same.
    let _ = noted(request).actor.set(id.to_owned());
}

pub fn has_actor(request: &Request<'_>) -> bool {
    noted(request).actor.get().is_some()
}

/// The same routes, with all they do inside the span of their request.
pub fn traced(routes: Vec<Route>) -> Vec<Route> {
    let trace = |mut route: Route| {
        route.handler = Box::new(Traced(route.handler));
        route
    };
    routes.into_iter().map(trace).collect()
}

#[derive(Clone)]
struct Traced(Box<dyn Handler>);

#[rocket::async_trait]
impl Handler for Traced {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        self.0.handle(request, data).instrument(span_of(request)).await
    }
}

/// Writes the line, when the answer is known; of an answer that streams, when it has ended.
pub struct RequestLog;

#[rocket::async_trait]
impl Fairing for RequestLog {
    fn info(&self) -> Info {
        Info { name: "request log", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        // The moment of arrival, for the context and for the time it took.
        let _ = ctx_of(request);
        let _ = noted(request);
        request.local_cache(|| Welcomed(true));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        note_end(request, response);
    }
}

pub(super) fn note_end<'r>(request: &'r Request<'_>, response: &mut Response<'r>) {
    let noted = noted(request);
    let line = Line {
        ctx: ctx_of(request),
        method: noted.method,
        span: noted.span.clone(),
        since: noted.since,
        route: request.route().map(|route| route.uri.to_string()).unwrap_or_default(),
        status: response.status().code,
        problem: problem_of(request).to_owned(),
        actor: noted.actor.get().cloned().unwrap_or_default(),
    };
    let streams = response.body().is_some() && response.body().preset_size().is_none();
    if !streams {
        line.write(response.body().preset_size().unwrap_or(0), true);
        return;
    }
    let chunk = response.body().max_chunk_size();
    let body = response.body_mut().take();
    response.set_streamed_body(Counted { body, line, bytes: 0, whole: false });
    response.set_max_chunk_size(chunk);
}

struct Line {
    ctx: Option<Ctx>,
    method: &'static str,
    span: Span,
    since: Instant,
    route: String,
    status: u16,
    problem: String,
    actor: String,
}

impl Line {
    fn write(&self, bytes: usize, whole: bool) {
        let took = self.since.elapsed();
        if let Some(ctx) = &self.ctx {
            ctx.app.metrics.answered(self.method, &self.route, self.status, took);
        }
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (route, status) = (self.route.as_str(), self.status);
        let problem = Some(self.problem.as_str()).filter(|text| !text.is_empty());
        let actor = Some(self.actor.as_str()).filter(|text| !text.is_empty());
        let cut = (!whole).then_some(true);
        tracing::info!(parent: &self.span, route, status, ms, bytes, problem, actor, cut, "request");
    }
}

/// A body on its way out; its line is written when nothing of it is left to send.
struct Counted<'r> {
    body: Body<'r>,
    line: Line,
    bytes: usize,
    whole: bool,
}

impl AsyncRead for Counted<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let this = &mut *self;
        let before = to.filled().len();
        let _inside = this.line.span.enter();
        let polled = Pin::new(&mut this.body).poll_read(cx, to);
        let read = to.filled().len().saturating_sub(before);
        this.bytes = this.bytes.saturating_add(read);
        this.whole |= read == 0 && to.remaining() > 0 && matches!(polled, Poll::Ready(Ok(())));
        polled
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.line.write(self.bytes, self.whole);
    }
}
