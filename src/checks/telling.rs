//! Decisions that are told later: which wait, what each e-mail would say, and sending them in one go.

use std::collections::HashMap;

use entity::{entry, entry_check, ids::EntryId};
use serde_json::json;

use super::{
    error::CheckError,
    input::{Check, Refused, Seen},
    rules::believed,
    service::{self, AsSeen, Target},
    several,
    store::{self, Waiting, WaitingNow},
    views::{CheckMail, ChecksTold, EntryFault, WaitingDecision, WaitingDecisions},
};
use crate::{
    accounts::{Rehearsal, Staff},
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition},
    entries::{self, Reached, StaffEntry},
    judging::moving::Sheets,
    mail::{self, Message},
};

/// The decisions of an edition that wait to be told, the oldest first, each with its e-mail.
pub async fn waiting(ctx: &Ctx, staff: &Staff, edition: &Edition) -> Result<WaitingDecisions, CheckError> {
    let db = ctx.read();
    let WaitingNow { rows, more } = store::waiting(db, staff, edition.id).await?;
    let ids = || rows.iter().map(|row| row.check.entry_id);
    let entries = entries::staff_entries(db, staff, ids()).await?;
    let moves = store::moves(db, ids()).await?;
    let faults = faults(ctx, &rows, &entries)?;
    let sent = |row: &&Waiting| !faults.contains_key(&row.check.entry_id);
    let of_sent: Vec<&entry::Model> = rows
        .iter()
        .filter(sent)
        .filter_map(|row| entries.get(&row.check.entry_id))
        .map(|found| &**found)
        .collect();
    let reached = entries::rehearse_all(db, ctx, &mut Rehearsal::default(), edition, &of_sent).await?;
    let mut reached = reached.into_iter();
    let mut items = Vec::new();
    for Waiting { check, by } in &rows {
        let Some(found) = entries.get(&check.entry_id) else { continue };
        let fault = faults.get(&check.entry_id).cloned();
        let mail = match fault {
            None => {
                let message = message_of(edition, found, check, &moves)?;
                Some(mail_of(ctx, edition, found, &message, reached.next().unwrap_or_default())?)
            }
            Some(_) => None,
        };
        items.push(WaitingDecision {
            entry: found.public_id.clone(),
            version: found.version,
            title: found.title.clone(),
            organisation: found.organisation().name.clone(),
            result: check.result,
            by: by.clone(),
            at: check.created_at,
            mail,
            fault,
        });
    }
    Ok(WaitingDecisions { items, more })
}

/// Entries of which nothing is sent, and why: what waits about an entry goes together, in order.
fn faults(
    ctx: &Ctx,
    rows: &[Waiting],
    entries: &HashMap<EntryId, StaffEntry>,
) -> Result<HashMap<EntryId, EntryFault>, CheckError> {
    let mut faults = HashMap::new();
    for Waiting { check, .. } in rows {
        let Some(found) = entries.get(&check.entry_id) else { continue };
        if let Err(error) = made(check).and_then(|made| in_time(ctx, &made)) {
            faults.insert(found.id, several::fault(&found.public_id, error)?);
        }
    }
    Ok(faults)
}

fn mail_of(
    ctx: &Ctx,
    edition: &Edition,
    found: &StaffEntry,
    message: &Message,
    Reached { to, not_now }: Reached,
) -> Result<CheckMail, CheckError> {
    let locale = &edition.document.programme.default_locale;
    let words = mail::preview(ctx, message, locale, &edition.document.programme.name)?;
    Ok(CheckMail { to, not_now, subject: words.subject, text: words.text, state: found.state, open_rules: 0 })
}

/// What is told of a decision that was made; `moves` are those of its entry, or of more.
fn message_of(
    edition: &Edition,
    found: &StaffEntry,
    row: &entry_check::Model,
    moves: &[entry_check::Model],
) -> Result<Message, CheckError> {
    let before = moves.iter().filter(|one| one.entry_id == row.entry_id && one.id < row.id);
    let from = row.from_category.as_deref().unwrap_or(&found.category_key);
    Ok(service::message(found, edition, believed(before, from), &made(row)?))
}

/// Sends the e-mails of decisions that wait, about all of these entries or none.
pub async fn tell_all(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    request_key: &IdempotencyKey,
    all: Vec<Seen>,
) -> Result<Idempotent<ChecksTold>, CheckError> {
    ctx.once(request_key, async |tx| {
        editions::hold_rules(tx, edition).await?;
        let (mut told, mut faults) = (0_usize, Vec::new());
        for seen in several::in_order(&all).into_iter().map(|(_, seen)| seen) {
            match tell_one(tx, ctx, staff, edition, seen).await {
                Ok(decisions) => told = told.saturating_add(decisions),
                Err(error) => faults.push(several::fault(&seen.entry, error)?),
            }
        }
        match faults.is_empty() {
            true => Ok(ChecksTold { told }),
            false => Err(CheckError::Several(faults)),
        }
    })
    .await
}

/// Tells all that waits about an entry, the oldest first; how many decisions that was.
async fn tell_one(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    seen: &Seen,
) -> Result<usize, CheckError> {
    let target = Target { seen, edition: Some(edition.id) };
    let AsSeen { found, edition } = service::find(&**tx, ctx, staff, &target).await?;
    let rows = store::waiting_of(tx, found.id).await?;
    if rows.is_empty() {
        return Err(CheckError::ToldAlready);
    }
    let moves = store::moves(&**tx, [found.id]).await?;
    for row in &rows {
        in_time(ctx, &made(row)?)?;
        // Of two colleagues who send at once the second finds it sent.
        if !store::set_told(tx, row.id).await? {
            return Err(CheckError::ToldAlready);
        }
        audit::event("entry.tell")
            .by(staff)
            .on("entry", &found.public_id)
            .in_edition(edition.id)
            .with(json!({ "result": row.result.as_str(), "decided_at": row.created_at }))
            .record(tx, ctx)
            .await?;
        entries::tell(tx, ctx, &edition, &found, &message_of(&edition, &found, row, &moves)?).await?;
    }
    Ok(rows.len())
}

fn made(row: &entry_check::Model) -> Result<Check, CheckError> {
    use entity::entry_check::CheckResult;
    let reason = row.reason.clone();
    Ok(match row.result {
        CheckResult::Eligible => Check::Eligible,
        CheckResult::Ineligible => Check::Ineligible { reason },
        CheckResult::Disqualified => Check::Disqualified { reason },
        CheckResult::Incomplete => Check::Incomplete {
            message: row.message.clone(),
            until: row.return_until.ok_or(CheckError::NotFound)?,
        },
        CheckResult::Moved => Check::Moved {
            to: row.to_category.clone().ok_or(CheckError::NotFound)?,
            sheets: Sheets::default(),
            reason,
        },
    })
}

/// Nobody is asked for corrections by a time that is over.
fn in_time(ctx: &Ctx, check: &Check) -> Result<(), CheckError> {
    match check {
        Check::Incomplete { until, .. } if *until <= ctx.now => Err(CheckError::Input(Refused::new(
            "/return_until",
            "future",
            "The time until which the entry was sent back is over. Decide again.",
        ))),
        _ => Ok(()),
    }
}
