//! Naming an organisation that is there already: asking its members to be let in.

use entity::{
    PublicId, Timestamp,
    member::{self, MemberState},
    organisation,
};
use serde_json::{Value, json};

use super::{
    access::lock_own,
    error::OrganisationError,
    events::{self, NewMembership},
    service::MOST_MEMBERS,
    store::{self, joining},
};
use crate::{
    accounts::{self, Entrant, Pace},
    audit,
    context::Ctx,
    db::WriteTx,
    mail::{Message, OutgoingMail, outbox},
};

/// The most organisations a person waits for at once.
const MOST_ASKED: u64 = 5;
/// How long members have to answer before staff may: two weeks.
const MEMBERS_ANSWER_MS: i64 = 14 * 24 * 60 * 60_000;

/// Asks the members of an organisation to be let in; they are told by mail, once.
pub async fn ask(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<(), OrganisationError> {
    let tx = ctx.begin().await?;
    let row = joining::lock(&tx, id).await?.ok_or(OrganisationError::NotFound)?;
    let known = joining::membership(&tx, row.id, person).await?;
    match known.as_ref().map(|known| known.state) {
        Some(MemberState::Active) => return Err(OrganisationError::IsMember),
        Some(MemberState::Asked) => return Ok(()),
        Some(MemberState::Invited | MemberState::Left) | None => {}
    }
    if joining::asked_count(&tx, person).await? >= MOST_ASKED {
        return Err(OrganisationError::TooManyAsked { limit: MOST_ASKED });
    }
    accounts::may_mail(&tx, ctx, Pace::MEMBER_INVITATION, &person.email)
        .await?
        .map_err(OrganisationError::TooManyMails)?;
    joining::ask(&tx, ctx, row.id, person, known.as_ref()).await?;
    for member in joining::accounts_of(&tx, row.id).await? {
        let message = Message::JoinRequested {
            organisation: row.name.clone(),
            name: person.name.clone(),
            page: format!("/organisations/{}", row.public_id),
        };
        outbox::push(&tx, ctx, OutgoingMail::to_account(&member, None, message)).await?;
    }
    audit::event("organisation.ask_to_join")
        .by(person)
        .on("organisation", &row.public_id)
        .with(json!({}))
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}

pub async fn admit(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    member: &PublicId,
) -> Result<(), OrganisationError> {
    let tx = ctx.begin().await?;
    let own = lock_own(&tx, person, id).await?.ok_or(OrganisationError::NotFound)?;
    let asked = joining::asked(&tx, own.row().id, member).await?.ok_or(OrganisationError::NotFound)?;
    let detail = let_in(&tx, ctx, &asked, own.row()).await?;
    audit::event("organisation.admit")
        .by(person)
        .on("organisation", &own.row().public_id)
        .with(detail)
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}

/// Makes a member of someone who asks; what is to be recorded of it.
async fn let_in(
    tx: &WriteTx,
    ctx: &Ctx,
    asked: &member::Model,
    row: &organisation::Model,
) -> Result<Value, OrganisationError> {
    let user = asked.user_id.ok_or(OrganisationError::NotFound)?;
    if store::active_count(tx, row.id).await? >= MOST_MEMBERS {
        return Err(OrganisationError::TooManyMembers { limit: MOST_MEMBERS });
    }
    store::join(tx, ctx, asked, user).await?;
    let recused = events::member_joined(tx, ctx, NewMembership { user, organisation: row.id }).await?;
    answer(tx, ctx, asked, row, true).await?;
    Ok(json!({ "member": asked.public_id.as_str(), "recused_from": recused }))
}

/// From when on staff may answer a request in place of the members: at once where no member can.
#[must_use]
pub fn staff_answer_from(asked_at: Timestamp, can_members: bool) -> Timestamp {
    if can_members { asked_at.plus_ms(MEMBERS_ANSWER_MS) } else { asked_at }
}

/// Answers a request in place of the members, for staff; what is to be recorded of it.
pub async fn answer_for_members(
    tx: &WriteTx,
    ctx: &Ctx,
    row: &organisation::Model,
    member: &PublicId,
    admitted: bool,
) -> Result<Value, OrganisationError> {
    let asked = joining::asked(tx, row.id, member).await?.ok_or(OrganisationError::NotFound)?;
    let members = joining::accounts_of(tx, row.id).await?;
    let can_members = members.iter().any(|account| account.disabled_at.is_none());
    let from = staff_answer_from(asked.created_at, can_members);
    if ctx.now < from {
        return Err(OrganisationError::MembersAnswer { from });
    }
    if admitted {
        return let_in(tx, ctx, &asked, row).await;
    }
    store::leave(tx, ctx, &asked).await?;
    answer(tx, ctx, &asked, row, false).await?;
    Ok(json!({ "member": asked.public_id.as_str() }))
}

/// Tells someone who asked what the members said.
pub(super) async fn answer(
    tx: &WriteTx,
    ctx: &Ctx,
    asked: &member::Model,
    row: &organisation::Model,
    accepted: bool,
) -> Result<(), OrganisationError> {
    let Some(user) = asked.user_id else { return Ok(()) };
    let Some(account) = joining::account(tx, user).await? else { return Ok(()) };
    let organisation = row.name.clone();
    let page = format!("/organisations/{}", row.public_id);
    let message = if accepted {
        Message::JoinAccepted { organisation, page }
    } else {
        Message::JoinDeclined { organisation, page: "/organisations".to_owned() }
    };
    Ok(outbox::push(tx, ctx, OutgoingMail::to_account(&account, None, message)).await?)
}
