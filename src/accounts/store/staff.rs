//! Queries about staff and invitations into it.

use std::collections::HashMap;

use entity::{
    PublicId, Timestamp,
    ids::UserId,
    session, staff_invitation,
    user::{self, StaffRole},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::looks;
use crate::{
    accounts::{principal::Person, rules::Standing, views::StaffPerson},
    context::Ctx,
    db::{self, WriteTx},
    text::sort_key,
};

const MONTH_MS: i64 = 30 * 24 * 60 * 60_000;

/// The members of staff by name, then those invited.
pub async fn list<C: ConnectionTrait>(db: &C, me: UserId) -> Result<Vec<StaffPerson>, db::Error> {
    let mut accounts = user::Entity::find()
        .filter(user::Column::StaffRole.is_not_null())
        .order_by_asc(user::Column::Id)
        .all(db)
        .await?;
    accounts.sort_by_cached_key(|account| sort_key(&account.name));
    let seen = last_seen(db, accounts.iter().map(|account| account.id).collect()).await?;
    let person = |account: user::Model| {
        let (role, seen_at) = (account.staff_role?, seen.get(&account.id).copied());
        Some(StaffPerson::new(account, role, seen_at, me))
    };
    let invitations =
        staff_invitation::Entity::find().order_by_asc(staff_invitation::Column::Email).all(db).await?;
    let invited = invitations.into_iter().map(StaffPerson::invited);
    let mut people: Vec<StaffPerson> = accounts.into_iter().filter_map(person).chain(invited).collect();
    let looks = looks::find(db, people.iter().map(|person| person.email.as_str())).await?;
    for person in &mut people {
        person.looks_like = looks.of(&person.email);
    }
    Ok(people)
}

/// When sessions of these people were used last; ended ones are forgotten.
pub async fn last_seen<C: ConnectionTrait>(
    db: &C,
    users: Vec<UserId>,
) -> Result<HashMap<UserId, Timestamp>, db::Error> {
    let rows: Vec<(UserId, Timestamp)> = session::Entity::find()
        .select_only()
        .column(session::Column::UserId)
        .column_as(session::Column::LastSeenAt.max(), "last_seen_at")
        .filter(session::Column::UserId.is_in(users))
        .group_by(session::Column::UserId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Puts someone where they stand from now on.
pub async fn set_standing(
    tx: &WriteTx,
    ctx: &Ctx,
    account: user::Model,
    standing: Standing,
) -> Result<user::Model, db::Error> {
    let disabled_at = standing.disabled.then(|| account.disabled_at.unwrap_or(ctx.now));
    let version = account.version.saturating_add(1);
    let mut row = account.into_active_model();
    row.staff_role = Set(Some(standing.role));
    row.disabled_at = Set(disabled_at);
    row.version = Set(version);
    Ok(row.update(&**tx).await?)
}

/// Invites an address, or changes what the invitation it has gives and when it ends.
pub async fn invite(
    tx: &WriteTx,
    ctx: &Ctx,
    inviter: &Person,
    email: &str,
    role: StaffRole,
    expires_at: Timestamp,
) -> Result<staff_invitation::Model, db::Error> {
    let known = of_address(tx, email).await?;
    let is_new = known.is_none();
    let mut row = match known {
        Some(known) => known.into_active_model(),
        None => staff_invitation::ActiveModel {
            public_id: Set(ctx.new_id()?),
            email: Set(email.to_owned()),
            ..Default::default()
        },
    };
    row.role = Set(role);
    row.invited_by = Set(inviter.user);
    row.expires_at = Set(expires_at);
    Ok(if is_new { row.insert(&**tx).await? } else { row.update(&**tx).await? })
}

/// Ends the invitation of this id; the row it had.
pub async fn revoke_invitation(
    tx: &WriteTx,
    id: &PublicId,
) -> Result<Option<staff_invitation::Model>, db::Error> {
    let row = staff_invitation::Entity::find()
        .filter(staff_invitation::Column::PublicId.eq(id.as_str()))
        .one(&**tx)
        .await?;
    remove(tx, row).await
}

/// Ends the invitation of an address because it is accepted; the row it had.
pub async fn accept_invitation(
    tx: &WriteTx,
    email: &str,
) -> Result<Option<staff_invitation::Model>, db::Error> {
    let row = of_address(tx, email).await?;
    remove(tx, row).await
}

async fn of_address(tx: &WriteTx, email: &str) -> Result<Option<staff_invitation::Model>, db::Error> {
    let row = staff_invitation::Entity::find().filter(staff_invitation::Column::Email.eq(email));
    Ok(row.one(&**tx).await?)
}

/// Of two who would end it at once, one gets the row.
async fn remove(
    tx: &WriteTx,
    row: Option<staff_invitation::Model>,
) -> Result<Option<staff_invitation::Model>, db::Error> {
    let Some(row) = row else {
        return Ok(None);
    };
    let removed = staff_invitation::Entity::delete_by_id(row.id).exec(&**tx).await?;
    Ok((removed.rows_affected == 1).then_some(row))
}

/// Forgets people who did not answer; a month long an admin can see so and send again.
pub async fn forget_ended(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    let old = staff_invitation::Column::ExpiresAt.lt(now.plus_ms(-MONTH_MS));
    staff_invitation::Entity::delete_many().filter(old).exec(&**tx).await?;
    Ok(())
}
