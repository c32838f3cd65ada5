//! What a decision of staff does to an entry.

use entity::{
    Timestamp,
    entry::{self, EntryState},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _, prelude::Expr,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    entries::StaffEntry,
};

pub struct Decision<'a> {
    pub state: EntryState,
    pub category: &'a str,
    /// Why it stands there; nothing leaves the reason as it is.
    pub reason: Option<Reason<'a>>,
}

pub struct Reason<'a> {
    pub text: &'a str,
    pub until: Option<Timestamp>,
}

/// Changes an entry, if it still has the version that was seen; whether it had.
pub async fn decide(
    tx: &WriteTx,
    ctx: &Ctx,
    seen: &StaffEntry,
    decision: Decision<'_>,
) -> Result<bool, db::Error> {
    let mut update = entry::Entity::update_many()
        .col_expr(entry::Column::State, Expr::value(decision.state))
        .col_expr(entry::Column::CategoryKey, Expr::value(decision.category))
        .col_expr(entry::Column::UpdatedAt, Expr::value(ctx.now))
        .col_expr(entry::Column::Version, Expr::col(entry::Column::Version).add(1))
        .filter(entry::Column::Id.eq(seen.id))
        .filter(entry::Column::Version.eq(seen.version));
    if let Some(reason) = decision.reason {
        update = update
            .col_expr(entry::Column::StateReason, Expr::value(reason.text))
            .col_expr(entry::Column::ReturnUntil, Expr::value(reason.until));
    }
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Notes that rules were ruled on, if the entry still has the version that was seen; whether it had.
pub async fn note_ruling(tx: &WriteTx, seen: &StaffEntry) -> Result<bool, db::Error> {
    let update = entry::Entity::update_many()
        .col_expr(entry::Column::Version, Expr::col(entry::Column::Version).add(1))
        .filter(entry::Column::Id.eq(seen.id))
        .filter(entry::Column::Version.eq(seen.version));
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Holds the organisation of an entry, as submitting does, so that of two who count its entries
/// at once one counts the other's.
pub async fn hold_organisation(tx: &WriteTx, entry: &StaffEntry) -> Result<(), db::Error> {
    organisation::Entity::find_by_id(entry.organisation_id).lock_exclusive().one(&**tx).await?;
    Ok(())
}
