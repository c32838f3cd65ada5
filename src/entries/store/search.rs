//! What entries are found by and ordered by, kept beside them.

use std::collections::HashMap;

use entity::{
    answer,
    entry::{self, EntryState},
    ids::EntryId,
    submitted_version,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, prelude::Expr,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::{self, Form},
    entries::{
        content::{Answered, Content},
        rules,
    },
    text::sort_key,
};

/// Rows that are read at once.
const PAGE: u64 = 500;

type Texts = HashMap<String, String>;

/// Notes what a draft is found by after its title or contact has changed.
pub async fn renew_draft(tx: &WriteTx, id: EntryId, form: &Form) -> Result<(), db::Error> {
    let Some(row) = entry::Entity::find_by_id(id).one(&**tx).await? else { return Ok(()) };
    let texts = draft_texts(tx, &row).await?;
    keep(tx, &row, form, &texts).await
}

/// Makes again what is searched and the order; of all entries, or where it was never made.
pub async fn refill_search(tx: &WriteTx, ctx: &Ctx, all: bool) -> Result<(), db::Error> {
    let mut last = EntryId(0);
    loop {
        let mut rows = entry::Entity::find().filter(entry::Column::Id.gt(last));
        if !all {
            rows = rows.filter(entry::Column::TitleKey.eq("")).filter(entry::Column::Title.ne(""));
        }
        let rows = rows.order_by_asc(entry::Column::Id).limit(PAGE).all(&**tx).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id;
        renew_rows(tx, ctx, rows).await?;
    }
}

pub async fn renew_search(tx: &WriteTx, ctx: &Ctx, ids: Vec<EntryId>) -> Result<(), db::Error> {
    let rows = entry::Entity::find().filter(entry::Column::Id.is_in(ids)).all(&**tx).await?;
    renew_rows(tx, ctx, rows).await
}

async fn renew_rows(tx: &WriteTx, ctx: &Ctx, rows: Vec<entry::Model>) -> Result<(), db::Error> {
    for row in rows {
        let Some(edition) = editions::find_by_id(&**tx, ctx, row.edition_id).await? else { continue };
        let texts = match row.state {
            EntryState::Draft => draft_texts(tx, &row).await?,
            _ => submitted_texts(tx, &row).await?,
        };
        keep(tx, &row, &edition.document.form, &texts).await?;
    }
    Ok(())
}

async fn keep(tx: &WriteTx, row: &entry::Model, form: &Form, texts: &Texts) -> Result<(), db::Error> {
    let found_by = rules::search_text(form, &row.title, |field| texts.get(field).map(String::as_str));
    entry::Entity::update_many()
        .col_expr(entry::Column::SearchText, Expr::value(found_by))
        .col_expr(entry::Column::TitleKey, Expr::value(sort_key(&row.title)))
        .filter(entry::Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn draft_texts(tx: &WriteTx, row: &entry::Model) -> Result<Texts, db::Error> {
    let answers = answer::Entity::find().filter(answer::Column::EntryId.eq(row.id)).all(&**tx).await?;
    let text = |row: answer::Model| Some((row.field_key, serde_json::from_str(&row.value).ok()?));
    Ok(answers.into_iter().filter_map(text).collect())
}

async fn submitted_texts(tx: &WriteTx, row: &entry::Model) -> Result<Texts, db::Error> {
    let version = submitted_version::Entity::find()
        .filter(submitted_version::Column::EntryId.eq(row.id))
        .filter(submitted_version::Column::Number.eq(row.submitted_number))
        .one(&**tx)
        .await?;
    let content: Option<Content> = version.and_then(|version| serde_json::from_str(&version.content).ok());
    let answers = content.map(|content| content.answers).unwrap_or_default();
    let text = |one: Answered| Some((one.field, one.answer.as_str()?.to_owned()));
    Ok(answers.into_iter().filter_map(text).collect())
}
