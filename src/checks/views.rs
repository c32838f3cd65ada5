//! What a check came to.

use entity::PublicId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::judging::moving::Moved;

#[derive(Debug, Serialize, ToSchema)]
pub struct CheckOutcome {
    #[schema(value_type = String)]
    pub id: PublicId,
    /// The state.
    pub state: &'static str,
    pub category: String,
    /// Its version now, for `If-Match`.
    pub version: i64,
    /// What a move did to the judges' work.
    pub moved: Option<Moved>,
}
