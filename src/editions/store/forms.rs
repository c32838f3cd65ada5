//! Forms of the past.

use entity::form_version;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::Edition;
use crate::{db, editions::Form};

/// The form of an edition with that number; the one in force is in the document already.
pub async fn form_of<C: ConnectionTrait>(db: &C, edition: &Edition, number: i32) -> Result<Form, db::Error> {
    if number == edition.form_number {
        return Ok(edition.document.form.clone());
    }
    let row = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition.id))
        .filter(form_version::Column::Number.eq(number))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(edition.document.form.clone()) };
    Ok(serde_json::from_str(&row.form)?)
}
