//! Who covers which entry of a round, for staff.

use entity::PublicId;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether every entry has enough judges, in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Coverage {
    /// Judges an entry needs.
    pub min_judges: u32,
    /// Entries to be judged.
    pub entries: i64,
    /// Of them, those with fewer judges than they need.
    pub below_minimum: i64,
    /// Entries on the lists of judges.
    pub assigned: i64,
    /// Of them, those handed in.
    pub done: i64,
    pub unfinished: Unfinished,
}

/// What would not count if scoring closed now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unfinished {
    /// Scoresheets that are not handed in.
    pub sheets: i64,
    /// Of them, those that have been started.
    pub started: i64,
    /// The judges they belong to.
    pub judges: usize,
    /// Entries with fewer scoresheets handed in than they need.
    pub entries: i64,
}

/// Entries to be judged, by category and title, with who covers them.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoveragePage {
    /// All who have an entry in these categories, and others who are named on this page.
    pub judges: Vec<CoverageJudge>,
    pub entries: Vec<CoveredEntry>,
    /// `after` of the next page; absent on the last.
    pub next: Option<PublicId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageJudge {
    pub id: PublicId,
    pub name: String,
    /// Address; distinguishes judges with the same name.
    pub email: String,
    /// Entries on the judge's list, on whatever page.
    pub assigned: i64,
    /// Of them, those handed in.
    pub done: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CoveredEntry {
    pub id: PublicId,
    pub title: String,
    /// Who entered; distinguishes entries with the same title.
    pub organisation: String,
    pub category: String,
    pub assigned: usize,
    /// Of them, those who have handed in.
    pub done: usize,
    /// Those who have it, and those who had to leave it.
    pub judges: Vec<CoveringJudge>,
    /// Fewer judges than it needs.
    pub below_minimum: bool,
}

/// A judge's progress with an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoveringJudge {
    pub assignment: PublicId,
    /// Place in the page's list of judges, from 0.
    pub judge: usize,
    pub state: CoveringState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoveringState {
    NotStarted,
    Started,
    HandedIn,
    /// Had to leave it, for a conflict.
    Recused,
}
