//! What staff send about a judge.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    accounts::PersonName,
    judging::input::Country,
    text::{Line, Reason},
};

/// The details of a judge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeChange {
    pub name: PersonName,
    /// Where the judge works; entries of that organisation are kept away.
    pub organisation: Option<Line<200>>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
}

impl JudgeChange {
    /// Where the judge works; empty for no organisation.
    pub fn organisation(&self) -> &str {
        self.organisation.as_ref().map_or("", Line::as_str)
    }
}

/// Why a judge is removed, and what becomes of the sheets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeRemoval {
    /// Why; the judge reads it.
    pub reason: Reason<2000>,
    /// What becomes of scoresheets that are handed in; drafts never count.
    pub sheets: SheetsOfRemoved,
}

/// What becomes of the scoresheets that a removed judge has handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetsOfRemoved {
    /// They count as before.
    KeepCounted,
    /// They count no more, until the judge comes back.
    SetAside,
}
