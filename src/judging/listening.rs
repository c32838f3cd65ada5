//! What happens below, and changes the judges' work.

use std::collections::HashMap;

use entity::{
    conflict::ConflictKind,
    ids::{EditionId, EntryId, JudgeId},
};

use futures::future::BoxFuture;

use super::store::{
    assignments::{self, Transition},
    points,
};
use crate::{
    conflicts::{self, ConflictRecord, Known},
    context::Ctx,
    db::{self, WriteTx},
    editions::{DocumentChange, Round},
    organisations::NewMembership,
};

/// Where criteria or weights are others now, the scores given weigh otherwise.
pub fn on_document_changed<'a>(
    tx: &'a WriteTx,
    _: &'a Ctx,
    change: DocumentChange<'a>,
) -> BoxFuture<'a, Result<(), db::Error>> {
    Box::pin(async move {
        for round in change.new.judged() {
            let before = change.old.round(&round.key);
            if before.is_none_or(|before| before.criteria != round.criteria) {
                points::renew(tx, change.edition, round).await?;
            }
            let asks_more =
                |before: &Round| round.criteria.iter().any(|c| before.criterion(&c.key).is_none());
            if before.is_some_and(|before| asks_more(before) || before.scale != round.scale) {
                points::note_otherwise(tx, change.edition, &round.key).await?;
            }
        }
        Ok(())
    })
}

/// Ends what someone judges of the organisation's entries; the conflicts are on record.
pub fn on_member_joined<'a>(
    tx: &'a WriteTx,
    ctx: &'a Ctx,
    joined: NewMembership,
) -> BoxFuture<'a, Result<usize, db::Error>> {
    Box::pin(async move {
        let own = assignments::of_person(tx, joined.user, joined.organisation).await?;
        let mut pairs = HashMap::<EditionId, Vec<(JudgeId, EntryId)>>::new();
        for row in &own {
            pairs.entry(row.edition_id).or_default().push((row.judge_id, row.entry_id));
        }
        for (edition, pairs) in pairs {
            let record = ConflictRecord {
                edition,
                kind: ConflictKind::Organisation,
                reason: "The judge joined the organisation that entered.",
                by: joined.user,
                at: ctx.now,
                known: Known::HoldsAgain,
            };
            conflicts::record(tx, record, &pairs).await?;
        }
        let ended = assignments::of_ids(own.iter().map(|row| row.id));
        assignments::transition(tx, Transition::RECUSE, ended).await?;
        Ok(own.len())
    })
}
