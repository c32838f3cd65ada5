//! Decisions whose e-mails wait.

use std::collections::HashSet;

use entity::{
    entry,
    entry_check::{self, CheckResult, Telling},
    ids::{EditionId, EntryCheckId, EntryId},
    user,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _, prelude::Expr,
};

use crate::{
    accounts::Staff,
    checks::rules::MOVABLE,
    conflicts::{conflicted_categories_if_any, not_conflicted},
    db::{self, WriteTx},
};

/// A decision that waits to be told, and who made it.
pub struct Waiting {
    pub check: entry_check::Model,
    pub by: String,
}

/// Those that are shown and told at once.
pub struct WaitingNow {
    pub rows: Vec<Waiting>,
    /// Whether decisions about other entries wait too.
    pub more: bool,
}

/// Decisions about no more entries are shown or told at once.
const MOST_AT_ONCE: usize = 200;
const MOST_AND_ONE: u64 = 201;

/// Decisions of an edition that wait and that this person can send: of none in a category in which
/// they have a stake is anything said. `own` are those categories, if they have any conflict.
pub fn to_tell(staff: &Staff, edition: EditionId, own: Option<&HashSet<String>>) -> Condition {
    let own = own.map(|own| {
        let others = entry::Column::CategoryKey.is_not_in(own.iter().map(String::as_str));
        not_conflicted(staff).add(others)
    });
    that_wait().add(entry::Column::EditionId.eq(edition)).add_option(own)
}

/// Decisions that wait and still say where the entry is, as `rules::told` has it: whoever submitted
/// it again waits for another.
fn that_wait() -> Condition {
    let state = Expr::col(entry::Column::State.as_column_ref());
    let result = Expr::col(entry_check::Column::Result.as_column_ref());
    let category = Expr::col(entry::Column::CategoryKey.as_column_ref());
    let to = Expr::col(entry_check::Column::ToCategory.as_column_ref());
    let is_there = Condition::all()
        .add(entry_check::Column::Result.eq(CheckResult::Moved))
        .add(entry::Column::State.is_in(MOVABLE))
        .add(ExprTrait::eq(to, category));
    let holds = Condition::any().add(is_there).add(ExprTrait::eq(result, state));
    // Written as its index is.
    Condition::all().add(Expr::cust("telling = 'waits'")).add(holds)
}

/// The decisions of an edition that wait and that this person can send, the oldest first: all about
/// an entry, or none.
pub async fn waiting<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<WaitingNow, db::Error> {
    let own = conflicted_categories_if_any(db, staff, edition).await?;
    let waiting = entry_check::Entity::find()
        .join(JoinType::InnerJoin, entry_check::Relation::Entry.def())
        .filter(to_tell(staff, edition, own.as_ref()));
    let oldest = waiting
        .clone()
        .select_only()
        .column(entry_check::Column::EntryId)
        .group_by(entry_check::Column::EntryId)
        .order_by_asc(entry_check::Column::Id.min())
        .limit(MOST_AND_ONE);
    let mut entries: Vec<EntryId> = oldest.into_tuple().all(db).await?;
    let more = entries.len() > MOST_AT_ONCE;
    entries.truncate(MOST_AT_ONCE);
    let rows = waiting
        .join(JoinType::InnerJoin, entry_check::Relation::User.def())
        .select_also(user::Entity)
        .filter(entry_check::Column::EntryId.is_in(entries))
        .order_by_asc(entry_check::Column::Id);
    let one =
        |(check, user): (entry_check::Model, Option<user::Model>)| Some(Waiting { by: user?.name, check });
    Ok(WaitingNow { rows: rows.all(db).await?.into_iter().filter_map(one).collect(), more })
}

/// The decisions about an entry that wait, the oldest first.
pub async fn waiting_of(tx: &WriteTx, entry: EntryId) -> Result<Vec<entry_check::Model>, db::Error> {
    let rows = entry_check::Entity::find()
        .join(JoinType::InnerJoin, entry_check::Relation::Entry.def())
        .filter(that_wait())
        .filter(entry_check::Column::EntryId.eq(entry))
        .order_by_asc(entry_check::Column::Id);
    Ok(rows.all(&**tx).await?)
}

/// Whether it waited until now.
pub async fn set_told(tx: &WriteTx, check: EntryCheckId) -> Result<bool, db::Error> {
    let this = Condition::all().add(entry_check::Column::Id.eq(check));
    Ok(set_telling(tx, Telling::Later, this).await? > 0)
}

/// Another decision is made: what it takes the place of is not told any more. A move changes the
/// category and no state, so it takes the place of moves alone, and only what ends the entry that
/// of a move.
pub async fn drop_waiting(tx: &WriteTx, entry: EntryId, by: CheckResult) -> Result<(), db::Error> {
    let replaced = match by {
        CheckResult::Moved => Some(entry_check::Column::Result.eq(CheckResult::Moved)),
        CheckResult::Disqualified => None,
        CheckResult::Eligible | CheckResult::Ineligible | CheckResult::Incomplete => {
            Some(entry_check::Column::Result.ne(CheckResult::Moved))
        }
    };
    let which = Condition::all().add(entry_check::Column::EntryId.eq(entry)).add_option(replaced);
    set_telling(tx, Telling::Dropped, which).await?;
    Ok(())
}

async fn set_telling(tx: &WriteTx, to: Telling, which: Condition) -> Result<u64, db::Error> {
    let update = entry_check::Entity::update_many()
        .col_expr(entry_check::Column::Telling, Expr::value(Some(to)))
        .filter(entry_check::Column::Telling.eq(Telling::Waits))
        .filter(which);
    Ok(update.exec(&**tx).await?.rows_affected)
}
