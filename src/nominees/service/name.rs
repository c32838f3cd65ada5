//! Saying who is nominated.

use entity::{PublicId, entry::EntryState, nominee};
use serde_json::json;

use super::tell::{Letter, end_link, tell};
use crate::{
    accounts::{self, Entrant, Quota},
    address::Email,
    audit,
    context::Ctx,
    db::WriteTx,
    editions::{NominatedBy, Subject},
    entries::{self, NomineeView, OwnEntry},
    nominees::{
        error::{Fault, NomineeError},
        input::NewNominee,
        rules,
        store::{self, Named},
    },
    text::clean_line,
};

/// Writes who is nominated, if nobody has changed it since the version that was seen. Once the entry
/// is in, the earlier nominee's link ends and the new one gets an e-mail.
pub async fn name(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    seen: i64,
    new: NewNominee,
) -> Result<NomineeView, NomineeError> {
    let tx = ctx.begin().await?;
    let own = entries::lock_own_entry(&tx, ctx, person, id).await?;
    own.window()?.open_at(ctx.now).map_err(entries::EntryError::from)?;
    let subject = own.document().named_subject_of(&own.entry().category_key);
    let subject = subject.ok_or(NomineeError::NotAsked)?;
    let before = store::lock(&tx, own.entry().id).await?;
    let name = clean_line(new.name.as_str()).unwrap_or_default();
    let email = match new.by {
        NominatedBy::Oneself => {
            Some(Email { typed: Email::shown(&person.email), canonical: person.email.clone() })
        }
        NominatedBy::Other => new.email,
    };
    let is_draft = own.entry().state == EntryState::Draft;
    let faults = faults(subject, new.by, (!is_draft).then_some((name.as_str(), email.as_ref())));
    if !faults.is_empty() {
        return Err(NomineeError::Invalid(faults));
    }
    let is_oneself = new.by == NominatedBy::Oneself;
    let named =
        Named { entry: own.entry().id, is_oneself, name: &name, email: email.as_ref(), by: person.user };
    if let Some(same) = before.as_ref().filter(|row| is_same(row, &named)) {
        return Ok(same.clone().into());
    }
    let version = before.as_ref().map_or(0, |row| row.version);
    if version != seen {
        return Err(NomineeError::Changed(version));
    }
    if let Some(row) = &before {
        end_link(&tx, ctx, row).await?;
    }
    let row = store::put(&tx, ctx, before, named).await?;
    let row = if is_draft { row } else { follow(&tx, ctx, person, &own, subject, row).await? };
    tx.commit().await?;
    Ok(row.into())
}

/// What follows where an entry that is in nominates someone else.
async fn follow(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Entrant,
    own: &OwnEntry,
    subject: &Subject,
    row: nominee::Model,
) -> Result<nominee::Model, NomineeError> {
    audit::event("entry.nominate")
        .by(person)
        .on("entry", &own.entry().public_id)
        .with(json!({ "by": if row.is_oneself { "self" } else { "other" } }))
        .in_edition(own.edition().id)
        .record(tx, ctx)
        .await?;
    if !rules::is_told(subject, &row) {
        return Ok(row);
    }
    accounts::spend(tx, ctx, Quota::Invitations, &person.id, 1).await?;
    Ok(tell(tx, ctx, &Letter::of(own, subject), row.clone()).await?.unwrap_or(row))
}

/// What cannot be so; of an entry that is in also what may not be missing.
fn faults(subject: &Subject, by: NominatedBy, whole: Option<(&str, Option<&Email>)>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = rules::not_allowed(subject, by).into_iter().collect();
    let Some((name, email)) = whole else { return faults };
    if name.is_empty() {
        faults.push(Fault { pointer: "/name", code: "missing", detail: "Enter the name." });
    }
    if email.is_none() {
        faults.push(Fault { pointer: "/email", code: "missing", detail: "Enter the e-mail address." });
    }
    faults
}

/// Whether this is what was said already, as when a request is sent twice.
fn is_same(row: &nominee::Model, named: &Named<'_>) -> bool {
    let email = named.email.map_or("", |email| email.typed.as_str());
    (row.is_oneself, row.name.as_str(), row.email_as_typed.as_str()) == (named.is_oneself, named.name, email)
        && (!row.is_oneself || row.user_id == named.by)
}
