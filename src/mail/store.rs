//! Queries about the outbox.

use entity::outbox;
use sea_orm::EntityTrait as _;

use crate::db::{self, WriteTx};

/// Adds a mail.
///
/// # Errors
/// The database.
pub async fn insert(tx: &WriteTx, row: outbox::ActiveModel) -> Result<(), db::Error> {
    outbox::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
