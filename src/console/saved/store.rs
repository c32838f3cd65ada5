//! The table of views.

use entity::{
    PublicId,
    ids::{EditionId, SavedViewId, UserId},
    saved_view,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Select,
};

use super::views::NewView;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// A person's views of an edition and those of all staff, in the order in which they were kept.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    user: UserId,
) -> Result<Vec<saved_view::Model>, db::Error> {
    let own = saved_view::Column::UserId.is_null().or(saved_view::Column::UserId.eq(user));
    Ok(of_edition(edition).filter(own).order_by_asc(saved_view::Column::Id).all(db).await?)
}

fn of_edition(edition: EditionId) -> Select<saved_view::Entity> {
    saved_view::Entity::find().filter(saved_view::Column::EditionId.eq(edition))
}

fn of(edition: EditionId, user: Option<UserId>) -> Select<saved_view::Entity> {
    of_edition(edition).filter(match user {
        Some(user) => saved_view::Column::UserId.eq(user),
        None => saved_view::Column::UserId.is_null(),
    })
}

pub async fn count(tx: &WriteTx, edition: EditionId, user: Option<UserId>) -> Result<u64, db::Error> {
    Ok(of(edition, user).count(&**tx).await?)
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: EditionId,
    user: Option<UserId>,
    new: NewView,
) -> Result<saved_view::Model, db::Error> {
    let row = saved_view::ActiveModel {
        public_id: Set(ctx.new_id()?),
        edition_id: Set(edition),
        list: Set(new.list.into_string()),
        name: Set(new.name.into_string()),
        query: Set(new.query.into_string()),
        user_id: Set(user),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

pub async fn find(
    tx: &WriteTx,
    edition: EditionId,
    user: UserId,
    id: &PublicId,
) -> Result<Option<saved_view::Model>, db::Error> {
    let own = saved_view::Column::UserId.is_null().or(saved_view::Column::UserId.eq(user));
    let row = of_edition(edition).filter(own).filter(saved_view::Column::PublicId.eq(id.clone()));
    Ok(row.one(&**tx).await?)
}

pub async fn rename(
    tx: &WriteTx,
    row: saved_view::Model,
    name: String,
) -> Result<saved_view::Model, db::Error> {
    let renamed = saved_view::ActiveModel { name: Set(name), ..row.into() };
    Ok(renamed.update(&**tx).await?)
}

pub async fn delete(tx: &WriteTx, id: SavedViewId) -> Result<(), db::Error> {
    saved_view::Entity::delete_by_id(id).exec(&**tx).await?;
    Ok(())
}

pub async fn of_person<C: ConnectionTrait>(
    db: &C,
    user: UserId,
) -> Result<Vec<saved_view::Model>, db::Error> {
    let rows = saved_view::Entity::find().filter(saved_view::Column::UserId.eq(user));
    Ok(rows.order_by_asc(saved_view::Column::Id).all(db).await?)
}

pub async fn forget(tx: &WriteTx, user: UserId) -> Result<(), db::Error> {
    saved_view::Entity::delete_many().filter(saved_view::Column::UserId.eq(user)).exec(&**tx).await?;
    Ok(())
}

pub async fn forget_edition(tx: &WriteTx, edition: EditionId) -> Result<(), db::Error> {
    let of_edition = saved_view::Column::EditionId.eq(edition);
    saved_view::Entity::delete_many().filter(of_edition).exec(&**tx).await?;
    Ok(())
}
