//! Who is nominated by entries; written by the feature below.

use entity::{ids::EntryId, nominee};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::{db, entries::nominated::Nominated};

pub async fn of_entry<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Option<Nominated>, db::Error> {
    let found = nominee::Entity::find()
        .filter(nominee::Column::EntryId.eq(entry))
        .find_also_related(entity::user::Entity)
        .one(db)
        .await?;
    Ok(found.map(|(row, by)| Nominated { row, by }))
}

pub async fn of_entries<C: ConnectionTrait>(
    db: &C,
    entries: impl IntoIterator<Item = EntryId>,
) -> Result<Vec<nominee::Model>, db::Error> {
    Ok(nominee::Entity::find().filter(nominee::Column::EntryId.is_in(entries)).all(db).await?)
}
