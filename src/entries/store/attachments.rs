//! Files of entries.

use entity::{attachment, ids::EntryId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::{
    db::{self, WriteTx},
    entries::access::OwnEntry,
};

/// The files of these entries that were not removed, in their order.
pub async fn of_entries<C: ConnectionTrait>(
    db: &C,
    entries: impl IntoIterator<Item = EntryId>,
) -> Result<Vec<attachment::Model>, db::Error> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.is_in(entries))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db);
    Ok(rows.await?)
}

/// Deletes all rows of a draft's files; the files are swept later.
pub async fn delete(tx: &WriteTx, own: &OwnEntry) -> Result<(), db::Error> {
    let mine = attachment::Entity::delete_many().filter(attachment::Column::EntryId.eq(own.entry().id));
    mine.exec(&**tx).await?;
    Ok(())
}
