//! How people want their pages.

use std::collections::BTreeMap;

use entity::{ids::UserId, preference};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, Select, sea_query::OnConflict,
};
use serde_json::Value;

use crate::db::{self, WriteTx};

fn of(user: UserId) -> Select<preference::Entity> {
    preference::Entity::find().filter(preference::Column::UserId.eq(user))
}

pub async fn all<C: ConnectionTrait>(db: &C, user: UserId) -> Result<BTreeMap<String, Value>, db::Error> {
    let rows = of(user).all(db).await?.into_iter();
    Ok(rows.map(|row| (row.name, serde_json::from_str(&row.value).unwrap_or_default())).collect())
}

pub async fn find<C: ConnectionTrait>(db: &C, user: UserId, name: &str) -> Result<Option<Value>, db::Error> {
    let row = of(user).filter(preference::Column::Name.eq(name)).one(db).await?;
    Ok(row.map(|row| serde_json::from_str(&row.value).unwrap_or_default()))
}

/// How many there are under other names.
pub async fn others(tx: &WriteTx, user: UserId, name: &str) -> Result<u64, db::Error> {
    Ok(of(user).filter(preference::Column::Name.ne(name)).count(&**tx).await?)
}

pub async fn keep(tx: &WriteTx, user: UserId, name: &str, value: String) -> Result<(), db::Error> {
    let row = preference::ActiveModel { user_id: Set(user), name: Set(name.to_owned()), value: Set(value) };
    let same = OnConflict::columns([preference::Column::UserId, preference::Column::Name])
        .update_column(preference::Column::Value)
        .to_owned();
    preference::Entity::insert(row).on_conflict(same).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn forget(tx: &WriteTx, user: UserId) -> Result<(), db::Error> {
    preference::Entity::delete_many().filter(preference::Column::UserId.eq(user)).exec(&**tx).await?;
    Ok(())
}
