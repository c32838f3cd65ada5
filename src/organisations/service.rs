//! Use cases of organisations, one transaction each.

use entity::{PublicId, ids::MemberId, link::LinkKind, member::MemberState, organisation};
use serde_json::json;

use super::{
    access::{OwnOrganisation, lock_own},
    error::OrganisationError,
    events::{self, NewMembership},
    input::{Acceptance, NewMember, NewOrganisation, OrganisationInput},
    joining, store,
    views::{KnownOrganisation, MemberView, OrganisationView},
};
use crate::{
    accounts::{self, AccountError, Entrant, LinkOrder, NewSession, Pace, Person, PersonName, Quota},
    address::Email,
    audit::{self, Actor, Role},
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    mail::{LinkRef, Message, OutgoingMail, outbox},
};

/// The most people who may share the entries of an organisation.
pub(super) const MOST_MEMBERS: u64 = 50;

/// Names an organisation; who does becomes its first member.
pub async fn create(
    ctx: &Ctx,
    person: &Entrant,
    new: NewOrganisation,
) -> Result<OrganisationView, OrganisationError> {
    let tx = ctx.begin().await?;
    let NewOrganisation { name, kind, country, city, anyway } = new;
    let input = OrganisationInput { name, kind, country, city };
    let alike = store::joining::alike(&tx, &input).await?;
    if !alike.is_empty() && !anyway {
        let known = |row: organisation::Model| KnownOrganisation {
            id: row.public_id,
            name: row.name,
            city: row.city,
        };
        return Err(OrganisationError::Known(alike.into_iter().map(known).collect()));
    }
    accounts::spend(&tx, ctx, Quota::Organisations, &person.id, 1).await?;
    let row = store::insert(&tx, ctx, person, input).await?;
    let detail = json!({ "alike": alike.iter().map(|row| row.public_id.as_str()).collect::<Vec<_>>() });
    audit::event("organisation.create")
        .by(person)
        .on("organisation", &row.public_id)
        .with(detail)
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(OrganisationView::new(row, 1))
}

pub async fn edit(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    version: i64,
    input: OrganisationInput,
) -> Result<OrganisationView, OrganisationError> {
    let tx = ctx.begin().await?;
    let own = locked(&tx, person, id).await?;
    let before = own.row();
    // What was submitted keeps the kind of its day, and not the country.
    if before.country != input.country && store::has_entered(&tx, before.id).await? {
        return Err(OrganisationError::Fixed);
    }
    if !store::update(&tx, &own, version, &input).await? {
        return Err(OrganisationError::Stale(Box::new(store::view(&*tx, &own).await?)));
    }
    let was =
        json!({ "name": before.name, "kind": before.kind, "country": before.country, "city": before.city });
    audit::event("organisation.edit")
        .by(person)
        .on("organisation", &before.public_id)
        .with(json!({ "before": was }))
        .record(&tx, ctx)
        .await?;
    let own = locked(&tx, person, id).await?;
    let view = store::view(&*tx, &own).await?;
    tx.commit().await?;
    Ok(view)
}

/// Invites someone by mail; asking again for someone invited sends a new link.
pub async fn invite(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    request_key: IdempotencyKey,
    new: NewMember,
) -> Result<Idempotent<MemberView>, OrganisationError> {
    ctx.once(&request_key, async |tx| {
        let own = locked(tx, person, id).await?;
        let email = &new.email;
        match store::member_of_address(tx, &own, &email.canonical).await?.map(|row| row.state) {
            Some(MemberState::Active) => return Err(OrganisationError::IsMember),
            Some(MemberState::Invited | MemberState::Asked) => {}
            Some(MemberState::Left) | None if store::members_count(tx, &own).await? < MOST_MEMBERS => {}
            Some(MemberState::Left) | None => {
                return Err(OrganisationError::TooManyMembers { limit: MOST_MEMBERS });
            }
        }
        for whom in [&person.id, &own.row().public_id] {
            accounts::spend(tx, ctx, Quota::Invitations, whom, 1).await?;
        }
        accounts::may_mail(tx, ctx, Pace::MEMBER_INVITATION, &email.canonical)
            .await?
            .map_err(OrganisationError::TooManyMails)?;
        let member = store::invite(tx, ctx, &own, person, &email.canonical).await?;
        let order = LinkOrder {
            kind: LinkKind::MemberInvitation,
            email: &email.canonical,
            user: None,
            subject: Some(member.id.0),
            label: &own.row().name,
            name: "",
        };
        let link = accounts::make_link(tx, ctx, order).await?;
        send_invitation(tx, ctx, person, &own, email, link).await?;
        let detail = json!({ "member": member.public_id.as_str() });
        audit::event("organisation.invite")
            .by(person)
            .on("organisation", &own.row().public_id)
            .with(detail)
            .record(tx, ctx)
            .await?;
        let view = MemberView::new(member, None, person.user);
        Ok(view)
    })
    .await
}

async fn send_invitation(
    tx: &WriteTx,
    ctx: &Ctx,
    inviter: &Person,
    own: &OwnOrganisation,
    to: &Email,
    link: LinkRef,
) -> Result<(), OrganisationError> {
    let account = accounts::find_by_email(&**tx, &to.canonical).await?;
    let message = Message::MemberInvitation {
        organisation: own.row().name.clone(),
        inviter: inviter.name.clone(),
        link,
    };
    let outgoing = OutgoingMail {
        to: &to.typed,
        user: account.as_ref().map(|account| account.id),
        edition: None,
        locale: account.as_ref().map_or("en", |account| &account.locale),
        message,
    };
    Ok(outbox::push(tx, ctx, outgoing).await?)
}

/// Takes a membership or an invitation away; one's own too.
pub async fn remove(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    member: &PublicId,
) -> Result<(), OrganisationError> {
    let tx = ctx.begin().await?;
    let own = locked(&tx, person, id).await?;
    let gone = store::member(&tx, &own, member).await?.ok_or(OrganisationError::NotFound)?;
    if gone.state == MemberState::Active && store::active_count(&tx, own.row().id).await? == 1 {
        return Err(OrganisationError::LastMember);
    }
    store::leave(&tx, ctx, &gone).await?;
    if gone.state == MemberState::Asked {
        joining::answer(&tx, ctx, &gone, own.row(), false).await?;
    }
    let detail = json!({ "member": gone.public_id.as_str() });
    audit::event("organisation.remove_member")
        .by(person)
        .on("organisation", &own.row().public_id)
        .with(detail)
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Accepts an invitation: the person is a member and signed in.
pub async fn accept(ctx: &Ctx, acceptance: Acceptance) -> Result<NewSession, OrganisationError> {
    let kind = LinkKind::MemberInvitation;
    let name = acceptance.name.as_ref().map_or("", PersonName::as_str);
    let password = acceptance.password.as_ref();
    let shown = accounts::show_password(ctx, &acceptance.token, kind, name, password).await?;
    let tx = ctx.begin().await?;
    let link = accounts::consume_link(&tx, ctx, &acceptance.token, kind).await?;
    let link = link.ok_or(AccountError::DeadLink)?;
    let subject = link.subject_id.map(MemberId).ok_or(AccountError::DeadLink)?;
    let (member, organisation) = store::invited(&tx, subject).await?.ok_or(AccountError::DeadLink)?;
    let account = accounts::account_of_invitation(&tx, ctx, &link, acceptance.name, shown).await?;
    store::join(&tx, ctx, &member, account.id).await?;
    let joined = NewMembership { user: account.id, organisation: organisation.id };
    let recused = events::member_joined(&tx, ctx, joined).await?;
    audit::event("organisation.join")
        .by(Actor { user: Some(account.id), role: Role::Entrant })
        .on("organisation", &organisation.public_id)
        .with(json!({ "recused_from": recused }))
        .record(&tx, ctx)
        .await?;
    let session = accounts::start_session(&tx, ctx, &account).await?;
    tx.commit().await?;
    Ok(session)
}

async fn locked(tx: &WriteTx, person: &Person, id: &PublicId) -> Result<OwnOrganisation, OrganisationError> {
    lock_own(tx, person, id).await?.ok_or(OrganisationError::NotFound)
}
