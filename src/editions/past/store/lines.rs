//! Lines that were imported: added, removed, and recognised again when names are recognised otherwise.

use data_encoding::HEXLOWER;
use entity::{
    Timestamp, history,
    ids::{HistoryId, ProgrammeId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::PastRow,
    organisations::match_key,
    secret::sha256,
};

/// Rows of one statement, within the parameters that databases take.
const BATCH: usize = 500;

pub async fn add(
    tx: &WriteTx,
    ctx: &Ctx,
    programme: ProgrammeId,
    rows: &[PastRow],
) -> Result<u64, db::Error> {
    insert(tx, rows.iter().map(|row| line(programme, row, ctx.now)).collect()).await
}

pub async fn remove(tx: &WriteTx, programme: ProgrammeId, rows: &[PastRow]) -> Result<u64, db::Error> {
    let mut removed: u64 = 0;
    for batch in rows.chunks(BATCH) {
        let keys = batch.iter().map(|row| same_key(row, &match_key(&row.organisation)));
        let done = history::Entity::delete_many()
            .filter(history::Column::ProgrammeId.eq(programme))
            .filter(history::Column::SameKey.is_in(keys))
            .exec(&**tx);
        removed = removed.saturating_add(done.await?.rows_affected);
    }
    Ok(removed)
}

/// Makes again by what organisations are recognised; of lines that are one by it, one stays.
pub async fn recognise(tx: &WriteTx) -> Result<(), db::Error> {
    let mut stale = history::Entity::find().order_by_asc(history::Column::Id).all(&**tx).await?;
    stale.retain(|row| match_key(&row.organisation) != row.match_key);
    let ids: Vec<HistoryId> = stale.iter().map(|row| row.id).collect();
    for batch in ids.chunks(BATCH) {
        let these = history::Column::Id.is_in(batch.iter().copied());
        history::Entity::delete_many().filter(these).exec(&**tx).await?;
    }
    // All are out before one is in again: a line may get the key that another had.
    let again = |row: history::Model| {
        let (programme, at) = (row.programme_id, row.created_at);
        line(programme, &PastRow::from(row), at)
    };
    insert(tx, stale.into_iter().map(again).collect()).await?;
    Ok(())
}

async fn insert(tx: &WriteTx, mut lines: Vec<history::ActiveModel>) -> Result<u64, db::Error> {
    let mut added: u64 = 0;
    while !lines.is_empty() {
        let batch: Vec<_> = lines.drain(..lines.len().min(BATCH)).collect();
        let mut known = OnConflict::columns([history::Column::ProgrammeId, history::Column::SameKey]);
        let insert = history::Entity::insert_many(batch).on_conflict(known.do_nothing().to_owned());
        added = added.saturating_add(insert.exec_without_returning(&**tx).await?);
    }
    Ok(added)
}

fn line(programme: ProgrammeId, row: &PastRow, at: Timestamp) -> history::ActiveModel {
    let name = match_key(&row.organisation);
    history::ActiveModel {
        programme_id: Set(programme),
        year: Set(row.year),
        organisation: Set(row.organisation.clone()),
        same_key: Set(same_key(row, &name)),
        match_key: Set(name),
        country: Set(row.country.clone()),
        category: Set(row.category.clone()),
        title: Set(row.title.clone()),
        honour: Set(row.honour.clone()),
        created_at: Set(at),
        ..Default::default()
    }
}

/// What makes a line one of its own. No part has a control character in it.
fn same_key(row: &PastRow, name: &str) -> String {
    let PastRow { year, country, category, title, honour, .. } = row;
    let whole = [&year.to_string(), name, country, category, title, honour].join("\0");
    HEXLOWER.encode(&sha256(whole.as_bytes()))
}

impl From<history::Model> for PastRow {
    fn from(row: history::Model) -> Self {
        let history::Model { year, organisation, country, category, title, honour, .. } = row;
        Self { year, organisation, country, category, title, honour }
    }
}
