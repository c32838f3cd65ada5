//! A judge's own scoresheets.

use entity::{
    PublicId,
    scoresheet::{self, ScoresheetState},
};
use serde_json::json;

use super::lists::of_round;
use crate::{
    accounts::Judge,
    audit::{self, AuditEvent},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Points},
    judging::{
        access::{self, AssignedEntry, RoundPath},
        error::JudgingError,
        input::SheetChange,
        rules,
        store::{
            progress,
            sheets::{self, Saved},
        },
        views::{ScoresheetView, SheetSaved, SheetsHandedIn},
    },
};

/// Saves what changed on a scoresheet: one transaction, so one wait for the disk.
pub async fn save(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    expected: i64,
    change: SheetChange,
) -> Result<SheetSaved, JudgingError> {
    let tx = ctx.begin().await?;
    let entry = access::assigned_entry(&*tx, ctx, judge, id).await?;
    let sorted = rules::sort(entry.round(), change);
    if sorted.nothing_right() {
        return Err(JudgingError::Invalid(sorted.refused));
    }
    let sheet = sheets::find(&*tx, entry.assignment()).await?;
    let mut scores = sheet.as_ref().map(|sheet| sheet.scores.clone()).unwrap_or_default();
    for (criterion, score) in &sorted.scores {
        scores.set(criterion, score.map(Points::hundredths));
    }
    let scores_set = scores.len();
    let saved = Saved { scores, comments: sorted.comments, at: ctx.now };
    change_sheet(&tx, &entry, sheet.as_ref(), expected, saved).await?;
    event("scoresheet.save", judge, &entry).record(&tx, ctx).await?;
    tx.commit().await?;
    let (version, refused) = (expected.saturating_add(1), sorted.refused);
    Ok(SheetSaved { version, saved_at: ctx.now, scores_set, refused })
}

/// The sheet's next version, if it still is the one the judge saw and a draft.
async fn change_sheet(
    tx: &WriteTx,
    entry: &AssignedEntry,
    sheet: Option<&scoresheet::Model>,
    expected: i64,
    saved: Saved,
) -> Result<(), JudgingError> {
    if sheet.is_some_and(|sheet| sheet.state == ScoresheetState::HandedIn) {
        return Err(JudgingError::HandedIn);
    }
    let is_next = match sheet {
        _ if sheet.map_or(0, |sheet| sheet.version) != expected => false,
        None => sheets::begin(tx, entry.assignment(), saved).await?,
        Some(sheet) => sheets::edit(tx, sheet, saved).await?,
    };
    let stale = || JudgingError::Stale(Box::new(sheets::view(sheet, entry.round())));
    if is_next { Ok(()) } else { Err(stale()) }
}

/// Hands in the version of a scoresheet that the judge saw; every criterion needs a mark.
pub async fn hand_in(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    expected: i64,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<ScoresheetView>, JudgingError> {
    set_sheet_state(ctx, judge, id, request_key, expected, ScoresheetState::HandedIn).await
}

pub async fn reopen(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    expected: i64,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<ScoresheetView>, JudgingError> {
    set_sheet_state(ctx, judge, id, request_key, expected, ScoresheetState::Draft).await
}

async fn set_sheet_state(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    request_key: &IdempotencyKey,
    expected: i64,
    state: ScoresheetState,
) -> Result<Idempotent<ScoresheetView>, JudgingError> {
    ctx.once(request_key, async |tx| {
        let entry = access::assigned_entry(&**tx, ctx, judge, id).await?;
        let all = || entry.round().criteria.iter().map(|criterion| criterion.key.clone()).collect();
        let sheet = sheets::find(&**tx, entry.assignment()).await?;
        let sheet = sheet.ok_or_else(|| JudgingError::Incomplete(all()))?;
        if sheet.state == state {
            return Ok(sheets::view(Some(&sheet), entry.round()));
        }
        let stale = || JudgingError::Stale(Box::new(sheets::view(Some(&sheet), entry.round())));
        if sheet.version != expected {
            return Err(stale());
        }
        let missing = sheets::missing(&sheet, entry.round());
        if state == ScoresheetState::HandedIn && !missing.is_empty() {
            return Err(JudgingError::Incomplete(missing));
        }
        editions::lock_shared(tx, entry.edition()).await?;
        let is_next = match state {
            ScoresheetState::HandedIn => sheets::hand_in(tx, &sheet, entry.round(), ctx.now).await?,
            ScoresheetState::Draft => sheets::reopen(tx, &sheet, ctx.now).await?,
        };
        if !is_next {
            return Err(stale());
        }
        let action =
            if state == ScoresheetState::HandedIn { "scoresheet.hand_in" } else { "scoresheet.reopen" };
        event(action, judge, &entry).record(tx, ctx).await?;
        let sheet = sheets::find(&**tx, entry.assignment()).await?;
        Ok(sheets::view(sheet.as_ref(), entry.round()))
    })
    .await
}

/// Hands in every scoresheet of the round that has all its scores.
pub async fn hand_in_all(
    ctx: &Ctx,
    judge: &Judge,
    path: RoundPath<'_>,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<SheetsHandedIn>, JudgingError> {
    ctx.once(request_key, async |tx| {
        let place = access::judged_round(&**tx, ctx, judge, path).await?;
        let (edition, round) = (place.edition(), place.round());
        access::open(ctx, edition, round)?;
        editions::lock_shared(tx, edition).await?;
        let list = of_round(progress::of_user(&**tx, judge.user).await?, edition, round);
        let mut drafts = sheets::held(tx, list.iter().map(|row| row.assignment).collect()).await?;
        let handed_in_before = drafts.iter().filter(|s| s.state == ScoresheetState::HandedIn).count();
        drafts.retain(|sheet| {
            sheet.state == ScoresheetState::Draft && sheets::missing(sheet, round).is_empty()
        });
        let answer = SheetsHandedIn {
            handed_in: drafts.len(),
            incomplete: list.len().saturating_sub(handed_in_before).saturating_sub(drafts.len()),
        };
        sheets::hand_in_all(tx, &drafts, round, ctx.now).await?;
        audit::event("scoresheet.hand_in_all")
            .by(judge)
            .on("round", &round.key)
            .with(json!({ "handed_in": answer.handed_in }))
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(answer)
    })
    .await
}

fn event(action: &str, judge: &Judge, entry: &AssignedEntry) -> AuditEvent {
    audit::event(action).by(judge).on("assignment", entry.id()).in_edition(entry.edition().id)
}
