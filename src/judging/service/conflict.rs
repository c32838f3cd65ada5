//! Conflicts of interest: declared by judges, added and lifted by staff.

use entity::{
    PublicId,
    conflict::ConflictKind,
    ids::EntryId,
    judge::{self, JudgeState},
};
use serde_json::json;

use super::{assigned, edition_name};
use crate::{
    accounts::{self, Judge, Staff},
    audit::{self, AuditEvent},
    conflicts::{self, Conflict, ConflictRecord, Known},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition},
    judging::{
        access::{self, AssignedEntry, StaffEdition},
        error::{InputFault, JudgingError},
        input::{ConflictDecision, NewConflict},
        store::{assignments, judges},
        views::{ConflictLifted, ConflictView},
    },
    mail::{EntryRef, Message, OutgoingMail, outbox},
    web::Empty,
};

/// Records a conflict: the entry leaves the judge's lists at once, scores given to
/// it count no more, and staff are told.
pub async fn declare_conflict(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    request_key: &IdempotencyKey,
    conflict: NewConflict,
) -> Result<Idempotent<Empty>, JudgingError> {
    ctx.once(request_key, async |tx| {
        let entry = access::assigned_entry(&**tx, ctx, judge, id).await?;
        let reason = conflict.reason.into_string();
        let edition = entry.edition();
        editions::hold_rules(tx, edition).await?;
        let new = ConflictRecord {
            edition: edition.id,
            kind: ConflictKind::Declared,
            reason: &reason,
            by: judge.user,
            at: ctx.now,
            known: Known::IsReplaced,
        };
        conflicts::record(tx, new, &[(entry.judge(), entry.entry())]).await?;
        assignments::recuse(tx, entry.judge(), entry.entry()).await?;
        tell_staff(tx, ctx, judge, &entry, &reason).await?;
        audit::event("conflict.declare")
            .by(judge)
            .on("assignment", id)
            .because(&reason)
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(Empty {})
    })
    .await
}

async fn tell_staff(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &Judge,
    entry: &AssignedEntry,
    reason: &str,
) -> Result<(), JudgingError> {
    let edition = entry.edition();
    let named = assignments::named(&**tx, entry.entry()).await?;
    let (id, title) = named.ok_or(JudgingError::NotFound)?;
    for account in conflicts::staff_of(&**tx, entry.entry()).await? {
        let message = Message::ConflictDeclared {
            entry: EntryRef {
                id: id.to_string(),
                title: title.clone(),
                edition: edition_name(edition),
                page: format!("/staff/{}/entries/{id}", edition.path()),
            },
            judge: judge.name.clone(),
            reason: reason.to_owned(),
        };
        accounts::mail(tx, ctx, &account, message).await?;
    }
    Ok(())
}

/// The conflicts of an edition that this person may know of, or those of one entry.
pub async fn list_conflicts(
    ctx: &Ctx,
    place: &StaffEdition,
    entry: Option<&PublicId>,
) -> Result<Vec<ConflictView>, JudgingError> {
    let edition = place.edition();
    let entry = match entry {
        Some(id) => {
            let found = assignments::entry_of(ctx.read(), edition.id, id).await?;
            Some(found.ok_or(JudgingError::NotFound)?.0)
        }
        None => None,
    };
    let rows = conflicts::list(ctx.read(), edition.id, entry).await?;
    let is_shown = |row: &Conflict| !place.withheld().contains(&row.category);
    Ok(rows.into_iter().filter(is_shown).map(ConflictView::from).collect())
}

/// Records a conflict that staff know of, whether the judge has the entry or not.
pub async fn add_conflict(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    request_key: &IdempotencyKey,
    decision: ConflictDecision,
) -> Result<Idempotent<Empty>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        editions::hold_rules(tx, edition).await?;
        let (judge, entry) = pair(tx, place, &decision).await?;
        let known = conflicts::find(&**tx, judge.id, entry).await?;
        if known.is_some_and(|row| row.lifted_at.is_none()) {
            let detail = "This conflict is already recorded.";
            return Err(JudgingError::Invalid(vec![InputFault::new(
                "/judge".into(),
                "known_conflict",
                detail,
            )]));
        }
        let new = ConflictRecord {
            edition: edition.id,
            kind: ConflictKind::Staff,
            reason: decision.reason.as_str(),
            by: staff.user,
            at: ctx.now,
            known: Known::IsReplaced,
        };
        conflicts::record(tx, new, &[(judge.id, entry)]).await?;
        assignments::recuse(tx, judge.id, entry).await?;
        event("conflict.add", staff, edition, &decision).record(tx, ctx).await?;
        Ok(Empty {})
    })
    .await
}

/// Lifts a conflict: the judge has the entry again, with the scoresheet of before, and is told.
pub async fn lift_conflict(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    request_key: &IdempotencyKey,
    decision: ConflictDecision,
) -> Result<Idempotent<ConflictLifted>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        editions::hold_rules(tx, edition).await?;
        let (judge, entry) = pair(tx, place, &decision).await?;
        let candidate = judges::candidates(&**tx, std::slice::from_ref(&judge)).await?.pop();
        let entrant = assignments::entrant(&**tx, entry).await?;
        if candidate.zip(entrant).is_some_and(|(judge, entrant)| judge.belongs_to(&entrant)) {
            let detail = "This judge belongs to the organisation that entered, or did while the edition ran.";
            return Err(JudgingError::Invalid(vec![InputFault::new(
                "/judge".into(),
                "own_organisation",
                detail,
            )]));
        }
        if !conflicts::lift(tx, judge.id, entry, staff.user, ctx.now, decision.reason.as_str()).await? {
            return Err(JudgingError::NotFound);
        }
        // A judge who was removed has nothing to come back to.
        let rounds = match judge.state {
            JudgeState::Removed => Vec::new(),
            _ => assignments::restore(tx, judge.id, &[entry]).await?,
        };
        tell_judge(tx, ctx, edition, &judge, &rounds).await?;
        event("conflict.lift", staff, edition, &decision).record(tx, ctx).await?;
        Ok(ConflictLifted { restored: rounds.len() })
    })
    .await
}

/// The judge and the entry of a decision, in a category where this person has no stake.
async fn pair(
    tx: &WriteTx,
    place: &StaffEdition,
    decision: &ConflictDecision,
) -> Result<(judge::Model, EntryId), JudgingError> {
    let fault = |pointer: &str, code, detail| {
        JudgingError::Invalid(vec![InputFault::new(pointer.to_owned(), code, detail)])
    };
    let edition = place.edition().id;
    let (entry, category) = assignments::entry_of(&**tx, edition, &decision.entry)
        .await?
        .ok_or_else(|| fault("/entry", "unknown_entry", "This entry is not in the edition."))?;
    if place.withheld().contains(&category) {
        return Err(JudgingError::OwnStake);
    }
    let judge = judges::find(&**tx, edition, &decision.judge).await?;
    Ok((
        judge
            .ok_or_else(|| fault("/judge", "unknown_judge", "This person is not a judge of the edition."))?,
        entry,
    ))
}

/// One mail for each round in which the judge has entries again.
pub async fn tell_judge(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    judge: &judge::Model,
    rounds: &[String],
) -> Result<(), JudgingError> {
    let accounts = judges::accounts(&**tx, judge.user_id.into_iter().collect()).await?;
    let Some(account) = accounts.first() else { return Ok(()) };
    for round in edition.document.judged() {
        let count = rounds.iter().filter(|key| **key == round.key).count();
        let Some(message) = assigned(edition, round, count).filter(|_| count > 0) else { continue };
        outbox::push(tx, ctx, OutgoingMail::to_account(account, Some(edition.id), message)).await?;
    }
    Ok(())
}

fn event(action: &str, staff: &Staff, edition: &Edition, decision: &ConflictDecision) -> AuditEvent {
    audit::event(action)
        .by(staff)
        .on("entry", &decision.entry)
        .in_edition(edition.id)
        .because(decision.reason.as_str())
        .with(json!({ "judge": decision.judge.as_str() }))
}
