//! What was found about entries, on record.

mod waiting;

use entity::{
    entry_check::{self, CheckResult, Telling},
    ids::{EntryId, UserId},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

pub use waiting::{Waiting, WaitingNow, drop_waiting, set_told, to_tell, waiting, waiting_of};

use super::input::Check;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    entries::StaffEntry,
};

/// What was found, newest first, with the name of who found it.
pub async fn of_entry<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
) -> Result<Vec<(entry_check::Model, Option<user::Model>)>, db::Error> {
    let rows = entry_check::Entity::find()
        .join(JoinType::InnerJoin, entry_check::Relation::User.def())
        .select_also(user::Entity)
        .filter(entry_check::Column::EntryId.eq(entry))
        .order_by_desc(entry_check::Column::Id);
    Ok(rows.all(db).await?)
}

/// The moves of entries, the newest first.
pub async fn moves<C: ConnectionTrait>(
    db: &C,
    entries: impl IntoIterator<Item = EntryId>,
) -> Result<Vec<entry_check::Model>, db::Error> {
    let rows = entry_check::Entity::find()
        .filter(entry_check::Column::EntryId.is_in(entries))
        .filter(entry_check::Column::Result.eq(CheckResult::Moved))
        .order_by_desc(entry_check::Column::Id);
    Ok(rows.all(db).await?)
}

/// A decision, by whom, and what becomes of its e-mail where that does not go at once.
pub struct Made<'a> {
    pub user: UserId,
    pub check: &'a Check,
    pub telling: Option<Telling>,
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: &StaffEntry,
    Made { user, check, telling }: Made<'_>,
) -> Result<(), db::Error> {
    let (message, until) = match check {
        Check::Incomplete { message, until } => (message.clone(), Some(*until)),
        _ => (String::new(), None),
    };
    let to = match check {
        Check::Moved { to, .. } => Some(to.clone()),
        _ => None,
    };
    let row = entry_check::ActiveModel {
        entry_id: Set(entry.id),
        result: Set(check.result()),
        reason: Set(check.reason().to_owned()),
        message: Set(message),
        return_until: Set(until),
        from_category: Set(to.is_some().then(|| entry.category_key.clone())),
        to_category: Set(to),
        user_id: Set(user),
        created_at: Set(ctx.now),
        telling: Set(telling),
        ..Default::default()
    };
    entry_check::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
