//! What people see of requests for erasure.

use entity::{PublicId, Timestamp, erasure_request, user};
use serde::Serialize;
use utoipa::ToSchema;

/// The state of a request for deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureState {
    /// Nobody asked.
    None,
    /// An admin will decide.
    Requested,
    Refused,
    /// The account is gone.
    Erased,
}

/// The deletion of one's own account.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnErasure {
    /// The state.
    pub state: ErasureState,
    /// Whether the account is deleted as soon as its owner asks; otherwise an admin decides.
    pub at_once: bool,
    /// When it was asked for.
    pub requested_at: Option<Timestamp>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

impl OwnErasure {
    pub fn new(request: Option<erasure_request::Model>, at_once: bool) -> Self {
        let state = match &request {
            None => ErasureState::None,
            Some(row) if row.decided_at.is_none() => ErasureState::Requested,
            Some(_) => ErasureState::Refused,
        };
        Self {
            state,
            at_once,
            requested_at: request.as_ref().map(|row| row.requested_at),
            refusal: request.and_then(|row| row.refusal),
        }
    }

    pub const fn erased() -> Self {
        Self { state: ErasureState::Erased, at_once: true, requested_at: None, refusal: None }
    }
}

/// Someone who asks to be erased, as admins see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureRequestView {
    pub id: PublicId,
    pub name: String,
    /// Their address.
    pub email: String,
    pub requested_at: Timestamp,
}

impl ErasureRequestView {
    pub fn new(request: erasure_request::Model, account: user::Model) -> Self {
        Self {
            id: request.public_id,
            name: account.name,
            email: account.email_as_typed,
            requested_at: request.requested_at,
        }
    }
}

/// The pseudonym of an erased person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasedView {
    /// Such as `Erased person 17`; absent when a request was refused.
    pub pseudonym: Option<String>,
}
