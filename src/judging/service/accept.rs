//! Answering a judge's invitation.

use entity::{
    ids::JudgeId,
    judge::{self, JudgeState},
    link::LinkKind,
    user,
};

use super::edition_name;
use crate::{
    accounts::{self, AccountError, NewSession},
    audit::{self, Actor, Role},
    context::Ctx,
    db::WriteTx,
    editions::{self, Edition},
    judging::{
        error::{InputFault, JudgingError},
        input::JudgeInvitationAnswer,
        roster::add_found,
        store::{
            assignments::{self, Transition},
            judges, panels,
        },
    },
    mail::Message,
    text::Line,
};

pub enum Accepted {
    SignedIn(NewSession),
    Declined,
}

/// Accepts an invitation, which opens an account and signs in, or declines it.
pub async fn answer_invitation(ctx: &Ctx, answer: JudgeInvitationAnswer) -> Result<Accepted, JudgingError> {
    let kind = LinkKind::JudgeInvitation;
    let shown = match answer.accept {
        true => {
            asked_for_organisation(&answer)?;
            let name = answer.name.as_ref().map_or("", Line::as_str);
            let password = answer.password.as_ref();
            Some(accounts::show_password(ctx, &answer.token, kind, name, password).await?)
        }
        false => None,
    };
    let tx = ctx.begin().await?;
    let link = accounts::consume_link(&tx, ctx, &answer.token, kind).await?;
    let link = link.ok_or(AccountError::DeadLink)?;
    let judge = match link.subject_id {
        Some(id) => judges::find_by_id(&*tx, JudgeId(id)).await?,
        None => None,
    };
    let judge = judge
        .filter(|judge| matches!(judge.state, JudgeState::Invited | JudgeState::Declined))
        .ok_or(AccountError::DeadLink)?;
    let edition = editions::find_by_id(&*tx, ctx, judge.edition_id).await?.ok_or(JudgingError::NotFound)?;
    editions::hold_rules(&tx, &edition).await?;
    let Some(shown) = shown else {
        decline(&tx, ctx, judge, &edition).await?;
        tx.commit().await?;
        return Ok(Accepted::Declined);
    };
    let name = answer.name.or_else(|| Line::parse(&judge.name).ok());
    let account = accounts::account_of_invitation(&tx, ctx, &link, name, shown).await?;
    let judge = judges::answer(&tx, judge, Some(account.id), answer.organisation, ctx.now).await?;
    add_found(&tx, ctx, &judge, account.id).await?;
    audit::event("judge.accept")
        .by(Actor { user: Some(account.id), role: Role::Judge })
        .on("judge", &judge.public_id)
        .in_edition(judge.edition_id)
        .record(&tx, ctx)
        .await?;
    tell_inviter(&tx, ctx, &judge, &edition).await?;
    let session = accounts::start_session(&tx, ctx, &account).await?;
    tx.commit().await?;
    Ok(Accepted::SignedIn(session))
}

async fn decline(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: judge::Model,
    edition: &Edition,
) -> Result<(), JudgingError> {
    let judge = judges::answer(tx, judge, None, None, ctx.now).await?;
    // Nobody counts on who will not come.
    panels::remove_judge(tx, judge.id).await?;
    assignments::transition(tx, Transition::REMOVE, assignments::of_judge(judge.id)).await?;
    audit::event("judge.decline")
        .by(Actor { user: None, role: Role::Anyone })
        .on("judge", &judge.public_id)
        .in_edition(judge.edition_id)
        .record(tx, ctx)
        .await?;
    tell_inviter(tx, ctx, &judge, edition).await
}

/// Conflicts are found by it, so it is asked of everyone, once.
fn asked_for_organisation(answer: &JudgeInvitationAnswer) -> Result<(), JudgingError> {
    if answer.organisation.is_some() || answer.no_organisation {
        return Ok(());
    }
    let detail = "Enter where you work, or say that you belong to no organisation.";
    Err(JudgingError::Invalid(vec![InputFault::new("/organisation".into(), "missing", detail)]))
}

/// Mails the answer to whoever invited, while they are still staff.
async fn tell_inviter(
    tx: &WriteTx,
    ctx: &Ctx,
    judge: &judge::Model,
    edition: &Edition,
) -> Result<(), JudgingError> {
    let inviters = judges::accounts(&**tx, vec![judge.invited_by]).await?;
    let is_staff = |account: &&user::Model| account.staff_role.is_some() && account.disabled_at.is_none();
    let Some(inviter) = inviters.iter().find(is_staff) else { return Ok(()) };
    let message = Message::JudgeAnswered {
        edition: edition_name(edition),
        judge: judge.name.clone(),
        accepted: judge.state == JudgeState::Accepted,
        page: format!("/staff/{}/judges", edition.path()),
    };
    Ok(accounts::mail(tx, ctx, inviter, message).await?)
}
