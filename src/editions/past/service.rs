//! Bringing earlier editions in, and asking about them.

use std::{cmp::Reverse, collections::BTreeSet};

use entity::organisation;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{MOST_PAST, Past, PastRow, store};
use crate::{
    audit::{self, Actor, AuditEvent},
    context::Ctx,
    db::{self, WriteTx},
    editions::Edition,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastOutcome {
    pub added: u64,
    /// Rows that were there already, or stand in the file twice.
    pub known: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastRemoved {
    pub removed: u64,
    /// Rows that were not there, or stand in the file twice.
    pub unknown: u64,
}

/// Adds entries and honours of earlier editions to a programme, in a transaction of its caller;
/// the same file twice adds nothing. None where there is no such programme.
pub async fn import_past(
    tx: &WriteTx,
    ctx: &Ctx,
    programme: &str,
    rows: &[PastRow],
) -> Result<Option<PastOutcome>, db::Error> {
    let Some(id) = store::programme(&**tx, programme).await? else { return Ok(None) };
    let added = store::add(tx, ctx, id, rows).await?;
    if added > 0 {
        let detail = json!({ "added": added, "years": years(rows) });
        event("history.import", programme, detail).record(tx, ctx).await?;
    }
    Ok(Some(PastOutcome { added, known: count(rows).saturating_sub(added) }))
}

/// Removes exactly these lines of a programme, in a transaction of its caller. None where there is
/// no such programme.
pub async fn remove_past(
    tx: &WriteTx,
    ctx: &Ctx,
    programme: &str,
    rows: &[PastRow],
) -> Result<Option<PastRemoved>, db::Error> {
    let Some(id) = store::programme(&**tx, programme).await? else { return Ok(None) };
    let removed = store::remove(tx, id, rows).await?;
    if removed > 0 {
        let detail = json!({ "removed": removed, "years": years(rows) });
        event("history.remove", programme, detail).record(tx, ctx).await?;
    }
    Ok(Some(PastRemoved { removed, unknown: count(rows).saturating_sub(removed) }))
}

/// Makes again by what the organisations of imported lines are recognised, when the rule for it
/// has changed.
pub async fn refill_past(tx: &WriteTx, all: bool) -> Result<(), db::Error> {
    if all { store::recognise(tx).await } else { Ok(()) }
}

fn event(name: &'static str, programme: &str, detail: Value) -> AuditEvent {
    audit::event(name).by(Actor::PROGRAM).on("programme", programme).with(detail)
}

fn years(rows: &[PastRow]) -> BTreeSet<i32> {
    rows.iter().map(|row| row.year).collect()
}

fn count(rows: &[PastRow]) -> u64 {
    u64::try_from(rows.len()).unwrap_or(u64::MAX)
}

/// What an organisation entered and won in earlier editions of the programme; nothing is asked
/// where no rule looks back.
pub async fn past_of<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    organisation: &organisation::Model,
) -> Result<Option<Vec<Past>>, db::Error> {
    if !edition.rulebook.looks_back() {
        return Ok(None);
    }
    let year = edition.document.edition.year.into();
    let mut past = store::entered(db, edition.id, year, organisation.id).await?;
    past.extend(store::imported(db, edition.id, year, organisation).await?);
    past.sort_by_key(|one| Reverse(one.year));
    past.truncate(usize::try_from(MOST_PAST).unwrap_or(usize::MAX));
    Ok(Some(past))
}
