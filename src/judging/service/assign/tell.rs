//! Telling judges that they have entries to score.

use std::collections::HashMap;

use entity::{ids::JudgeId, judge::JudgeState};

use super::inputs::Inputs;
use crate::{
    context::Ctx,
    db::WriteTx,
    judging::{access::StaffRound, error::JudgingError, rules::Plan, service::assigned, store::judges},
    mail::{Bulk, BulkView, OutgoingMail},
};

/// One mail to each judge who has accepted and got something new.
pub async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    place: &StaffRound,
    inputs: &Inputs,
    plan: &Plan,
) -> Result<Option<BulkView>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    let mut bulk = Bulk::begin(ctx)?;
    let mut news = HashMap::<JudgeId, usize>::new();
    for (judge, _) in &plan.assign {
        let count = news.entry(*judge).or_default();
        *count = count.saturating_add(1);
    }
    let told = inputs.judges.iter().filter(|judge| judge.state == JudgeState::Accepted);
    let accounts = judges::accounts(&**tx, told.clone().filter_map(|judge| judge.user_id).collect()).await?;
    for judge in told {
        let account = accounts.iter().find(|account| Some(account.id) == judge.user_id);
        let (Some(count), Some(account)) = (news.get(&judge.id), account) else { continue };
        let Some(message) = assigned(edition, round, *count) else { return Ok(None) };
        bulk.push(tx, ctx, OutgoingMail::to_account(account, Some(edition.id), message)).await?;
    }
    Ok(bulk.view())
}
