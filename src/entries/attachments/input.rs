//! What a client may send about attachments.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::text::Lines;

/// What a picture shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AltText {
    /// For people who cannot see it; at most 500 characters.
    pub alt_text: Lines<500>,
    /// What it was when the writing began: a description that someone changed in the meantime stays.
    #[serde(default)]
    pub seen: Option<Lines<500>>,
}

pub struct NewFile<S> {
    pub name: String,
    pub size_bytes: u64,
    pub bytes: S,
}
