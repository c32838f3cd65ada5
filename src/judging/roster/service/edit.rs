//! Correcting what is known of a judge, with the conflicts that follow from it.

use entity::{
    PublicId,
    conflict::ConflictKind,
    ids::UserId,
    judge::{self, JudgeState},
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{find, without_stake};
use crate::{
    accounts::Staff,
    audit,
    conflicts::{self, ConflictRecord, Known},
    context::Ctx,
    db::WriteTx,
    editions,
    judging::{
        access::StaffEdition,
        error::JudgingError,
        roster::{
            input::JudgeChange,
            rules::{Found, Record, reconsider},
            store,
            views::ConflictChange,
        },
        service::tell_judge,
        store::{assignments, judges},
    },
};

pub async fn preview(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    change: &JudgeChange,
) -> Result<ConflictChange, JudgingError> {
    let judge = find(ctx.read(), place.edition(), id).await?;
    effect(ctx.read(), staff, &judge, change).await.map(|(_, effect)| effect)
}

pub async fn edit(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    change: JudgeChange,
) -> Result<ConflictChange, JudgingError> {
    let edition = place.edition();
    let tx = ctx.begin().await?;
    editions::hold_rules_alone(&tx, edition).await?;
    let judge = find(&*tx, edition, id).await?;
    let (found, effect) = effect(&*tx, staff, &judge, &change).await?;
    add(&tx, ctx, &judge, &found, staff.user).await?;
    conflicts::forget_found(&tx, judge.id, &found.gone).await?;
    let rounds = assignments::restore(&tx, judge.id, &found.gone).await?;
    tell_judge(&tx, ctx, edition, &judge, &rounds).await?;
    audit::event("judge.edit")
        .by(staff)
        .on("judge", id)
        .with(json!({
            "organisation": [judge.organisation, change.organisation()],
            "conflicts_added": effect.added,
            "conflicts_taken_back": effect.taken_back,
        }))
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    store::edit(&tx, judge, change).await?;
    tx.commit().await?;
    Ok(effect)
}

/// A judge's own word where they work: conflicts are added, and none is taken back by it.
pub async fn add_found(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &judge::Model,
    by: UserId,
) -> Result<(), JudgingError> {
    let found = look(&**tx, judge, &judge.organisation).await?;
    add(tx, ctx, judge, &found, by).await
}

async fn effect<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    judge: &judge::Model,
    change: &JudgeChange,
) -> Result<(Found, ConflictChange), JudgingError> {
    if judge.state == JudgeState::Removed {
        return Err(JudgingError::JudgeNotSo(judge.state.as_str()));
    }
    if judge.organisation == change.organisation() {
        return Ok(Default::default());
    }
    without_stake(db, staff, judge).await?;
    let found = look(db, judge, change.organisation()).await?;
    let effect = found.effect(&store::work(db, judge.id).await?);
    Ok((found, effect))
}

async fn look<C: ConnectionTrait>(
    db: &C,
    judge: &judge::Model,
    organisation: &str,
) -> Result<Found, JudgingError> {
    let judge = judge::Model { organisation: organisation.to_owned(), ..judge.clone() };
    let candidate = judges::candidates(db, std::slice::from_ref(&judge)).await?.pop();
    let candidate = candidate.ok_or(JudgingError::NotFound)?;
    let entries = store::entries(db, judge.edition_id, judge.id).await?;
    let known = conflicts::of_judge(db, judge.id).await?;
    let records: Vec<Record> =
        known.into_iter().map(|row| (row.entry_id, row.kind, row.lifted_at.is_none())).collect();
    Ok(reconsider(&candidate, &entries, &records))
}

async fn add(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &judge::Model,
    found: &Found,
    by: UserId,
) -> Result<(), JudgingError> {
    let pairs: Vec<_> = found.new.iter().map(|entry| (judge.id, *entry)).collect();
    let new = ConflictRecord {
        edition: judge.edition_id,
        kind: ConflictKind::Organisation,
        reason: "The judge belongs to the organisation that entered.",
        by,
        at: ctx.now,
        known: Known::Stays,
    };
    conflicts::record(tx, new, &pairs).await?;
    Ok(assignments::recuse_conflicted(tx, judge.edition_id).await?)
}
