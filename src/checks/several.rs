//! The same finding about several entries, all or none; and the e-mails of a finding before it is
//! made.

use entity::PublicId;
use sea_orm::ConnectionTrait;

use super::{
    error::CheckError,
    input::{Check, Seen},
    service::{self, Ready},
    views::{CheckMail, ChecksOutcome, ChecksReview, EntryFault, ReviewedEntry},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    editions::Edition,
    entries::{self, staff_entry},
    mail, organisations,
};

pub async fn check_all(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    request_key: &IdempotencyKey,
    all: Vec<Seen>,
    check: Check,
) -> Result<Idempotent<ChecksOutcome>, CheckError> {
    ctx.once(request_key, async |tx| {
        let (mut done, mut faults) = (Vec::new(), Vec::new());
        for seen in &all {
            let outcome = match belongs(&**tx, staff, edition, &seen.entry).await? {
                true => service::decide(tx, ctx, staff, seen, &check).await,
                false => Err(CheckError::NotFound),
            };
            match outcome {
                Ok(outcome) => done.push(outcome),
                Err(error) => faults.push(fault(&seen.entry, error)?),
            }
        }
        if faults.is_empty() { Ok(ChecksOutcome { entries: done }) } else { Err(CheckError::Several(faults)) }
    })
    .await
}

/// What it would do, and nothing of it.
pub async fn review(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    all: Vec<Seen>,
    check: Check,
) -> Result<ChecksReview, CheckError> {
    let mut entries = Vec::new();
    for seen in &all {
        let found = staff_entry(ctx.read(), staff, &seen.entry).await?;
        let found = found.filter(|found| found.edition_id == edition.id);
        let outcome = match found {
            Some(_) => preview(ctx, staff, seen, &check).await,
            None => Err(CheckError::NotFound),
        };
        let (mail, fault) = match outcome {
            Ok(mail) => (Some(mail), None),
            Err(error) => (None, Some(fault(&seen.entry, error)?)),
        };
        entries.push(ReviewedEntry {
            entry: seen.entry.clone(),
            title: found.as_ref().map(|found| found.title.clone()),
            organisation: found.as_ref().map(|found| found.organisation().name.clone()),
            mail,
            fault,
        });
    }
    Ok(ChecksReview {
        mails: entries.iter().filter_map(|entry| entry.mail.as_ref()).map(|mail| mail.to.len()).sum(),
        possible: entries.iter().all(|entry| entry.fault.is_none()),
        entries,
    })
}

/// The e-mail that a finding about the entry sends.
pub async fn preview(ctx: &Ctx, staff: &Staff, seen: &Seen, check: &Check) -> Result<CheckMail, CheckError> {
    let db = ctx.read();
    let Ready { found, edition, state } = service::ready(db, ctx, staff, seen, check).await?;
    let members = organisations::members(db, found.organisation().id).await?;
    let mut to: Vec<String> = members.into_iter().map(|person| person.email_as_typed).collect();
    for address in entries::contacts(db, &edition, found.id).await? {
        if !to.iter().any(|known| known.to_lowercase() == address.canonical) {
            to.push(address.typed);
        }
    }
    let message = service::message(&found, &edition, check);
    let locale = &edition.document.programme.default_locale;
    let words = mail::preview(ctx, &message, locale, &edition.document.programme.name)?;
    Ok(CheckMail { to, subject: words.subject, text: words.text, state })
}

async fn belongs<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: &Edition,
    id: &PublicId,
) -> Result<bool, CheckError> {
    let found = staff_entry(db, staff, id).await?;
    Ok(found.is_some_and(|found| found.edition_id == edition.id))
}

/// What is in the way, if it is the entry that is.
fn fault(entry: &PublicId, error: CheckError) -> Result<EntryFault, CheckError> {
    let (code, detail, state) = match error {
        CheckError::NotFound => ("not_found", "There is no such entry for you.".to_owned(), None),
        CheckError::Stale { state, .. } => {
            ("changed", "Someone else changed this entry.".to_owned(), Some(state))
        }
        CheckError::NotNow(no) => ("not_now", no.to_string(), Some(no.from)),
        CheckError::OwnStake => {
            ("own_stake", "You enter or judge in this category, so a colleague decides.".to_owned(), None)
        }
        CheckError::Input(refused) if refused.pointer == "/return_until" => {
            ("return_until", refused.detail, None)
        }
        other => return Err(other),
    };
    Ok(EntryFault { entry: entry.clone(), code, detail, state })
}
