//! What one can go to.

use entity::{PublicId, entry::EntryState, judge::JudgeState};
use serde::Serialize;
use utoipa::ToSchema;

/// At most five of each.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Finds {
    pub entries: Vec<FoundEntry>,
    pub judges: Vec<FoundJudge>,
    /// Those who enter in the edition.
    pub organisations: Vec<FoundOrganisation>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FoundEntry {
    pub id: PublicId,
    pub title: String,
    pub organisation: String,
    pub category: String,
    pub state: EntryState,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FoundJudge {
    pub id: PublicId,
    pub name: String,
    /// Address; distinguishes judges with the same name.
    pub email: String,
    pub state: JudgeState,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FoundOrganisation {
    pub id: PublicId,
    pub name: String,
    pub country: String,
    pub city: String,
}
