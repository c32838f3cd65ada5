//! What clients may send about nominees.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    address::Email,
    editions::NominatedBy,
    text::{Lines, Reason},
};

/// Who is nominated.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNominee {
    /// `self` for who sends it, `other` for someone else.
    pub by: NominatedBy,
    /// At most 200 characters on one line; may be empty in a draft.
    pub name: Lines<200>,
    /// Of someone else; absent in a draft that does not say it yet, and for oneself.
    #[serde(default)]
    pub email: Option<Email>,
}

/// What a nominee answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NomineeAnswer {
    /// The token of the link.
    pub token: String,
    pub accept: bool,
    /// Why not, for the awards team; may be empty.
    #[serde(default)]
    pub reason: Lines<1000>,
}

/// How staff know that a nominee accepts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceNote {
    pub reason: Reason<1000>,
}
