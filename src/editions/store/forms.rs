//! Forms, those of the past too.

use std::collections::HashMap;

use entity::{Timestamp, edition, form_version, ids::EditionId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::Edition;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::Form,
};

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

/// The form that was in force then, where it is not the one of today.
pub async fn form_before<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    at: Timestamp,
) -> Result<Option<Form>, db::Error> {
    if edition.form_number == 1 {
        return Ok(None);
    }
    let row = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition.id))
        .filter(form_version::Column::CreatedAt.lte(at))
        .order_by_desc(form_version::Column::Number)
        .one(db)
        .await?;
    let older = row.filter(|row| row.number != edition.form_number);
    Ok(older.map(|row| serde_json::from_str(&row.form)).transpose()?)
}

pub async fn forms_of<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    numbers: Vec<i32>,
) -> Result<HashMap<i32, Form>, db::Error> {
    let rows = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition))
        .filter(form_version::Column::Number.is_in(numbers));
    rows.all(db).await?.into_iter().map(|row| Ok((row.number, serde_json::from_str(&row.form)?))).collect()
}

pub async fn all_forms<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Form>, db::Error> {
    let rows = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition))
        .order_by_desc(form_version::Column::Number);
    rows.all(db).await?.into_iter().map(|row| Ok(serde_json::from_str(&row.form)?)).collect()
}

pub async fn keep_form(tx: &WriteTx, ctx: &Ctx, row: &edition::Model, form: &Form) -> Result<(), db::Error> {
    let version = form_version::ActiveModel {
        edition_id: Set(row.id),
        number: Set(row.form_number),
        form: Set(serde_json::to_string(form)?),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    form_version::Entity::insert(version)
        .on_conflict_do_nothing_on([form_version::Column::EditionId, form_version::Column::Number])
        .exec(&**tx)
        .await?;
    Ok(())
}
