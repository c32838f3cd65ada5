//! Sealing: a job beside the requests, so that no writer waits for another's row of the log.

use entity::{audit, audit_seal, ids::AuditId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Query,
};

use super::chain::{Head, commitment, next};
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// Rows sealed in one transaction.
const BATCH: u64 = 500;
/// On PostgreSQL a row with a lower number may be committed after one with a higher; nothing
/// takes so long that this many others come in between.
pub(super) const LATE: i64 = 10_000;

/// Seals what the log got since the last time; how many rows.
pub async fn seal(ctx: &Ctx) -> Result<usize, db::Error> {
    let mut sealed = 0;
    // A look costs no write.
    while !unsealed(ctx.read(), 1).await?.is_empty() {
        let tx = ctx.begin().await?;
        tx.lock_alone(db::Alone::AuditChain).await?;
        let rows = unsealed(&*tx, BATCH).await?;
        insert(&tx, head(&*tx).await?, &rows).await?;
        tx.commit().await?;
        sealed += rows.len();
    }
    Ok(sealed)
}

pub async fn head<C: ConnectionTrait>(db: &C) -> Result<Head, db::Error> {
    let last = audit_seal::Entity::find().order_by_desc(audit_seal::Column::Id).one(db).await?;
    Ok(last.map_or_else(Head::default, |row| Head {
        seq: row.id.0,
        hash: row.hash.try_into().unwrap_or_default(),
    }))
}

async fn unsealed<C: ConnectionTrait>(db: &C, limit: u64) -> Result<Vec<audit::Model>, db::Error> {
    let last = audit_seal::Entity::find().order_by_desc(audit_seal::Column::AuditId).one(db).await?;
    let from = last.map_or(0, |row| row.audit_id.0.saturating_sub(LATE));
    let sealed = Query::select()
        .column(audit_seal::Column::AuditId)
        .from(audit_seal::Entity)
        .and_where(audit_seal::Column::AuditId.gt(from))
        .take();
    let rows = audit::Entity::find()
        .filter(audit::Column::Id.gt(AuditId(from)))
        .filter(audit::Column::Id.not_in_subquery(sealed))
        .order_by_asc(audit::Column::Id)
        .limit(limit);
    Ok(rows.all(db).await?)
}

async fn insert(tx: &WriteTx, mut head: Head, rows: &[audit::Model]) -> Result<(), db::Error> {
    let mut seals = Vec::with_capacity(rows.len());
    for row in rows {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        let commitment = commitment(&salt, row);
        head = next(head, row, &commitment);
        seals.push(audit_seal::ActiveModel {
            id: Set(entity::ids::AuditSealId(head.seq)),
            audit_id: Set(row.id),
            salt: Set(salt.to_vec()),
            commitment: Set(commitment.to_vec()),
            hash: Set(head.hash.to_vec()),
        });
    }
    if !seals.is_empty() {
        audit_seal::Entity::insert_many(seals).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
