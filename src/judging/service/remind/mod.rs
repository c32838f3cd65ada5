//! Reminding judges who are behind, and undoing mails to judges.

mod several;

pub use several::{remind_chosen, review_reminders};

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId, Timestamp,
    ids::JudgeId,
    judge::{self, JudgeState},
};
use serde_json::json;

use super::{edition_name, end_of, invite::invitation, list_page};
use crate::{
    accounts::Staff,
    address::Email,
    audit::{self, AuditEvent},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition, Round},
    judging::{
        access::{StaffEdition, StaffRound, open},
        error::JudgingError,
        input::NewReminder,
        store::{
            judges,
            progress::{self, Progress},
        },
        views::{MailsSent, MailsUndone, SheetState},
    },
    mail::{Bulk, Message, OutgoingMail, outbox},
};

/// Reminds every judge with a scoresheet not handed in, while the round is open.
pub async fn remind_all(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    request_key: &IdempotencyKey,
    new: &NewReminder,
) -> Result<Idempotent<MailsSent>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    ctx.once(request_key, async |tx| {
        open(ctx, edition, round)?;
        // Of two colleagues who remind at once the second is told.
        editions::hold_rules_alone(tx, edition).await?;
        let progress = progress::of_edition(&**tx, edition.id, &HashSet::new()).await?;
        let judges = judges::of_edition(&**tx, edition.id).await?;
        let whom = Whom { judges: &judges, progress: &progress, withheld: place.withheld() };
        if !new.again {
            not_so_soon(behind(round, whom).map(|(judge, _)| judge), ctx.now)?;
        }
        let mut bulk = Bulk::begin(ctx)?;
        remind(tx, ctx, edition, round, whom, &mut bulk).await?;
        event(staff, edition, &bulk).on("round", &round.key).record(tx, ctx).await?;
        Ok(MailsSent { sent: bulk.count(), mails: bulk.view() })
    })
    .await
}

/// Reminds one judge: of the invitation, or of what is still to be handed in.
pub async fn remind_one(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    new: &NewReminder,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<MailsSent>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        editions::hold_rules_alone(tx, edition).await?;
        let judge = judges::find(&**tx, edition.id, id).await?.ok_or(JudgingError::NotFound)?;
        if judge.state == JudgeState::Removed {
            return Err(JudgingError::JudgeNotSo(judge.state.as_str()));
        }
        let mut bulk = Bulk::begin(ctx)?;
        if judge.state == JudgeState::Accepted {
            let progress = progress::of_edition(&**tx, edition.id, &HashSet::new()).await?;
            for round in &edition.document.rounds {
                if open(ctx, edition, round).is_ok() {
                    let judges = std::slice::from_ref(&judge);
                    let whom = Whom { judges, progress: &progress, withheld: place.withheld() };
                    if !new.again {
                        not_so_soon(behind(round, whom).map(|(judge, _)| judge), ctx.now)?;
                    }
                    remind(tx, ctx, edition, round, whom, &mut bulk).await?;
                }
            }
        } else {
            if !new.again {
                not_so_soon(std::iter::once(&judge), ctx.now)?;
            }
            let email = Email::known(&judge.email);
            let outgoing = invitation(tx, ctx, staff, edition, &judge, &email).await?;
            bulk.push(tx, ctx, outgoing).await?;
            judges::note_reminder(tx, vec![judge.id], ctx.now).await?;
        }
        event(staff, edition, &bulk).on("judge", id).record(tx, ctx).await?;
        Ok(MailsSent { sent: bulk.count(), mails: bulk.view() })
    })
    .await
}

/// Undoes mails that have not gone yet; whoever was to be reminded by one was not reminded.
pub async fn undo_mails(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<MailsUndone>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        let undone = outbox::undo(tx, edition.id, id).await?.ok_or(JudgingError::NotFound)?;
        judges::forget_reminder(tx, edition.id, &undone).await?;
        let answer = MailsUndone { undone: undone.undone, gone: undone.gone };
        audit::event("mail.undo")
            .by(staff)
            .on("mails", id)
            .with(json!({ "undone": answer.undone, "gone": answer.gone }))
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(answer)
    })
    .await
}

/// A day: whoever was reminded within it is not reminded again unless someone insists.
const PAUSE_MS: i64 = 24 * 60 * 60 * 1000;

/// Refuses to remind people whom someone has just reminded.
fn not_so_soon<'a>(
    judges: impl Iterator<Item = &'a judge::Model>,
    now: Timestamp,
) -> Result<(), JudgingError> {
    let recent = judges.filter_map(|judge| judge.reminded_at).filter(|at| now < at.plus_ms(PAUSE_MS));
    let (count, last) =
        recent.fold((0_usize, None), |(count, last), at| (count.saturating_add(1), last.max(Some(at))));
    last.map_or(Ok(()), |at| Err(JudgingError::Reminded { at, count }))
}

/// Whom a reminder may reach, and what the sender may not know of.
#[derive(Clone, Copy)]
struct Whom<'a> {
    judges: &'a [judge::Model],
    progress: &'a [Progress],
    withheld: &'a HashSet<String>,
}

/// The judges of a round with scoresheets that are not handed in: how many are, of how many. Only
/// those who are behind with something that the sender may know of: whom a reminder reaches would
/// tell who judges the rest. The mail itself counts all, for it is the judge's.
fn behind<'a>(round: &Round, whom: Whom<'a>) -> impl Iterator<Item = (&'a judge::Model, (u32, u32))> {
    let mut counts = HashMap::<JudgeId, (u32, u32)>::new();
    let mut known = HashSet::new();
    for row in whom.progress.iter().filter(|row| row.round == round.key) {
        let (done, total) = counts.entry(row.judge).or_default();
        let is_done = row.sheet_state() == SheetState::HandedIn;
        *total = total.saturating_add(1);
        *done = done.saturating_add(u32::from(is_done));
        if !is_done && !whom.withheld.contains(&row.category) {
            known.insert(row.judge);
        }
    }
    let accepted = whom.judges.iter().filter(|judge| judge.state == JudgeState::Accepted);
    let behind = accepted.filter(move |judge| known.contains(&judge.id));
    behind.filter_map(move |judge| Some((judge, *counts.get(&judge.id)?)))
}

async fn remind(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    round: &Round,
    whom: Whom<'_>,
    bulk: &mut Bulk,
) -> Result<(), JudgingError> {
    let Some(window) = edition.document.round_window(round) else { return Ok(()) };
    let behind: Vec<(&judge::Model, (u32, u32))> = behind(round, whom).collect();
    let accounts =
        judges::accounts(&**tx, behind.iter().filter_map(|(judge, _)| judge.user_id).collect()).await?;
    let mut reminded = Vec::new();
    for (judge, (done, total)) in behind {
        let account = accounts.iter().find(|account| Some(account.id) == judge.user_id);
        let Some(account) = account else { continue };
        let message = Message::JudgeReminder {
            edition: edition_name(edition),
            done,
            total,
            until: end_of(edition, window),
            page: list_page(edition, &round.key),
        };
        bulk.push(tx, ctx, OutgoingMail::to_account(account, Some(edition.id), message)).await?;
        reminded.push(judge.id);
    }
    Ok(judges::note_reminder(tx, reminded, ctx.now).await?)
}

fn event(staff: &Staff, edition: &Edition, bulk: &Bulk) -> AuditEvent {
    let detail = json!({ "sent": bulk.count() });
    audit::event("judge.remind").by(staff).in_edition(edition.id).with(detail)
}
