//! What a client may send about erasures.

use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use crate::{address::Email, text::Reason};

/// Deleting one's own account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnErasureOrder {
    /// `true`: nothing is deleted by an empty request.
    #[serde(rename = "confirm")]
    #[schema(value_type = bool)]
    pub _confirm: Yes,
}

pub struct Yes;

impl<'de> Deserialize<'de> for Yes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let said = bool::deserialize(deserializer)?;
        said.then_some(Self).ok_or_else(|| de::Error::custom("must be true"))
    }
}

/// A person to be erased.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureOrder {
    /// The person's address.
    pub email: Email,
    /// Why; without naming the person, because it stays on record.
    pub reason: Reason<2000>,
}

/// What an admin decides about a request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureDecision {
    /// Whether the account is erased; otherwise the request is refused.
    pub erase: bool,
    /// Why. The person reads the reason of a refusal.
    pub reason: Reason<2000>,
}
