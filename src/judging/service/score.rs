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
    let checked = rules::checked(entry.round(), change);
    if checked.nothing_accepted() {
        return Err(JudgingError::Invalid(checked.refused));
    }
    let sheet = sheets::find(&*tx, entry.assignment()).await?;
    let mut scores = sheet.as_ref().map(|sheet| sheet.scores.clone()).unwrap_or_default();
    for (criterion, score) in &checked.scores {
        scores.set(criterion, score.map(Points::exact));
    }
    let scores_set = scores.len();
    let saved = Saved { scores, comments: checked.comments, open: entry.open() };
    change_sheet(&tx, ctx, &entry, sheet.as_ref(), expected, saved).await?;
    event("scoresheet.save", judge, &entry).record(&tx, ctx).await?;
    tx.commit().await?;
    let (version, refused) = (expected.saturating_add(1), checked.refused);
    Ok(SheetSaved { version, saved_at: ctx.now, scores_set, refused })
}

/// The sheet's next version, if it still is the one the judge saw and a draft.
async fn change_sheet(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: &AssignedEntry,
    sheet: Option<&scoresheet::Model>,
    expected: i64,
    saved: Saved,
) -> Result<(), JudgingError> {
    if sheet.is_some_and(|sheet| sheet.state == ScoresheetState::HandedIn) {
        return Err(JudgingError::HandedIn);
    }
    if sheet.map_or(0, |sheet| sheet.version) != expected {
        return Err(stale(sheet, entry));
    }
    let is_next = match sheet {
        None => sheets::begin(tx, entry.assignment(), saved).await?,
        Some(sheet) => sheets::edit(tx, sheet, saved).await?,
    };
    if is_next { Ok(()) } else { Err(overtaken(ctx, entry).await?) }
}

/// Hands in the version of a scoresheet that the judge saw; every criterion needs a score.
pub async fn hand_in(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    expected: i64,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<ScoresheetView>, JudgingError> {
    ctx.once(request_key, async |tx| {
        let (entry, sheet) = begun(tx, ctx, judge, id).await?;
        if sheet.state == ScoresheetState::HandedIn {
            return Ok(sheets::view(Some(&sheet), entry.round()));
        }
        if sheet.version != expected {
            return Err(stale(Some(&sheet), &entry));
        }
        let missing = sheets::missing(&sheet, entry.round());
        if !missing.is_empty() {
            return Err(JudgingError::Incomplete(missing));
        }
        editions::hold_rules(tx, entry.edition()).await?;
        if !sheets::hand_in(tx, &sheet, entry.round(), entry.open()).await? {
            return Err(overtaken(ctx, &entry).await?);
        }
        changed(tx, ctx, "scoresheet.hand_in", judge, &entry).await
    })
    .await
}

pub async fn reopen(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    expected: i64,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<ScoresheetView>, JudgingError> {
    ctx.once(request_key, async |tx| {
        let (entry, sheet) = begun(tx, ctx, judge, id).await?;
        if sheet.state == ScoresheetState::Draft {
            return Ok(sheets::view(Some(&sheet), entry.round()));
        }
        editions::hold_rules(tx, entry.edition()).await?;
        if sheet.version != expected {
            return Err(stale(Some(&sheet), &entry));
        }
        if !sheets::reopen(tx, &sheet, entry.open()).await? {
            return Err(overtaken(ctx, &entry).await?);
        }
        changed(tx, ctx, "scoresheet.reopen", judge, &entry).await
    })
    .await
}

/// An assigned entry and its scoresheet, on which something stands.
async fn begun(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
) -> Result<(AssignedEntry, scoresheet::Model), JudgingError> {
    let entry = access::assigned_entry(&**tx, ctx, judge, id).await?;
    let sheet = sheets::find(&**tx, entry.assignment()).await?;
    let all = || entry.round().criteria.iter().map(|criterion| criterion.key.clone()).collect();
    let sheet = sheet.ok_or_else(|| JudgingError::Incomplete(all()))?;
    Ok((entry, sheet))
}

async fn changed(
    tx: &WriteTx,
    ctx: &Ctx,
    action: &str,
    judge: &Judge,
    entry: &AssignedEntry,
) -> Result<ScoresheetView, JudgingError> {
    event(action, judge, entry).record(tx, ctx).await?;
    let sheet = sheets::find(&**tx, entry.assignment()).await?;
    Ok(sheets::view(sheet.as_ref(), entry.round()))
}

fn stale(sheet: Option<&scoresheet::Model>, entry: &AssignedEntry) -> JudgingError {
    JudgingError::Stale(Box::new(sheets::view(sheet, entry.round())))
}

/// The sheet as another window has just left it: on PostgreSQL two write at once, and what this
/// transaction has read is not the newest.
async fn overtaken(ctx: &Ctx, entry: &AssignedEntry) -> Result<JudgingError, JudgingError> {
    let newest = sheets::find(ctx.read(), entry.assignment()).await?;
    Ok(stale(newest.as_ref(), entry))
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
        let open = access::open(ctx, edition, round)?;
        editions::hold_rules(tx, edition).await?;
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
        sheets::hand_in_all(tx, &drafts, round, open).await?;
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
