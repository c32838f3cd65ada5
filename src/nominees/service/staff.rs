//! What staff see and do about nominees.

use entity::{PublicId, nominee::NomineeState};
use sea_orm::ConnectionTrait;

use super::tell::{Letter, tell};
use crate::{
    accounts::Staff,
    audit,
    context::Ctx,
    db::{self, WriteTx},
    editions::{self, Edition, Subject},
    entries::{self, EntryError, StaffEntry},
    nominees::{
        error::NomineeError,
        rules::{IN, is_told},
        store::{self, Answer},
        views::StaffNominee,
    },
};

/// The nominee of an entry; none where its category asks for none.
pub async fn of_entry<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    entry: &StaffEntry,
    edition: &Edition,
) -> Result<Option<StaffNominee>, db::Error> {
    let Some(subject) = edition.document.named_subject_of(&entry.category_key) else { return Ok(None) };
    let found = entries::nominated_by(db, entry.id).await?;
    let recorded_by = found.as_ref().and_then(|found| found.row.recorded_by);
    let recorded_by = store::name_of(db, recorded_by).await?;
    Ok(Some(StaffNominee::new(subject, found, recorded_by, ctx.now)))
}

/// An entry whose nominee staff see, held with the version that was seen.
struct Held {
    entry: StaffEntry,
    edition: Edition,
    subject: Subject,
    row: entity::nominee::Model,
}

async fn hold(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    seen: i64,
) -> Result<Held, NomineeError> {
    let entry = entries::staff_entry(&**tx, staff, id).await?.ok_or(NomineeError::NotFound)?;
    let edition = editions::find_by_id(&**tx, ctx, entry.edition_id).await?.ok_or(NomineeError::NotFound)?;
    edition.is_running().map_err(EntryError::from)?;
    let subject = edition.document.named_subject_of(&entry.category_key).cloned();
    let subject = subject.ok_or(NomineeError::NotAsked)?;
    let row = store::lock(tx, entry.id).await?.ok_or(NomineeError::NotFound)?;
    if row.version != seen {
        return Err(NomineeError::Changed(row.version));
    }
    Ok(Held { entry, edition, subject, row })
}

/// Sends the nominee a new link; the older one ends.
pub async fn send_again(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    seen: i64,
) -> Result<StaffNominee, NomineeError> {
    let tx = ctx.begin().await?;
    let Held { entry, edition, subject, row } = hold(&tx, ctx, staff, id, seen).await?;
    if !is_told(&subject, &row) || !IN.contains(&entry.state) {
        return Err(NomineeError::NoMail);
    }
    let letter = Letter::of_staff(&entry, &edition, &subject);
    tell(&tx, ctx, &letter, row).await?.ok_or(NomineeError::TooManyMails)?;
    audit::event("nominee.send")
        .by(staff)
        .on("entry", &entry.public_id)
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    finish(tx, ctx, &entry, &edition).await
}

/// Records that the nominee accepts, which they said otherwise than by the link.
pub async fn record_acceptance(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    seen: i64,
    reason: &str,
) -> Result<StaffNominee, NomineeError> {
    let tx = ctx.begin().await?;
    let Held { entry, edition, subject, row } = hold(&tx, ctx, staff, id, seen).await?;
    if !subject.asks_nominee() || row.is_oneself {
        return Err(NomineeError::NoAnswer);
    }
    let answer = Answer { state: NomineeState::Accepted, reason, by: Some(staff.user) };
    store::answer(&tx, ctx, row, answer).await?;
    audit::event("nominee.record")
        .by(staff)
        .on("entry", &entry.public_id)
        .because(reason)
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    finish(tx, ctx, &entry, &edition).await
}

async fn finish(
    tx: WriteTx,
    ctx: &Ctx,
    entry: &StaffEntry,
    edition: &Edition,
) -> Result<StaffNominee, NomineeError> {
    let view = of_entry(&*tx, ctx, entry, edition).await?.ok_or(NomineeError::NotFound)?;
    tx.commit().await?;
    Ok(view)
}
