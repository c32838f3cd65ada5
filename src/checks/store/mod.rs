//! What was found about entries, on record.

mod waiting;

use entity::{
    entry_check::{self, Telling},
    ids::{EntryId, UserId},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

pub use waiting::{Waiting, drop_waiting, set_told, that_wait, waiting, waiting_of};

use super::input::{Check, Tell};
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

/// A decision, by whom, and when it is told.
pub struct Made<'a> {
    pub user: UserId,
    pub check: &'a Check,
    pub tell: Tell,
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: &StaffEntry,
    Made { user, check, tell }: Made<'_>,
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
        telling: Set((tell == Tell::Later).then_some(Telling::Waits)),
        ..Default::default()
    };
    entry_check::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
