//! Queries about entries.

pub mod answers;
pub mod attachments;
pub mod entries;
pub mod versions;

use entity::PublicId;

use crate::db;

/// A new public id.
fn new_id() -> Result<PublicId, db::Error> {
    Ok(PublicId::random().map_err(|e| sea_orm::DbErr::Custom(e.to_string()))?)
}
