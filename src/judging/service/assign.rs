//! Which entries go to which judges.

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId,
    conflict::ConflictKind,
    ids::{EntryId, JudgeId},
    judge::{self, JudgeState},
};
use serde_json::json;

use super::{edition_name, end_of, list_page};
use crate::{
    accounts::Staff,
    audit,
    conflicts::{self, ConflictRecord, Known, KnownConflict, conflicted_categories},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::CategoryKind,
    judging::{
        access::StaffRound,
        error::{Fault, JudgingError},
        input::{AssignmentPair, NewAssignments},
        rules::{self, Candidate, Entrant, OnRecord, Plan},
        store::{
            assignments::{self, Origin, PoolEntry},
            judges,
            panels::{self, Seat},
        },
        views::{AssignmentsMade, SkippedPair},
    },
    mail::{Bulk, BulkView, Message, OutgoingMail},
};

/// What is known before pairs are made.
struct AssignmentInputs {
    judges: Vec<judge::Model>,
    candidates: Vec<Candidate>,
    pool: Vec<PoolEntry>,
    seats: Vec<Seat>,
}

type Pairs<'a> = Vec<(&'a Candidate, EntryId, &'a Entrant)>;

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
        let inputs = AssignmentInputs::load(tx, place).await?;
        let own = conflicted_categories(&**tx, staff, edition.id).await?;
        let pairs = match &new {
            NewAssignments::Panel { category } => inputs.panel_pairs(place, category.as_deref(), &own)?,
            NewAssignments::Pairs { pairs } => inputs.named_pairs(pairs, &own)?,
        };
        let active = assignments::active(&**tx, edition.id, round).await?;
        let on_record = |known: KnownConflict| {
            let record = known.lifted_at.map_or(OnRecord::Conflict(known.kind), |_| OnRecord::Lifted);
            ((known.judge_id, known.entry_id), record)
        };
        let conflicts = conflicts::of_edition(&**tx, edition.id).await?;
        let conflicts = conflicts.into_iter().map(on_record).collect();
        let plan = rules::plan(pairs, &active, &conflicts);
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

/// Removes an assignment. Its scoresheet is kept and no longer counts.
pub async fn remove_assignment(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    id: &PublicId,
) -> Result<(), JudgingError> {
    let edition = place.edition();
    let tx = ctx.begin().await?;
    let own = conflicted_categories(&*tx, staff, edition.id).await?;
    if !assignments::remove(&tx, edition.id, &place.round().key, id, &own).await? {
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

/// One mail to each judge who has accepted and got something new.
async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    place: &StaffRound,
    inputs: &AssignmentInputs,
    plan: &Plan,
) -> Result<Option<BulkView>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    let Some(window) = edition.document.round_window(round) else { return Ok(None) };
    let mut bulk = Bulk::begin(ctx)?;
    let mut news = HashMap::<JudgeId, u32>::new();
    for (judge, _) in &plan.assign {
        let count = news.entry(*judge).or_default();
        *count = count.saturating_add(1);
    }
    let told = inputs.judges.iter().filter(|judge| judge.state == JudgeState::Accepted);
    let accounts = judges::accounts(&**tx, told.clone().filter_map(|judge| judge.user_id).collect()).await?;
    for judge in told {
        let account = accounts.iter().find(|account| Some(account.id) == judge.user_id);
        let (Some(count), Some(account)) = (news.get(&judge.id), account) else { continue };
        let message = Message::JudgeAssigned {
            edition: edition_name(edition),
            count: *count,
            until: end_of(edition, window),
            page: list_page(edition, &round.key),
        };
        bulk.push(tx, ctx, OutgoingMail::to_account(account, Some(edition.id), message)).await?;
    }
    Ok(bulk.view())
}

impl AssignmentInputs {
    async fn load(tx: &WriteTx, place: &StaffRound) -> Result<Self, JudgingError> {
        let edition = place.edition().id;
        let mut judges = judges::of_edition(&**tx, edition).await?;
        judges.retain(rules::is_seated);
        let candidates = judges::candidates(&**tx, &judges).await?;
        let pool = assignments::pool(&**tx, edition).await?;
        let mut seats = panels::seats(&**tx, edition).await?;
        seats.retain(|seat| seat.round == place.round().key);
        Ok(Self { judges, candidates, pool, seats })
    }

    /// All judges of a panel, all entries of its category; of all categories but one's own.
    fn panel_pairs(
        &self,
        place: &StaffRound,
        category: Option<&str>,
        own: &HashSet<String>,
    ) -> Result<Pairs<'_>, JudgingError> {
        if category.is_some_and(|key| own.contains(key)) {
            return Err(JudgingError::OwnStake);
        }
        if let Some(key) = category
            && !place
                .edition()
                .document
                .categories
                .iter()
                .any(|c| c.key == key && c.kind == CategoryKind::Open)
        {
            let detail = "The edition has no open category with this name.";
            return Err(JudgingError::Invalid(vec![Fault::new(
                "/category".into(),
                "unknown_category",
                detail,
            )]));
        }
        let by_id: HashMap<JudgeId, &Candidate> = self.candidates.iter().map(|c| (c.id, c)).collect();
        let wanted =
            |seat: &&Seat| category.is_none_or(|key| key == seat.category) && !own.contains(&seat.category);
        let mut pairs = Pairs::new();
        for seat in self.seats.iter().filter(wanted) {
            let Some(judge) = by_id.get(&seat.judge) else { continue };
            let entries = self.pool.iter().filter(|entry| entry.category == seat.category);
            pairs.extend(entries.map(|entry| (*judge, entry.id, &entry.entrant)));
        }
        Ok(pairs)
    }

    /// Pairs by their ids. Nobody picks judges where they enter or judge (security bar AC-25).
    fn named_pairs(
        &self,
        named: &[AssignmentPair],
        own: &HashSet<String>,
    ) -> Result<Pairs<'_>, JudgingError> {
        let judges: HashMap<&PublicId, &Candidate> =
            self.judges.iter().map(|judge| &judge.public_id).zip(&self.candidates).collect();
        let entries: HashMap<&PublicId, &PoolEntry> =
            self.pool.iter().map(|entry| (&entry.public_id, entry)).collect();
        let (mut pairs, mut faults) = (Pairs::new(), Vec::new());
        for (place, pair) in named.iter().enumerate() {
            match (judges.get(&pair.judge.0), entries.get(&pair.entry.0)) {
                (_, Some(entry)) if own.contains(&entry.category) => {
                    let detail = "You enter or judge in this category, so a colleague picks its judges.";
                    faults.push(Fault::new(format!("/pairs/{place}/entry"), "own_entry", detail));
                }
                (Some(judge), Some(entry)) => pairs.push((*judge, entry.id, &entry.entrant)),
                (None, _) => {
                    let detail = "This person is not a judge of the edition, or has declined.";
                    faults.push(Fault::new(format!("/pairs/{place}/judge"), "unknown_judge", detail));
                }
                (_, None) => {
                    let detail = "This is not an eligible entry of the edition.";
                    faults.push(Fault::new(format!("/pairs/{place}/entry"), "unknown_entry", detail));
                }
            }
        }
        if faults.is_empty() { Ok(pairs) } else { Err(JudgingError::Invalid(faults)) }
    }

    /// What came of it.
    fn answer(&self, plan: &Plan, mails: Option<BulkView>) -> AssignmentsMade {
        let judges: HashMap<JudgeId, &judge::Model> = self.judges.iter().map(|j| (j.id, j)).collect();
        let entries: HashMap<EntryId, &PoolEntry> = self.pool.iter().map(|e| (e.id, e)).collect();
        let skipped = |(judge, entry, kind): &(JudgeId, EntryId, ConflictKind)| {
            let (judge, entry) = (judges.get(judge)?, entries.get(entry)?);
            Some(SkippedPair {
                entry: entry.public_id.clone(),
                title: entry.title.clone(),
                judge: judge.public_id.clone(),
                name: judge.name.clone(),
                kind: kind.as_str(),
            })
        };
        AssignmentsMade {
            created: plan.assign.len(),
            unchanged: plan.unchanged,
            skipped_conflicts: plan.skipped.iter().filter_map(skipped).collect(),
            mails,
        }
    }
}
