//! Requests for erasure.

use entity::{
    PublicId, erasure_request,
    ids::{ErasureRequestId, UserId},
    user,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _, prelude::Expr,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

pub async fn newest<C: ConnectionTrait>(
    db: &C,
    user: UserId,
) -> Result<Option<erasure_request::Model>, db::Error> {
    Ok(erasure_request::Entity::find()
        .filter(erasure_request::Column::UserId.eq(user))
        .order_by_desc(erasure_request::Column::Id)
        .one(db)
        .await?)
}

pub async fn insert(tx: &WriteTx, ctx: &Ctx, user: UserId) -> Result<erasure_request::Model, db::Error> {
    let row = erasure_request::ActiveModel {
        public_id: Set(ctx.new_id()?),
        user_id: Set(user),
        requested_at: Set(ctx.now),
        decided_at: Set(None),
        decided_by: Set(None),
        refusal: Set(None),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// Requests nobody has decided, oldest first, with who asks.
pub async fn open<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<(erasure_request::Model, user::Model)>, db::Error> {
    let rows = with_user()
        .filter(erasure_request::Column::DecidedAt.is_null())
        .order_by_asc(erasure_request::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(request, account)| Some((request, account?))).collect())
}

/// One request nobody has decided, with who asks.
pub async fn find_open(
    tx: &WriteTx,
    id: &PublicId,
) -> Result<Option<(erasure_request::Model, user::Model)>, db::Error> {
    let row = with_user()
        .filter(erasure_request::Column::PublicId.eq(id.as_str()))
        .filter(erasure_request::Column::DecidedAt.is_null());
    Ok(row.one(&**tx).await?.and_then(|(request, account)| Some((request, account?))))
}

fn with_user() -> sea_orm::SelectTwo<erasure_request::Entity, user::Entity> {
    erasure_request::Entity::find()
        .join(JoinType::InnerJoin, erasure_request::Relation::User.def())
        .select_also(user::Entity)
}

/// Decides a request, unless another admin just has; whether it was open.
pub async fn refuse(
    tx: &WriteTx,
    ctx: &Ctx,
    id: ErasureRequestId,
    by: UserId,
    reason: &str,
) -> Result<bool, db::Error> {
    let done = erasure_request::Entity::update_many()
        .col_expr(erasure_request::Column::DecidedAt, Expr::value(Some(ctx.now)))
        .col_expr(erasure_request::Column::DecidedBy, Expr::value(Some(by)))
        .col_expr(erasure_request::Column::Refusal, Expr::value(Some(reason)))
        .filter(erasure_request::Column::Id.eq(id))
        .filter(erasure_request::Column::DecidedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Closes all requests of someone who is erased, and drops what was said about them.
pub async fn close(
    tx: &WriteTx,
    ctx: &Ctx,
    user: UserId,
    by: Option<UserId>,
) -> Result<Vec<PublicId>, db::Error> {
    let ids: Vec<PublicId> = erasure_request::Entity::find()
        .select_only()
        .column(erasure_request::Column::PublicId)
        .filter(erasure_request::Column::UserId.eq(user))
        .into_tuple()
        .all(&**tx)
        .await?;
    erasure_request::Entity::update_many()
        .col_expr(erasure_request::Column::Refusal, Expr::value(None::<String>))
        .filter(erasure_request::Column::UserId.eq(user))
        .exec(&**tx)
        .await?;
    erasure_request::Entity::update_many()
        .col_expr(erasure_request::Column::DecidedAt, Expr::value(Some(ctx.now)))
        .col_expr(erasure_request::Column::DecidedBy, Expr::value(by))
        .filter(erasure_request::Column::UserId.eq(user))
        .filter(erasure_request::Column::DecidedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(ids)
}
