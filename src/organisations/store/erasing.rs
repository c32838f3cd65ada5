//! Taking a person out of organisations.

use entity::{
    ids::OrganisationId,
    member::{self, MemberState},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    prelude::Expr,
};

use super::active;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    subject::Subject,
};

/// Ends memberships. Who once belonged keeps a row without a name: the interest in the entries
/// stays on record. The memberships as they were.
pub async fn leave(tx: &WriteTx, ctx: &Ctx, subject: &Subject) -> Result<Vec<member::Model>, db::Error> {
    let mut own = Condition::any().add(member::Column::Email.eq(&subject.email));
    if let Some(account) = &subject.account {
        own = own.add(member::Column::UserId.eq(account.id));
    }
    let rows = member::Entity::find().filter(own).order_by_asc(member::Column::Id).all(&**tx).await?;
    for row in &rows {
        if row.joined_at.is_none() && row.state != MemberState::Active {
            member::Entity::delete_by_id(row.id).exec(&**tx).await?;
            continue;
        }
        let mut update = member::Entity::update_many()
            .col_expr(member::Column::Email, Expr::value(subject.no_address()))
            .col_expr(member::Column::State, Expr::value(MemberState::Left))
            .filter(member::Column::Id.eq(row.id));
        if row.state == MemberState::Active {
            update = update.col_expr(member::Column::LeftAt, Expr::value(Some(ctx.now)));
        }
        update.exec(&**tx).await?;
    }
    Ok(rows)
}

pub async fn is_left(tx: &WriteTx, id: OrganisationId) -> Result<bool, db::Error> {
    Ok(active(id).count(&**tx).await? == 0)
}

/// Deletes an organisation that has never entered anything.
pub async fn delete(tx: &WriteTx, id: OrganisationId) -> Result<(), db::Error> {
    member::Entity::delete_many().filter(member::Column::OrganisationId.eq(id)).exec(&**tx).await?;
    organisation::Entity::delete_by_id(id).exec(&**tx).await?;
    Ok(())
}
