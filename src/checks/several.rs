//! The same decision about several entries, all or none; and the e-mails of a decision before it is
//! made.

use entity::PublicId;

use super::{
    error::CheckError,
    input::{Check, Decided, Seen},
    rulings::{self, RuleState, RuleView},
    service::{self, Ready, Target},
    views::{CheckMail, ChecksOutcome, ChecksReview, EntryFault, ReviewedEntry},
};
use crate::{
    accounts::{Rehearsal, Staff},
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    editions::Edition,
    entries::{self, Reached, staff_entry},
    mail,
};

pub async fn check_all(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    request_key: &IdempotencyKey,
    all: Vec<Seen>,
    decided: Decided,
) -> Result<Idempotent<ChecksOutcome>, CheckError> {
    ctx.once(request_key, async |tx| {
        let (mut done, mut faults) = (Vec::new(), Vec::new());
        for (number, seen) in in_order(&all) {
            let target = Target { seen, edition: Some(edition.id) };
            match service::decide(tx, ctx, staff, &target, &decided).await {
                Ok(outcome) => done.push((number, outcome)),
                Err(error) => faults.push((number, fault(&seen.entry, error)?)),
            }
        }
        match faults.is_empty() {
            true => Ok(ChecksOutcome { entries: as_asked(done) }),
            false => Err(CheckError::Several(as_asked(faults))),
        }
    })
    .await
}

/// In one order for everyone, so that two who decide at once wait for each other and not in a circle.
pub(super) fn in_order(all: &[Seen]) -> Vec<(usize, &Seen)> {
    let mut in_order: Vec<(usize, &Seen)> = all.iter().enumerate().collect();
    in_order.sort_by(|(_, a), (_, b)| a.entry.cmp(&b.entry));
    in_order
}

fn as_asked<T>(mut numbered: Vec<(usize, T)>) -> Vec<T> {
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, one)| one).collect()
}

/// What it would do, and nothing of it.
pub async fn review(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    all: Vec<Seen>,
    check: Check,
) -> Result<ChecksReview, CheckError> {
    let (mut entries, mut rehearsal) = (Vec::new(), Rehearsal::default());
    for (number, seen) in in_order(&all) {
        let found = staff_entry(ctx.read(), staff, &seen.entry).await?;
        let found = found.filter(|found| found.edition_id == edition.id);
        let target = Target { seen, edition: Some(edition.id) };
        let (mail, fault) = match preview_of(ctx, staff, &target, &check, &mut rehearsal).await {
            Ok(mail) => (Some(mail), None),
            Err(error) => (None, Some(fault(&seen.entry, error)?)),
        };
        let reviewed = ReviewedEntry {
            entry: seen.entry.clone(),
            title: found.as_ref().map(|found| found.title.clone()),
            organisation: found.as_ref().map(|found| found.organisation().name.clone()),
            mail,
            fault,
        };
        entries.push((number, reviewed));
    }
    let entries = as_asked(entries);
    Ok(ChecksReview {
        mails: entries.iter().filter_map(|entry| entry.mail.as_ref()).map(|mail| mail.to.len()).sum(),
        possible: entries.iter().all(|entry| entry.fault.is_none()),
        entries,
    })
}

/// The e-mail that a decision about the entry sends.
pub async fn preview(ctx: &Ctx, staff: &Staff, seen: &Seen, check: &Check) -> Result<CheckMail, CheckError> {
    preview_of(ctx, staff, &Target { seen, edition: None }, check, &mut Rehearsal::default()).await
}

async fn preview_of(
    ctx: &Ctx,
    staff: &Staff,
    target: &Target<'_>,
    check: &Check,
    rehearsal: &mut Rehearsal,
) -> Result<CheckMail, CheckError> {
    let db = ctx.read();
    let seen = service::find(db, ctx, staff, target).await?;
    let Ready { found, edition, state, believed, rules } =
        service::ready(db, ctx, staff, seen, check).await?;
    let Reached { to, not_now } = entries::rehearse(db, ctx, rehearsal, &edition, &found).await?;
    let message = service::message(&found, &edition, &believed, check);
    let locale = &edition.document.programme.default_locale;
    let words = mail::preview(ctx, &message, locale, &edition.document.programme.name)?;
    Ok(CheckMail { to, not_now, subject: words.subject, text: words.text, state, open_rules: open(&rules) })
}

/// How many rules nobody has decided.
fn open(rules: &[RuleView]) -> usize {
    rules.iter().filter(|view| view.state == RuleState::Open).count()
}

/// What is in the way, if it is the entry that is.
pub(super) fn fault(entry: &PublicId, error: CheckError) -> Result<EntryFault, CheckError> {
    let (code, detail, state) = match error {
        CheckError::NotFound => ("not_found", "There is no such entry for you.".to_owned(), None),
        CheckError::Stale { state, .. } => {
            ("changed", "Someone else changed this entry.".to_owned(), Some(state))
        }
        CheckError::NotNow(no) => ("not_now", no.to_string(), Some(no.from)),
        CheckError::Rules(rules) => ("rules", rulings::texts(&rules), None),
        CheckError::ToldAlready => ("told", "Its e-mail has been sent already.".to_owned(), None),
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
