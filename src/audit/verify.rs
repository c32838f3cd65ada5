//! Whether the log is what it was when it was sealed.

use entity::{audit, audit_seal};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Query,
};
use std::collections::HashMap;

use super::{
    chain::{Head, commitment, next},
    seal::LATE,
};
use crate::db;

/// Seals read at once.
const PAGE: u64 = 2_000;

/// What a look at the whole chain found.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    pub head: Head,
    /// Rows of the log that wait to be sealed.
    pub waiting: u64,
    /// Rows whose reason and detail were erased; the rest of them is in the chain.
    pub erased: u64,
    pub fault: Option<ChainFault>,
}

/// Why a log is not the one that was sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    #[error("seal {0} is missing")]
    Gap(i64),
    /// The row a seal stands for is gone.
    #[error("seal {0}: its row of the log is gone")]
    RowGone(i64),
    /// Row or seal were changed, or came from elsewhere.
    #[error("seal {0}: the row of the log or the seal was changed")]
    Changed(i64),
    /// A row that came in behind the chain's back.
    #[error("row {0} of the log was never sealed, although later ones were")]
    NotSealed(i64),
    /// The chain ends before the anchor, or had another history.
    #[error("the chain does not contain the anchor {0}: it was cut or rewritten")]
    NotTheAnchor(String),
}

/// Recomputes the chain from the first row to the last; with the anchor, an end of the chain
/// noted earlier elsewhere, it also sees whether the chain was cut or written again.
pub async fn verify<C: ConnectionTrait>(db: &C, anchor: Option<Head>) -> Result<Verified, db::Error> {
    let mut head = Head::default();
    let mut fault = None;
    let mut met = anchor.is_none_or(|anchor| anchor == head);
    loop {
        let seals = audit_seal::Entity::find()
            .filter(audit_seal::Column::Id.gt(head.seq))
            .order_by_asc(audit_seal::Column::Id)
            .limit(PAGE)
            .all(db)
            .await?;
        if seals.is_empty() || fault.is_some() {
            break;
        }
        let rows = rows_of(db, &seals).await?;
        for seal in &seals {
            match follow(head, seal, rows.get(&seal.audit_id.0)) {
                Ok(next) => head = next,
                Err(found) => {
                    fault = Some(found);
                    break;
                }
            }
            met |= anchor == Some(head);
        }
    }
    if fault.is_none() {
        fault = behind(db).await?.map(ChainFault::NotSealed);
    }
    if let Some(anchor) = anchor.filter(|_| fault.is_none() && !met) {
        fault = Some(ChainFault::NotTheAnchor(anchor.to_string()));
    }
    let all = audit::Entity::find().count(db).await?;
    let sealed = audit_seal::Entity::find().count(db).await?;
    let erased =
        audit_seal::Entity::find().filter(audit_seal::Column::Salt.eq(Vec::<u8>::new())).count(db).await?;
    Ok(Verified { head, waiting: all.saturating_sub(sealed), erased, fault })
}

fn follow(head: Head, seal: &audit_seal::Model, row: Option<&audit::Model>) -> Result<Head, ChainFault> {
    let seq = head.seq.saturating_add(1);
    if seal.id.0 != seq {
        return Err(ChainFault::Gap(seq));
    }
    let row = row.ok_or(ChainFault::RowGone(seq))?;
    let after = next(head, row, &seal.commitment);
    let is_erased = seal.salt.is_empty() && row.reason.is_empty() && row.detail.is_empty();
    let is_same = after.hash == *seal.hash && (is_erased || commitment(&seal.salt, row) == *seal.commitment);
    if is_same { Ok(after) } else { Err(ChainFault::Changed(seq)) }
}

async fn rows_of<C: ConnectionTrait>(
    db: &C,
    seals: &[audit_seal::Model],
) -> Result<HashMap<i64, audit::Model>, db::Error> {
    let ids = seals.iter().map(|seal| seal.audit_id);
    let rows = audit::Entity::find().filter(audit::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id.0, row)).collect())
}

/// A row without a seal that is too old to be merely waiting for one.
async fn behind<C: ConnectionTrait>(db: &C) -> Result<Option<i64>, db::Error> {
    let last = audit_seal::Entity::find().order_by_desc(audit_seal::Column::AuditId).one(db).await?;
    let Some(last) = last else { return Ok(None) };
    let sealed = Query::select().column(audit_seal::Column::AuditId).from(audit_seal::Entity).take();
    let old = Condition::all()
        .add(audit::Column::Id.not_in_subquery(sealed))
        .add(audit::Column::Id.lt(last.audit_id.0.saturating_sub(LATE)));
    let row = audit::Entity::find().filter(old).order_by_asc(audit::Column::Id).one(db).await?;
    Ok(row.map(|row| row.id.0))
}
