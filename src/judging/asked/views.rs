//! What someone invited to judge reads before answering.

use entity::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// What an invited person will judge.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedOfJudge {
    pub edition: String,
    /// IANA time zone of the dates.
    pub timezone: String,
    /// Where the person works, as far as staff know; empty otherwise.
    pub organisation: String,
    /// Rounds that are not over, in the order of the edition.
    pub rounds: Vec<AskedRound>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AskedRound {
    pub key: String,
    pub name: String,
    /// When judging begins.
    pub opens: Timestamp,
    /// When all must be handed in.
    pub due: Timestamp,
    /// How many criteria are scored on each entry.
    pub criteria: usize,
    /// About how many minutes an entry takes, if the edition says so.
    pub minutes_per_entry: Option<u32>,
    /// How many entries to expect; nothing while none is submitted.
    pub entries: Option<ExpectedEntries>,
}

/// How many entries to expect, from one number to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExpectedEntries {
    /// At least about so many.
    pub from: usize,
    /// At most so many.
    pub to: usize,
    /// Whether they are assigned already, so that the numbers are no estimate.
    pub assigned: bool,
}
