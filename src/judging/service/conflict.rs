//! A judge steps back from an entry.

use entity::{PublicId, conflict::ConflictKind};

use super::{edition_name, finish, record};
use crate::{
    accounts::{self, Judge},
    audit::Deed,
    checks,
    context::Ctx,
    db::{Answer, Once, WriteTx},
    judging::{
        access::{self, AssignedEntry},
        error::JudgingError,
        input::NewConflict,
        store::assignments::{self, Origin},
    },
    mail::{EntryRef, Message},
};

/// Records a conflict: the entry leaves the judge's lists at once, marks given to
/// it count no more, and the secretariat is told.
pub async fn declare_conflict(
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
    once: &Once,
    conflict: NewConflict,
) -> Result<Answer<accounts::Done>, JudgingError> {
    let tx = ctx.begin().await?;
    if let Some(again) = once.answered(&tx, ctx.now).await? {
        return Ok(again);
    }
    let entry = access::assigned_entry(&*tx, ctx, judge, id).await?;
    let reason = conflict.reason.into_string();
    let edition = entry.edition();
    let origin = Origin { edition: edition.id, round: &entry.round().key, by: judge.user, at: ctx.now };
    let pair = [(entry.judge(), entry.entry())];
    assignments::record_conflicts(&tx, origin, &pair, (ConflictKind::Declared, &reason)).await?;
    assignments::recuse(&tx, entry.judge(), entry.entry()).await?;
    tell_staff(&tx, ctx, judge, &entry, &reason).await?;
    let deed = Deed {
        action: "conflict.declare",
        object_kind: "assignment",
        object_id: id.as_str(),
        reason: &reason,
        ..Deed::default()
    };
    record(&tx, ctx, (judge, "judge"), edition, deed).await?;
    finish(tx, once, accounts::Done {}).await
}

async fn tell_staff(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &Judge,
    entry: &AssignedEntry,
    reason: &str,
) -> Result<(), JudgingError> {
    let edition = entry.edition();
    let id = assignments::public_id(&**tx, entry.entry()).await?.ok_or(JudgingError::NotFound)?;
    for account in checks::staff_of(&**tx, entry.entry()).await? {
        let message = Message::ConflictDeclared {
            entry: EntryRef {
                id: id.to_string(),
                title: entry.title().to_owned(),
                edition: edition_name(edition),
                page: format!("/staff/{}/entries/{id}", edition.path()),
            },
            judge: judge.name.clone(),
            reason: reason.to_owned(),
        };
        accounts::mail(tx, ctx, &account, message).await?;
    }
    Ok(())
}
