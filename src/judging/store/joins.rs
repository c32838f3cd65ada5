//! How the tables of judging hang together.

use entity::{assignment, conflict, entry};
use sea_orm::{ColumnTrait as _, Condition};

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
