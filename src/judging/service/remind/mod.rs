//! Reminding judges who are behind, and undoing mails to judges.

mod chosen;

pub use chosen::{remind_chosen, remind_one, review_reminders};

use std::collections::{BTreeSet, HashMap, HashSet};

use entity::{
    PublicId, Timestamp,
    ids::JudgeId,
    judge::{self, JudgeState},
    user,
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{edition_name, end_of, list_page};
use crate::{
    accounts::Staff,
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
        let accounts = accounts_of(&**tx, &judges).await?;
        let whom =
            Whom { judges: &judges, accounts: &accounts, progress: &progress, withheld: place.withheld() };
        if !new.again {
            not_so_soon(behind(round, whom).map(|behind| behind.judge), ctx.now)?;
        }
        let mut bulk = Bulk::begin(ctx)?;
        let reminded = remind(tx, ctx, edition, round, whom, &mut bulk).await?;
        event(staff, edition, &bulk, &reminded).on("round", &round.key).record(tx, ctx).await?;
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
    accounts: &'a [user::Model],
    progress: &'a [Progress],
    withheld: &'a HashSet<String>,
}

struct Behind<'a> {
    judge: &'a judge::Model,
    account: &'a user::Model,
    done: u32,
    total: u32,
}

/// The accounts of judges who accepted; a reminder goes to an account.
async fn accounts_of<C: ConnectionTrait>(
    db: &C,
    judges: &[judge::Model],
) -> Result<Vec<user::Model>, JudgingError> {
    let accepted = judges.iter().filter(|judge| judge.state == JudgeState::Accepted);
    Ok(judges::accounts(db, accepted.filter_map(|judge| judge.user_id).collect()).await?)
}

fn account_of<'a>(judge: &judge::Model, accounts: &'a [user::Model]) -> Option<&'a user::Model> {
    accounts.iter().find(|account| Some(account.id) == judge.user_id)
}

/// Whether a scoresheet is not handed in, as far as the sender may know: whom a reminder reaches
/// would tell who judges the rest.
fn is_left(row: &Progress, withheld: &HashSet<String>) -> bool {
    row.sheet_state() != SheetState::HandedIn && !withheld.contains(&row.category)
}

/// The judges of a round with scoresheets that are not handed in: how many are, of how many. The
/// mail itself counts all, for it is the judge's.
fn behind<'a>(round: &Round, whom: Whom<'a>) -> impl Iterator<Item = Behind<'a>> {
    let mut counts = HashMap::<JudgeId, (u32, u32)>::new();
    let mut known = HashSet::new();
    for row in whom.progress.iter().filter(|row| row.round == round.key) {
        let (done, total) = counts.entry(row.judge).or_default();
        *total = total.saturating_add(1);
        *done = done.saturating_add(u32::from(row.sheet_state() == SheetState::HandedIn));
        if is_left(row, whom.withheld) {
            known.insert(row.judge);
        }
    }
    let accepted = whom.judges.iter().filter(|judge| judge.state == JudgeState::Accepted);
    let behind = accepted.filter(move |judge| known.contains(&judge.id));
    behind.filter_map(move |judge| {
        let (done, total) = *counts.get(&judge.id)?;
        Some(Behind { judge, account: account_of(judge, whom.accounts)?, done, total })
    })
}

/// Reminds those who are behind in a round; who they are.
async fn remind(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    round: &Round,
    whom: Whom<'_>,
    bulk: &mut Bulk,
) -> Result<BTreeSet<PublicId>, JudgingError> {
    let (mut ids, mut reminded) = (Vec::new(), BTreeSet::new());
    let Some(window) = edition.document.round_window(round) else { return Ok(reminded) };
    for Behind { judge, account, done, total } in behind(round, whom) {
        let message = Message::JudgeReminder {
            edition: edition_name(edition),
            done,
            total,
            until: end_of(edition, window),
            page: list_page(edition, &round.key),
        };
        bulk.push(tx, ctx, OutgoingMail::to_account(account, Some(edition.id), message)).await?;
        ids.push(judge.id);
        reminded.insert(judge.public_id.clone());
    }
    judges::note_reminder(tx, ids, ctx.now).await?;
    Ok(reminded)
}

fn event(staff: &Staff, edition: &Edition, bulk: &Bulk, judges: &BTreeSet<PublicId>) -> AuditEvent {
    let detail = json!({ "sent": bulk.count(), "judges": judges });
    audit::event("judge.remind").by(staff).in_edition(edition.id).with(detail)
}
