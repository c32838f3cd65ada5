//! How far a scoresheet is, also where none was saved.

use serde::Serialize;
use utoipa::ToSchema;

use crate::scoresheet::ScoresheetState;

/// How far a scoresheet is, also where none was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Nothing saved.
    NotStarted,
    /// Something saved.
    Started,
    /// Handed in.
    HandedIn,
}

impl From<Option<ScoresheetState>> for SheetState {
    fn from(saved: Option<ScoresheetState>) -> Self {
        match saved {
            None => Self::NotStarted,
            Some(ScoresheetState::Draft) => Self::Started,
            Some(ScoresheetState::HandedIn) => Self::HandedIn,
        }
    }
}
