//! What admins do about the members of staff.

use entity::{PublicId, link::LinkKind, staff_invitation, user};
use serde_json::json;

use super::steps::{may_mail, spend};
use crate::{
    accounts::{
        access::{HeldStaff, hold_staff},
        error::{AccountError, StaffError},
        input::{NewStaff, StaffChange},
        principal::{Admin, FreshAdmin},
        rules::{Standing, may_change},
        store::{
            links::{self, Lifetime, LinkOrder},
            looks,
            pace::Pace,
            people,
            quota::Quota,
            sessions, staff,
        },
        views::{SessionsEnded, StaffPerson},
    },
    address::Email,
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    mail::{LocalTime, Message, OutgoingMail, outbox},
};

/// Lists the members of staff, and those invited.
pub async fn list_staff(ctx: &Ctx, admin: &Admin) -> Result<Vec<StaffPerson>, StaffError> {
    Ok(staff::list(ctx.read(), admin.user).await?)
}

/// Invites someone by mail; asking again for someone invited sends a new link and ends the old one.
pub async fn invite_staff(
    ctx: &Ctx,
    admin: &FreshAdmin,
    request_key: &IdempotencyKey,
    new: NewStaff,
) -> Result<Idempotent<StaffPerson>, StaffError> {
    ctx.once(request_key, async |tx| {
        let known = people::find_by_email(&**tx, &new.email.canonical).await?;
        if known.as_ref().is_some_and(|account| account.staff_role.is_some()) {
            return Err(StaffError::IsStaff);
        }
        spend(tx, ctx, Quota::StaffInvitations, &admin.id, 1).await?;
        may_mail(tx, ctx, Pace::STAFF_INVITATION, &new.email.canonical)
            .await?
            .map_err(AccountError::TooManyMails)?;
        let until = ctx.now.plus_ms(Lifetime::of(LinkKind::StaffInvitation).0);
        let row = staff::invite(tx, ctx, admin, &new.email.canonical, new.role, until).await?;
        send_invitation(tx, ctx, admin, &row, &new.email, known).await?;
        audit::event("staff_invitation.send")
            .by(admin)
            .on("staff_invitation", &row.public_id)
            .with(json!({ "role": row.role.as_str() }))
            .record(tx, ctx)
            .await?;
        let mut view = StaffPerson::invited(row);
        view.looks_like = looks::find(&**tx, [view.email.as_str()]).await?.of(&view.email);
        Ok(view)
    })
    .await
}

/// Mails an invitation; the link of an older one dies.
async fn send_invitation(
    tx: &WriteTx,
    ctx: &Ctx,
    inviter: &FreshAdmin,
    row: &staff_invitation::Model,
    to: &Email,
    account: Option<user::Model>,
) -> Result<(), StaffError> {
    let order = LinkOrder {
        kind: LinkKind::StaffInvitation,
        email: &row.email,
        user: None,
        subject: None,
        label: row.role.as_str(),
        name: "",
    };
    let message = Message::StaffInvitation {
        role: row.role.as_str().to_owned(),
        inviter: inviter.name.clone(),
        until: LocalTime { at: row.expires_at, zone: "UTC".to_owned() },
        link: links::make(tx, ctx, order).await?,
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

/// Takes an invitation back; its link is dead at once.
pub async fn take_invitation_back(ctx: &Ctx, admin: &FreshAdmin, id: &PublicId) -> Result<(), StaffError> {
    let tx = ctx.begin().await?;
    let row = staff::revoke_invitation(&tx, id).await?.ok_or(StaffError::NotFound)?;
    links::end(&tx, ctx, LinkKind::StaffInvitation, &row.email, None).await?;
    audit::event("staff_invitation.revoke").by(admin).on("staff_invitation", id).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

/// Gives someone another role, disables or enables the account. All sessions of the person
/// end, so that none is left with the old power (SES-3, SES-6).
pub async fn change_staff(
    ctx: &Ctx,
    admin: &FreshAdmin,
    id: &PublicId,
    version: i64,
    change: StaffChange,
) -> Result<StaffPerson, StaffError> {
    let tx = ctx.begin().await?;
    let HeldStaff { row, standing: before, whom } =
        hold_staff(&tx, admin, id).await?.ok_or(StaffError::NotFound)?;
    let seen = staff::last_seen(&*tx, vec![row.id]).await?.remove(&row.id);
    if row.version != version {
        return Err(StaffError::Stale(Box::new(StaffPerson::new(row, before.role, seen, admin.user))));
    }
    let after = Standing { role: change.role, disabled: change.disabled };
    may_change(whom, before, after).map_err(StaffError::Refused)?;
    if before == after {
        return Ok(StaffPerson::new(row, after.role, seen, admin.user));
    }
    let row = staff::set_standing(&tx, ctx, row, after).await?;
    sessions::end_all(&tx, row.id).await?;
    for action in audit_events(before, after) {
        let detail = json!({ "before": before.role.as_str(), "after": after.role.as_str() });
        audit::event(action).by(admin).on("account", &row.public_id).with(detail).record(&tx, ctx).await?;
    }
    tx.commit().await?;
    Ok(StaffPerson::new(row, after.role, None, admin.user))
}

/// What a change is called in the audit log: one word for each part of it.
fn audit_events(before: Standing, after: Standing) -> impl Iterator<Item = &'static str> {
    let role = (before.role != after.role).then_some("account.change_role");
    let state = (before.disabled != after.disabled).then_some(if after.disabled {
        "account.disable"
    } else {
        "account.enable"
    });
    role.into_iter().chain(state)
}

/// Ends all sessions of a member of staff; of oneself all but this one.
pub async fn sign_out_person(
    ctx: &Ctx,
    admin: &FreshAdmin,
    id: &PublicId,
) -> Result<SessionsEnded, StaffError> {
    let tx = ctx.begin().await?;
    let held = hold_staff(&tx, admin, id).await?.ok_or(StaffError::NotFound)?;
    let ended = sessions::end_all_but(&tx, admin.session, Some(held.row.id)).await?;
    audit::event("account.end_sessions")
        .by(admin)
        .on("account", id)
        .with(json!({ "ended": ended }))
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(SessionsEnded { ended })
}

/// Ends the sessions of all people but this one (SES-7): what one does when something has leaked.
pub async fn sign_out_everybody(ctx: &Ctx, admin: &FreshAdmin) -> Result<SessionsEnded, StaffError> {
    let tx = ctx.begin().await?;
    let ended = sessions::end_all_but(&tx, admin.session, None).await?;
    audit::event("session.end_all")
        .by(admin)
        .on("session", "")
        .with(json!({ "ended": ended }))
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(SessionsEnded { ended })
}
