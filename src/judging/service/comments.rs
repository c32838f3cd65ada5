//! Judges' comments reach those for whom they are written, and nobody else.

use std::collections::HashMap;

use entity::{PublicId, Timestamp, entry::EntryState, ids::EntryId};

use super::lists::of_round;
use crate::{
    accounts::{Entrant, Judge, Staff},
    audit, conflicts,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    editions::{Edition, PanelComments, Round, WindowState},
    entries,
    judging::{
        access::{self, RoundPath, StaffRound},
        error::JudgingError,
        store::{
            comments::{self, Comments},
            progress::{self, Progress},
            titles,
        },
        views::{
            CommentedEntry, FeedbackReleased, FeedbackView, PanelCommentView, RoundFeedback, SheetComments,
            SheetOutcome, SheetState,
        },
    },
};

/// All comments on an entry, for staff without a stake in its category.
pub async fn staff_comments(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
) -> Result<Vec<SheetComments>, JudgingError> {
    let db = ctx.read();
    let entry = entries::staff_entry(db, staff, id).await?.ok_or(JudgingError::NotFound)?;
    if conflicts::conflicted_categories(db, staff, entry.edition_id).await?.contains(&entry.category_key) {
        return Err(JudgingError::OwnStake);
    }
    let view = |row: Comments| SheetComments {
        state: SheetOutcome::of(row.assignment, Some(row.state)),
        round: row.round,
        judge: row.judge,
        name: row.name,
        internal: row.internal,
        panel: row.panel,
        entrant: row.entrant,
        updated_at: row.updated_at,
    };
    Ok(comments::of_entry(db, entry.id).await?.into_iter().map(view).collect())
}

/// Whether a judge may read what the others of an entry wrote for the panel.
fn is_open(round: &Round, edition: &Edition, now: Timestamp, own: SheetState) -> bool {
    let window = edition.document.round_window(round);
    match round.panel_comments {
        PanelComments::Never => false,
        PanelComments::AfterOwnSheet => own == SheetState::HandedIn,
        PanelComments::AfterClose => window.is_some_and(|w| w.state(now) == WindowState::After),
    }
}

fn for_panel(row: Comments) -> Option<PanelCommentView> {
    (!row.panel.is_empty()).then_some(PanelCommentView { name: row.name, text: row.panel })
}

/// The entries of a judge's list with what others wrote for the panel, also after the round.
pub async fn panel_comments(
    ctx: &Ctx,
    judge: &Judge,
    path: RoundPath<'_>,
) -> Result<Vec<CommentedEntry>, JudgingError> {
    let place = access::judged_round(ctx.read(), ctx, judge, path).await?;
    let (edition, round) = (place.edition(), place.round());
    let mut list = of_round(progress::of_user(ctx.read(), judge.user).await?, edition, round);
    list.retain(|row| is_open(round, edition, ctx.now, row.sheet_state()));
    let entries: Vec<EntryId> = list.iter().map(|row| row.entry).collect();
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let titles = titles::of(ctx.read(), edition, &entries).await?;
    let mut written = HashMap::<EntryId, Vec<Comments>>::new();
    for row in comments::of_round(ctx.read(), edition.id, &round.key, entries).await? {
        written.entry(row.entry).or_default().push(row);
    }
    let view = |row: Progress| {
        let others = written.remove(&row.entry)?.into_iter().filter(|other| other.judge_id != row.judge);
        let comments: Vec<_> = others.filter_map(for_panel).collect();
        let category = edition.document.category(&row.category);
        (!comments.is_empty()).then(|| CommentedEntry {
            title: titles.get(&row.entry).cloned().unwrap_or_default().title,
            category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
            assignment: row.public_id,
            comments,
        })
    };
    Ok(list.into_iter().filter_map(view).collect())
}

/// Lets the entrants of a round that is over read what its judges wrote to them. Not by someone
/// who would decide it for an own entry.
pub async fn release_feedback(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<FeedbackReleased>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    ctx.once(request_key, async |tx| {
        edition.is_running()?;
        if !place.withheld().is_empty() {
            return Err(JudgingError::OwnStake);
        }
        let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
        if window.state(ctx.now) != WindowState::After {
            return Err(JudgingError::NotOver(window.to().instant()));
        }
        comments::release(tx, edition.id, &round.key, staff.user, ctx.now).await?;
        let released = comments::releases(&**tx, edition.id).await?;
        let released_at = released.iter().find(|row| row.round_key == round.key).map(|row| row.released_at);
        audit::event("feedback.release")
            .by(staff)
            .on("round", &round.key)
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(FeedbackReleased { released_at: released_at.unwrap_or(ctx.now) })
    })
    .await
}

/// What judges wrote to the entrant of an own entry, without their names, once it is released.
pub async fn feedback(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<FeedbackView, JudgingError> {
    let own = entries::own_entry(ctx.read(), ctx, person, id).await?;
    let mut rounds = Vec::new();
    if own.entry().state == EntryState::Eligible {
        for release in comments::releases(ctx.read(), own.edition().id).await? {
            let Some(round) = own.document().round(&release.round_key) else { continue };
            rounds.push(RoundFeedback {
                round_name: round.name.clone(),
                released_at: release.released_at,
                comments: comments::for_entrant(ctx.read(), own.entry().id, &round.key).await?,
            });
        }
    }
    rounds.retain(|round| !round.comments.is_empty());
    Ok(FeedbackView { rounds })
}
