//! What staff see of conflicts of interest.

use entity::{PublicId, Timestamp, conflict::ConflictKind};
use serde::Serialize;
use utoipa::ToSchema;

use crate::conflicts::Conflict;

/// A judge who may not see an entry, now or in the past.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictView {
    pub entry: PublicId,
    pub title: String,
    pub category: String,
    pub judge: PublicId,
    pub name: String,
    /// Their address.
    pub email: String,
    /// `declared` by the judge, added by `staff`, or found by the program: same `organisation`.
    pub kind: ConflictKind,
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
    /// Who lifted it, when and why; nothing while it holds.
    pub lifted: Option<LiftView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LiftView {
    pub by: String,
    pub at: Timestamp,
    pub reason: String,
}

/// Effect of removing a conflict.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictLifted {
    /// Assignments that are restored, with their scoresheets.
    pub restored: usize,
}

impl From<Conflict> for ConflictView {
    fn from(row: Conflict) -> Self {
        let lifted = row.lifted_at.map(|at| LiftView {
            by: row.lifted_by.unwrap_or_default(),
            at,
            reason: row.lift_reason.unwrap_or_default(),
        });
        Self {
            entry: row.entry,
            title: row.title,
            category: row.category,
            judge: row.judge,
            name: row.name,
            email: row.email,
            kind: row.kind,
            reason: row.reason,
            by: row.by,
            at: row.at,
            lifted,
        }
    }
}
