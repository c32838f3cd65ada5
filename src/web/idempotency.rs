//! The `Idempotency-Key` header: required where an effect must happen once.

use rocket::{
    Request,
    http::{ContentType, Status},
    request::{FromRequest, Outcome},
    response::{self, Responder},
    serde::json::Json,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;

use super::{
    body::Body,
    problem::{Problem, refuse},
};
use crate::{
    accounts::Person,
    db::{IdempotencyKey, Idempotent},
};

/// The key, together with method and path of the request.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IdempotencyHeader {
    /// New for each action and the same for each try of it: 16 to 128 visible ASCII characters.
    #[param(rename = "Idempotency-Key")]
    key: String,
    #[param(ignore)]
    request: String,
}

impl IdempotencyHeader {
    /// Binds the key to its sender and the whole request.
    pub fn of<T>(self, person: &Person, body: &Body<T>) -> IdempotencyKey {
        let mut hash = Sha256::new();
        hash.update(self.request.as_bytes());
        hash.update(body.sha256);
        IdempotencyKey { user: person.user, key: self.key, request_hash: hash.finalize().into() }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for IdempotencyHeader {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let key = request.headers().get_one("Idempotency-Key").unwrap_or_default();
        if (16..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) {
            let line = format!("{} {}\n", request.method(), request.uri());
            return Outcome::Success(Self { key: key.to_owned(), request: line });
        }
        let title = "Send an Idempotency-Key of 16 to 128 visible ASCII characters, new for each action.";
        refuse(request, Problem::new(400, "idempotency-key", title))
    }
}

/// A stored answer is sent word for word.
impl<'r, T: Serialize> Responder<'r, 'static> for Idempotent<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match self {
            Self::New(value) => Json(value).respond_to(request),
            Self::Replayed(body) => (Status::Ok, (ContentType::JSON, body)).respond_to(request),
        }
    }
}

impl Problem {
    /// A key that was used for another request.
    pub(super) fn key_reused() -> Self {
        Self::new(422, "idempotency-key-reused", "This Idempotency-Key was used for another request.")
    }
}
