//! One record of two.

use entity::{
    ids::OrganisationId,
    member::{self, MemberState},
    organisation,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, prelude::Expr};

use super::changed;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    organisations::events::{self, NewMembership},
};

/// Moves the people of one organisation to another and deletes it; their addresses. Who was
/// in both is in once, with the longer interest. What they judge of its entries ends.
pub async fn absorb(
    tx: &WriteTx,
    ctx: &Ctx,
    from: OrganisationId,
    into: OrganisationId,
) -> Result<Vec<String>, db::Error> {
    let there = of(tx, into).await?;
    let moved = of(tx, from).await?;
    for row in &moved {
        match there.iter().find(|known| known.email == row.email) {
            Some(known) => unite(tx, known, row).await?,
            None => {
                let update = changed(row.id).col_expr(member::Column::OrganisationId, Expr::value(into));
                update.exec(&**tx).await?;
            }
        }
    }
    for row in of(tx, into).await? {
        if let (MemberState::Active, Some(user)) = (row.state, row.user_id) {
            events::member_joined(tx, ctx, NewMembership { user, organisation: into }).await?;
        }
    }
    organisation::Entity::delete_by_id(from).exec(&**tx).await?;
    Ok(moved.into_iter().map(|row| row.email).collect())
}

async fn of(tx: &WriteTx, id: OrganisationId) -> Result<Vec<member::Model>, db::Error> {
    let rows = member::Entity::find().filter(member::Column::OrganisationId.eq(id));
    Ok(rows.order_by_asc(member::Column::Id).all(&**tx).await?)
}

/// Of two memberships of one person the closer state and the longer time.
async fn unite(tx: &WriteTx, known: &member::Model, other: &member::Model) -> Result<(), db::Error> {
    let closeness = |state| match state {
        MemberState::Left => 0,
        MemberState::Invited => 1,
        MemberState::Asked => 2,
        MemberState::Active => 3,
    };
    let state = if closeness(other.state) > closeness(known.state) { other.state } else { known.state };
    let joined = [known.joined_at, other.joined_at].into_iter().flatten().min();
    let left = [known.left_at, other.left_at].into_iter().flatten().max();
    let left = left.filter(|_| state != MemberState::Active);
    changed(known.id)
        .col_expr(member::Column::State, Expr::value(state))
        .col_expr(member::Column::UserId, Expr::value(known.user_id.or(other.user_id)))
        .col_expr(member::Column::JoinedAt, Expr::value(joined))
        .col_expr(member::Column::LeftAt, Expr::value(left))
        .exec(&**tx)
        .await?;
    member::Entity::delete_by_id(other.id).exec(&**tx).await?;
    Ok(())
}
