//! What the program remembers about itself, by name.

use entity::setting;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, sea_query::OnConflict};

use super::{Error, WriteTx};

pub async fn setting<C: ConnectionTrait>(db: &C, key: &str) -> Result<Option<String>, Error> {
    let row = setting::Entity::find_by_id(key.to_owned()).one(db).await?;
    Ok(row.map(|row| row.value))
}

pub async fn keep_setting(tx: &WriteTx, key: &str, value: &str) -> Result<(), Error> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    let again = OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}
