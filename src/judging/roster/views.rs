//! What changing or removing a judge does, in numbers.

use serde::Serialize;
use utoipa::ToSchema;

/// What another organisation of a judge changes.
#[derive(Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConflictChange {
    /// Entries that the judge may not see from now on.
    pub added: usize,
    /// Entries that the program had kept from the judge, and does no longer.
    pub taken_back: usize,
    /// Of those added, the ones that the judge has and loses.
    pub leaving: WorkOfJudge,
    /// Of those withdrawn, the ones that the judge has again.
    pub returning: WorkOfJudge,
}

/// Assignments and their progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkOfJudge {
    pub assigned: usize,
    /// Of them, with a sheet started and not handed in.
    pub started: usize,
    pub handed_in: usize,
}
