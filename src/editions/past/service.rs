//! Bringing earlier editions in, and asking about them.

use std::{cmp::Reverse, collections::HashSet};

use entity::organisation;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{MOST_PAST, Past, PastRow, store};
use crate::{
    audit::{self, Actor},
    context::Ctx,
    db::{self, WriteTx},
    editions::Edition,
};

/// What an import came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastOutcome {
    pub added: u64,
    /// Rows that were there already, or stand in the file twice.
    pub known: u64,
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
    let all = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let outcome = PastOutcome { added, known: all.saturating_sub(added) };
    if added > 0 {
        let years: HashSet<i32> = rows.iter().map(|row| row.year).collect();
        let mut years: Vec<i32> = years.into_iter().collect();
        years.sort_unstable();
        audit::event("history.import")
            .by(Actor::PROGRAM)
            .on("programme", programme)
            .with(json!({ "added": added, "years": years }))
            .record(tx, ctx)
            .await?;
    }
    Ok(Some(outcome))
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
