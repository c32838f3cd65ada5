//! How the tables of judging hang together.

use entity::{assignment, conflict, entry, judge, scoresheet};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, RelationDef};

pub fn to_judge() -> RelationDef {
    assignment::Entity::belongs_to(judge::Entity)
        .from(assignment::Column::JudgeId)
        .to(judge::Column::Id)
        .into()
}

pub fn to_entry() -> RelationDef {
    assignment::Entity::belongs_to(entry::Entity)
        .from(assignment::Column::EntryId)
        .to(entry::Column::Id)
        .into()
}

/// Assignment to a conflict between its judge and its entry.
pub fn to_conflict() -> RelationDef {
    assignment::Entity::belongs_to(conflict::Entity)
        .from((assignment::Column::JudgeId, assignment::Column::EntryId))
        .to((conflict::Column::JudgeId, conflict::Column::EntryId))
        .into()
}

/// Assignment to its scoresheet.
pub fn to_sheet() -> RelationDef {
    assignment::Entity::belongs_to(scoresheet::Entity)
        .from(assignment::Column::Id)
        .to(scoresheet::Column::AssignmentId)
        .into()
}

/// An assignment that opens its entry: it holds, there is no conflict that was not lifted, and the
/// entry is in the round's pool. Joins needed: entry, conflict (left).
pub fn live() -> Condition {
    Condition::all()
        .add(assignment::Column::State.eq(assignment::AssignmentState::Active))
        .add(
            Condition::any()
                .add(conflict::Column::Id.is_null())
                .add(conflict::Column::LiftedAt.is_not_null()),
        )
        .add(entry::Column::State.eq(entry::EntryState::Eligible))
}
