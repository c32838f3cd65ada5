//! What a check came to.

use entity::{PublicId, entry::EntryState};
use serde::Serialize;
use utoipa::ToSchema;

use crate::judging::moving::Moved;

#[derive(Debug, Serialize, ToSchema)]
pub struct CheckOutcome {
    pub id: PublicId,
    /// The state.
    pub state: EntryState,
    pub category: String,
    /// Its version now, for `If-Match`.
    pub version: i64,
    /// What a move did to the judges' work.
    pub moved: Option<Moved>,
}
