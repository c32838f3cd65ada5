//! Removing a judge from an edition, and bringing one back.

use entity::{
    PublicId,
    assignment::AssignmentState,
    judge::{self, JudgeState},
};
use serde_json::json;

use super::{find, without_stake};
use crate::{
    accounts::Staff,
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition},
    judging::{
        access::StaffEdition,
        error::JudgingError,
        roster::{
            input::{JudgeRemoval, SheetsOfRemoved},
            rules::count,
            store::{self, StateChange},
            views::WorkOfJudge,
        },
        service::edition_name,
        store::judges,
    },
    mail::{Message, OutgoingMail, outbox},
};

const REMOVED: StateChange = StateChange { from: JudgeState::Accepted, to: JudgeState::Removed };
const RESTORED: StateChange = StateChange { from: JudgeState::Removed, to: JudgeState::Accepted };

/// What removing a judge would take, or bringing one back would give.
pub async fn preview_removal(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
) -> Result<WorkOfJudge, JudgingError> {
    let judge = find(ctx.read(), place.edition(), id).await?;
    without_stake(ctx.read(), staff, &judge).await?;
    let state = match judge.state {
        JudgeState::Removed => AssignmentState::JudgeRemoved,
        _ => AssignmentState::Active,
    };
    let work = store::work(ctx.read(), judge.id).await?;
    Ok(count(work.iter().filter(|work| work.state == state)))
}

pub async fn remove(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    request_key: &IdempotencyKey,
    id: &PublicId,
    removal: JudgeRemoval,
) -> Result<Idempotent<WorkOfJudge>, JudgingError> {
    let (edition, sheets) = (place.edition(), removal.sheets);
    let reason = removal.reason.into_string();
    ctx.once(request_key, async |tx| {
        let judge = set_state(tx, staff, edition, id, REMOVED).await?;
        let work = store::work(&**tx, judge.id).await?;
        let had = count(work.iter().filter(|work| work.state == AssignmentState::Active));
        store::end(tx, judge.id, sheets).await?;
        let message = Message::JudgeRemoved {
            edition: edition_name(edition),
            reason: reason.clone(),
            counted: sheets == SheetsOfRemoved::KeepCounted && had.handed_in > 0,
        };
        tell(tx, ctx, &judge, message).await?;
        audit::event("judge.remove")
            .by(staff)
            .on("judge", id)
            .because(&reason)
            .with(json!({ "handed_in": had.handed_in, "counted": sheets == SheetsOfRemoved::KeepCounted }))
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(had)
    })
    .await
}

pub async fn restore(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    request_key: &IdempotencyKey,
    id: &PublicId,
) -> Result<Idempotent<WorkOfJudge>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        let judge = set_state(tx, staff, edition, id, RESTORED).await?;
        store::bring_back(tx, judge.id).await?;
        let message = Message::JudgeRestored { edition: edition_name(edition), page: "/judging".to_owned() };
        tell(tx, ctx, &judge, message).await?;
        audit::event("judge.restore")
            .by(staff)
            .on("judge", id)
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        let work = store::work(&**tx, judge.id).await?;
        let has = count(work.iter().filter(|work| work.state == AssignmentState::Active));
        Ok(has)
    })
    .await
}

async fn set_state(
    tx: &WriteTx,
    staff: &Staff,
    edition: &Edition,
    id: &PublicId,
    change: StateChange,
) -> Result<judge::Model, JudgingError> {
    editions::hold_rules_alone(tx, edition).await?;
    let judge = find(&**tx, edition, id).await?;
    without_stake(&**tx, staff, &judge).await?;
    if !store::set_state(tx, judge.id, change).await? {
        return Err(JudgingError::JudgeNotSo(judge.state.as_str()));
    }
    Ok(judge)
}

async fn tell(tx: &WriteTx, ctx: &Ctx, judge: &judge::Model, message: Message) -> Result<(), JudgingError> {
    let accounts = judges::accounts(&**tx, judge.user_id.into_iter().collect()).await?;
    for account in &accounts {
        outbox::push(tx, ctx, OutgoingMail::to_account(account, Some(judge.edition_id), message.clone()))
            .await?;
    }
    Ok(())
}
