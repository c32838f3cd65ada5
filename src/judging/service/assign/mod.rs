//! Which entries go to which judges.

mod inputs;
mod pairs;
mod tell;

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId,
    conflict::ConflictKind,
    ids::{EntryId, JudgeId},
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use self::{inputs::Inputs, tell::tell};
use crate::{
    accounts::Staff,
    audit,
    conflicts::{self, ConflictRecord, Known, KnownConflict, conflicted_categories},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions,
    judging::{
        access::StaffRound,
        error::JudgingError,
        input::NewAssignments,
        rules::{self, OnRecord, Plan},
        store::assignments::{self, Origin},
        views::{AssignmentsMade, AssignmentsReview},
    },
};

/// Assigns entries to judges. Conflicts are skipped and told; pairs of one
/// organisation are recorded as conflicts.
pub async fn assign(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    request_key: &IdempotencyKey,
    new: NewAssignments,
) -> Result<Idempotent<AssignmentsMade>, JudgingError> {
    let (edition, round) = (place.edition(), &place.round().key);
    ctx.once(request_key, async |tx| {
        // A conflict is added before this or after it, and never between reading and writing.
        editions::hold_rules_alone(tx, edition).await?;
        let conflicted = conflicted_categories(&**tx, staff, edition.id).await?;
        let Planned { inputs, plan, conflicts, .. } = planned(&**tx, place, &conflicted, &new).await?;
        let origin = Origin { edition: edition.id, round, by: staff.user, at: ctx.now };
        keep(tx, ctx, origin, &plan, &conflicts).await?;
        let mails = tell(tx, ctx, place, &inputs, &plan).await?;
        let answer = inputs.answer(&plan, mails);
        audit::event("assignment.create")
            .by(staff)
            .on("round", round)
            .with(json!({ "created": answer.created, "skipped": answer.skipped_conflicts.len() }))
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(answer)
    })
    .await
}

/// What assigning them would come to, and nothing of it: how many each judge would get, and who
/// cannot get what.
pub async fn review_assignments(
    ctx: &Ctx,
    place: &StaffRound,
    new: &NewAssignments,
) -> Result<AssignmentsReview, JudgingError> {
    let Planned { inputs, plan, active, .. } = planned(ctx.read(), place, place.withheld(), new).await?;
    Ok(inputs.review(&plan, &active, place.withheld()))
}

/// What would be done, and from what it was found.
struct Planned {
    inputs: Inputs,
    plan: Plan,
    active: HashSet<(JudgeId, EntryId)>,
    conflicts: HashMap<(JudgeId, EntryId), OnRecord>,
}

async fn planned<C: ConnectionTrait>(
    db: &C,
    place: &StaffRound,
    withheld: &HashSet<String>,
    new: &NewAssignments,
) -> Result<Planned, JudgingError> {
    let edition = place.edition().id;
    let inputs = Inputs::load(db, place).await?;
    let pairs = match new {
        NewAssignments::Panel { category } => {
            pairs::of_panels(&inputs, place, category.as_deref(), withheld)?
        }
        NewAssignments::Pairs { pairs: named } => pairs::named(&inputs, named, withheld)?,
    };
    let active = assignments::active(db, edition, &place.round().key).await?;
    let on_record = |known: KnownConflict| {
        let record = known.lifted_at.map_or(OnRecord::Conflict(known.kind), |_| OnRecord::Lifted);
        ((known.judge_id, known.entry_id), record)
    };
    let conflicts = conflicts::of_edition(db, edition).await?;
    let conflicts = conflicts.into_iter().map(on_record).collect();
    let plan = rules::plan(pairs, &active, &conflicts);
    Ok(Planned { inputs, plan, active, conflicts })
}

/// Removes an assignment. Its scoresheet is kept and no longer counts.
pub async fn remove_assignment(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    id: &PublicId,
) -> Result<(), JudgingError> {
    let edition = place.edition();
    let tx = ctx.begin().await?;
    editions::hold_rules(&tx, edition).await?;
    let conflicted = conflicted_categories(&*tx, staff, edition.id).await?;
    if !assignments::remove(&tx, edition.id, &place.round().key, id, &conflicted).await? {
        return Err(JudgingError::NotFound);
    }
    audit::event("assignment.remove")
        .by(staff)
        .on("assignment", id)
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}

/// Writes down what was planned, and the conflicts that were found on the way.
async fn keep(
    tx: &WriteTx,
    ctx: &Ctx,
    origin: Origin<'_>,
    plan: &Plan,
    known: &HashMap<(JudgeId, EntryId), OnRecord>,
) -> Result<(), JudgingError> {
    let found: Vec<(JudgeId, EntryId)> = plan
        .skipped
        .iter()
        .map(|(judge, entry, _)| (*judge, *entry))
        .filter(|pair| !known.contains_key(pair))
        .collect();
    let new = ConflictRecord {
        edition: origin.edition,
        kind: ConflictKind::Organisation,
        reason: "The judge belongs to the organisation that entered.",
        by: origin.by,
        at: origin.at,
        known: Known::Stays,
    };
    conflicts::record(tx, new, &found).await?;
    assignments::recuse_conflicted(tx, origin.edition).await?;
    Ok(assignments::assign(tx, ctx, origin, &plan.assign).await?)
}
