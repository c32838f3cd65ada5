//! Entries of an organisation that turns out to be another.

use entity::{entry, ids::OrganisationId};
use sea_orm::{ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, prelude::Expr};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// Gives all entries of one organisation to another; their public ids. What was submitted
/// keeps the name of its day.
pub async fn move_to(
    tx: &WriteTx,
    ctx: &Ctx,
    from: OrganisationId,
    into: OrganisationId,
) -> Result<Vec<String>, db::Error> {
    let own = entry::Column::OrganisationId.eq(from);
    let rows = entry::Entity::find().filter(own.clone()).all(&**tx).await?;
    entry::Entity::update_many()
        .col_expr(entry::Column::OrganisationId, Expr::value(into))
        .col_expr(entry::Column::Version, Expr::col(entry::Column::Version).add(1))
        .col_expr(entry::Column::UpdatedAt, Expr::value(ctx.now))
        .filter(own)
        .exec(&**tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.public_id.to_string()).collect())
}
