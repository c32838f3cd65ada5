//! How an edition is doing, in numbers.

use std::collections::BTreeMap;

use entity::entry::EntryState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::editions::{Phase, WindowView};

/// Shows the figures of an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboard {
    /// The current phase.
    pub phase: Phase,
    /// Entries that were received and not withdrawn.
    pub entries: i64,
    /// Drafts never submitted.
    pub drafts_unfinished: i64,
    /// Entries by state; every state is there.
    pub by_state: Vec<StateCount>,
    /// Entries by category, in the order of the edition; every open category is there.
    pub by_category: Vec<CategoryCount>,
    /// Entries by country, the most eligible first.
    pub by_country: Vec<CountryCount>,
    /// Entries by day of the edition's time zone, from the first to the last with any.
    pub by_day: Vec<DayCount>,
    /// Progress of the judges.
    pub judges: JudgesProgress,
    /// The server is low on disk space: uploads are refused.
    pub disk_is_low: bool,
    /// Windows, by name.
    pub windows: BTreeMap<String, WindowView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StateCount {
    pub state: EntryState,
    /// How many.
    pub total: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryCount {
    pub key: String,
    pub name: String,
    /// Received and not withdrawn.
    pub entries: i64,
    /// Never submitted.
    pub drafts: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CountryCount {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub eligible: i64,
    /// Received and not withdrawn.
    pub entries: i64,
    /// Never submitted.
    pub drafts: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DayCount {
    /// The day, `2023-06-30`.
    pub day: String,
    pub started: i64,
    /// Submitted for the last time.
    pub submitted: i64,
}

/// Progress of the judges.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgesProgress {
    /// The round that is meant: the last that has started, else the first.
    pub round: Option<String>,
    /// Invited, whatever they answered.
    pub invited: i64,
    pub accepted: i64,
    pub declined: i64,
    /// Sheets handed in.
    pub scoresheets_done: i64,
    /// Sheets there will be.
    pub scoresheets_total: i64,
}
