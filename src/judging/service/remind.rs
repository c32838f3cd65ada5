//! Reminding judges who are behind.

use std::collections::HashMap;

use entity::{
    PublicId,
    ids::JudgeId,
    judge::{self, JudgeState},
};
use serde_json::json;

use super::{edition_name, end_of, finish, invite::send_invitation, list_page, record};
use crate::{
    accounts::{EmailAddress, Staff},
    audit::Deed,
    context::Ctx,
    db::{Answer, Once, WriteTx},
    editions::{Edition, Round},
    judging::{
        access::{StaffEdition, StaffRound, open},
        error::JudgingError,
        store::{
            judges,
            progress::{self, Progress},
        },
        views::{MailsSent, SheetState},
    },
    mail::{Letter, Message, outbox},
};

/// Reminds every judge with a scoresheet not handed in, while the round is open.
pub async fn remind_all(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    once: &Once,
) -> Result<Answer<MailsSent>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    let tx = ctx.begin().await?;
    if let Some(again) = once.answered(&tx, ctx.now).await? {
        return Ok(again);
    }
    open(ctx, edition, round)?;
    let progress = progress::of_edition(&*tx, edition.id).await?;
    let judges = judges::of_edition(&*tx, edition.id).await?;
    let sent = remind(&tx, ctx, edition, round, (&judges, &progress)).await?;
    note(&tx, ctx, staff, edition, ("round", &round.key), sent).await?;
    finish(tx, once, MailsSent { sent }).await
}

/// Reminds one judge: of the invitation, or of what is still to be handed in.
pub async fn remind_one(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    once: &Once,
) -> Result<Answer<MailsSent>, JudgingError> {
    let edition = place.edition();
    let tx = ctx.begin().await?;
    if let Some(again) = once.answered(&tx, ctx.now).await? {
        return Ok(again);
    }
    let judge = judges::find(&*tx, edition.id, id).await?.ok_or(JudgingError::NotFound)?;
    let mut sent = 0_usize;
    if judge.state == JudgeState::Accepted {
        let progress = progress::of_edition(&*tx, edition.id).await?;
        for round in &edition.document.rounds {
            if open(ctx, edition, round).is_ok() {
                let judges = std::slice::from_ref(&judge);
                sent = sent.saturating_add(remind(&tx, ctx, edition, round, (judges, &progress)).await?);
            }
        }
    } else {
        let email = EmailAddress { typed: judge.email.clone(), canonical: judge.email.clone() };
        send_invitation(&tx, ctx, staff, edition, &judge, &email).await?;
        judges::note_reminder(&tx, vec![judge.id], ctx.now).await?;
        sent = 1;
    }
    note(&tx, ctx, staff, edition, ("judge", id.as_str()), sent).await?;
    finish(tx, once, MailsSent { sent }).await
}

async fn remind(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    round: &Round,
    (judges, progress): (&[judge::Model], &[Progress]),
) -> Result<usize, JudgingError> {
    let Some(window) = edition.document.round_window(round) else { return Ok(0) };
    let mut counts = HashMap::<JudgeId, (u32, u32)>::new();
    for row in progress.iter().filter(|row| row.round == round.key) {
        let (done, total) = counts.entry(row.judge).or_default();
        *total = total.saturating_add(1);
        *done = done.saturating_add(u32::from(row.sheet_state() == SheetState::HandedIn));
    }
    let behind: Vec<&judge::Model> = judges
        .iter()
        .filter(|judge| judge.state == JudgeState::Accepted)
        .filter(|judge| counts.get(&judge.id).is_some_and(|(done, total)| done < total))
        .collect();
    let accounts = judges::accounts(&**tx, behind.iter().filter_map(|judge| judge.user_id).collect()).await?;
    let mut reminded = Vec::new();
    for judge in behind {
        let account = accounts.iter().find(|account| Some(account.id) == judge.user_id);
        let (Some((done, total)), Some(account)) = (counts.get(&judge.id), account) else { continue };
        let message = Message::JudgeReminder {
            edition: edition_name(edition),
            done: *done,
            total: *total,
            until: end_of(edition, window),
            page: list_page(edition, &round.key),
        };
        outbox::push(tx, ctx, Letter::to_account(account, Some(edition.id), message)).await?;
        reminded.push(judge.id);
    }
    let sent = reminded.len();
    judges::note_reminder(tx, reminded, ctx.now).await?;
    Ok(sent)
}

async fn note(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    (object_kind, object_id): (&str, &str),
    sent: usize,
) -> Result<(), JudgingError> {
    let detail = json!({ "sent": sent });
    let deed = Deed { action: "judge.remind", object_kind, object_id, detail, ..Deed::default() };
    record(tx, ctx, (staff, staff.role()), edition, deed).await
}
