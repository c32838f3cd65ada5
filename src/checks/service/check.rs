//! Writing down what was found about an entry, and telling its people.

use entity::PublicId;
use serde_json::json;

use super::{moving::carry, read::category};
use crate::{
    accounts::Staff,
    audit,
    checks::{
        error::CheckError,
        input::{Check, Refused},
        rules,
        store::entry::{self, Change},
        views::{CheckOutcome, Moved},
    },
    conflicts::conflicted_categories,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition},
    entries::{self, StaffEntry, staff_entry},
    mail::{EntryRef, Message, Moment, OutgoingMail, outbox},
};

/// Makes a finding about the entry in the version that was seen, once.
pub async fn check(
    ctx: &Ctx,
    staff: &Staff,
    request_key: IdempotencyKey,
    id: &PublicId,
    version: i64,
    check: Check,
) -> Result<Idempotent<CheckOutcome>, CheckError> {
    ctx.once(&request_key, async |tx| {
        let found = staff_entry(&**tx, staff, id).await?.ok_or(CheckError::NotFound)?;
        let stale = || CheckError::Stale { version: found.version, state: found.state };
        if found.version != version {
            return Err(stale());
        }
        let edition =
            editions::find_by_id(&**tx, ctx, found.edition_id).await?.ok_or(CheckError::NotFound)?;
        let own = conflicted_categories(&**tx, staff, edition.id).await?;
        if own.contains(&found.category_key) || check.moved_to().is_some_and(|to| own.contains(to)) {
            return Err(CheckError::OwnStake);
        }
        let state = rules::after(found.state, check.result())?;
        in_time(ctx, &edition, &check)?;
        let category = category_after(tx, &found, &edition, &check).await?;
        let change = Change { state, category, version };
        if !entry::change(tx, ctx, found.id, &check, change).await? {
            return Err(stale());
        }
        entry::insert_check(tx, ctx, &found, staff.user, &check).await?;
        let moved = match &check {
            Check::Moved { to, sheets, .. } => Some(carry(tx, &found, &edition, to, *sheets).await?),
            _ => None,
        };
        audit::event("entry.check")
            .by(staff)
            .on("entry", &found.public_id)
            .in_edition(found.edition_id)
            .because(check.reason())
            .with(facts(&found, &check, moved.as_ref()))
            .record(tx, ctx)
            .await?;
        tell(tx, ctx, &found, &edition, &check).await?;
        let outcome = CheckOutcome {
            id: found.public_id.clone(),
            state: state.as_str(),
            category: category.to_owned(),
            version: version + 1,
            moved,
        };
        Ok(outcome)
    })
    .await
}

/// An entry is sent back for as long only as judging allows.
fn in_time(ctx: &Ctx, edition: &Edition, check: &Check) -> Result<(), CheckError> {
    let Check::Incomplete { until, .. } = check else { return Ok(()) };
    match rules::return_limit(&edition.document, ctx.now).refusal(*until) {
        Some(why) => Err(CheckError::Input(Refused::new("/return_until", "judging", why))),
        None => Ok(()),
    }
}

/// The category after the finding: another open one that takes this kind of
/// organisation, and one more entry of this one.
async fn category_after<'a>(
    tx: &WriteTx,
    found: &'a StaffEntry,
    edition: &Edition,
    check: &'a Check,
) -> Result<&'a str, CheckError> {
    let Check::Moved { to, .. } = check else {
        return Ok(&found.category_key);
    };
    let refused = |code, detail: &str| Err(CheckError::Input(Refused::new("/to_category", code, detail)));
    match edition.document.category(to) {
        _ if *to == found.category_key => refused("same", "The entry is already in this category."),
        Some(other) if other.may_be_entered_by(found.kind()) => {
            let limit = edition.document.limits.entries_per_organisation_and_category;
            match limit {
                Some(limit) if entry::submitted_in(tx, found, to).await? >= u64::from(limit) => refused(
                    "limit",
                    "The organisation has as many entries in this category as the rules allow.",
                ),
                _ => Ok(to),
            }
        }
        Some(_) => refused("not_open", "This category does not take entries of this kind of organisation."),
        None => refused("unknown", "There is no such category in this edition."),
    }
}

/// What was found, in the words of the log.
fn facts(found: &StaffEntry, check: &Check, moved: Option<&Moved>) -> serde_json::Value {
    let mut facts = json!({ "result": check.result().as_str(), "from": found.state.as_str() });
    if let (Check::Moved { to, sheets, .. }, Some(facts)) = (check, facts.as_object_mut()) {
        facts.insert("from_category".to_owned(), json!(found.category_key));
        facts.insert("to_category".to_owned(), json!(to));
        facts.insert("sheets".to_owned(), json!(sheets));
        facts.insert("work".to_owned(), json!(moved));
    }
    facts
}

/// E-mails what was found to everyone of the organisation, and to whom the entry names.
async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    found: &StaffEntry,
    edition: &Edition,
    check: &Check,
) -> Result<(), CheckError> {
    let message = message(found, edition, check);
    let members = entry::members(&**tx, found.organisation().id).await?;
    let told: Vec<&str> = members.iter().map(|person| person.email_as_typed.as_str()).collect();
    entries::tell_contacts(tx, ctx, edition, found.id, &told, &message).await?;
    for person in &members {
        let outgoing = OutgoingMail {
            to: &person.email_as_typed,
            user: Some(person.id),
            edition: Some(found.edition_id),
            locale: &person.locale,
            message: message.clone(),
        };
        outbox::push(tx, ctx, outgoing).await?;
    }
    Ok(())
}

fn message(found: &StaffEntry, edition: &Edition, check: &Check) -> Message {
    let entry = EntryRef {
        id: found.public_id.to_string(),
        title: found.title.clone(),
        edition: edition.document.edition.name.clone(),
        page: format!("/entries/{}", found.public_id),
    };
    match check {
        Check::Eligible => Message::EntryEligible { entry },
        Check::Ineligible { reason } => Message::EntryIneligible { entry, reason: reason.clone() },
        Check::Disqualified { reason } => Message::EntryDisqualified { entry, reason: reason.clone() },
        Check::Incomplete { message, until } => Message::EntryReturned {
            entry,
            message: message.clone(),
            until: Moment { at: *until, zone: edition.document.programme.timezone.clone() },
        },
        Check::Moved { to, reason, .. } => Message::EntryMoved {
            entry,
            from: category(edition, &found.category_key).name,
            to: category(edition, to).name,
            reason: reason.clone(),
        },
    }
}
