//! Puts on record what signed-in people were refused (security bar AC-12).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use entity::{Timestamp, ids::UserId};
use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    http::Status,
};
use serde_json::json;
use tokio::time::timeout;

use crate::{
    accounts::{guards, principal::Person},
    audit::{self, Actor, Role},
    context::Ctx,
    db,
    web::{ctx_of, is_served, problem_of, span_of},
};

/// How many refusals of one person stand in the log for one minute. Whoever tries more is seen
/// well enough by these, and cannot fill the disk.
const EACH_MINUTE: u32 = 60;
const MINUTE_MS: i64 = 60_000;
/// How long an answer waits for its note while the database is busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Notes in the audit log who was refused what and why, before they are told: what is closed to
/// them (403), what is not there for them (404), and what is not possible now (409).
#[derive(Debug, Default)]
pub struct Refusals {
    lately: Mutex<Lately>,
}

#[derive(Debug, Default)]
struct Lately {
    minute: i64,
    counts: HashMap<UserId, u32>,
}

impl Lately {
    /// Counts one more; whether it is still to be noted.
    fn is_to_note(&mut self, user: UserId, now: Timestamp) -> bool {
        let minute = now.0.div_euclid(MINUTE_MS);
        if minute != self.minute {
            *self = Self { minute, counts: HashMap::new() };
        }
        let count = self.counts.entry(user).or_default();
        *count = count.saturating_add(1);
        *count <= EACH_MINUTE
    }
}

#[rocket::async_trait]
impl Fairing for Refusals {
    fn info(&self) -> Info {
        Info { name: "refusals", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let is_refusal = matches!(response.status(), Status::Forbidden | Status::NotFound | Status::Conflict);
        if !is_refusal || !is_served(request) {
            return;
        }
        let (Some(person), Some(ctx)) = (guards::found(request), ctx_of(request)) else { return };
        if !self.lately.lock().unwrap_or_else(PoisonError::into_inner).is_to_note(person.user, ctx.now) {
            return;
        }
        let noted = timeout(PATIENCE, note(&ctx, person, request, response.status())).await;
        if !matches!(noted, Ok(Ok(()))) {
            // The line of the request tells who was refused what.
            span_of(request).in_scope(|| tracing::error!(?noted, "a refusal is not on record"));
        }
    }
}

async fn note(ctx: &Ctx, person: &Person, request: &Request<'_>, status: Status) -> Result<(), db::Error> {
    let tx = ctx.begin().await?;
    audit::event("request.refuse")
        .by(Actor { user: Some(person.user), role: person.staff_role.map_or(Role::Anyone, Role::from) })
        .on("path", request.uri().path())
        .because(problem_of(request))
        .with(json!({ "method": request.method().as_str(), "status": status.code }))
        .record(&tx, ctx)
        .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_refused_all_the_time_does_not_fill_the_log() {
        let mut lately = Lately::default();
        let (one, other) = (UserId(1), UserId(2));
        let now = Timestamp(7 * MINUTE_MS);
        let noted = (0..1000).filter(|_| lately.is_to_note(one, now)).count();
        assert_eq!(noted, 60);
        assert!(lately.is_to_note(other, now), "of somebody else it is the first");
        assert!(!lately.is_to_note(one, now.plus_ms(MINUTE_MS - 1)));
        assert!(lately.is_to_note(one, now.plus_ms(MINUTE_MS)));
    }
}
