//! Queries about organisations and their members.

pub mod erasing;
pub mod joining;
mod merging;

pub use merging::absorb;

use std::collections::HashMap;

use entity::{
    PublicId,
    entry::{self, EntryState},
    ids::{MemberId, OrganisationId, UserId},
    member::{self, MemberState},
    organisation, user,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _, UpdateMany, prelude::Expr,
};

use super::{
    access::{self, OwnOrganisation},
    input::OrganisationInput,
    names::match_key,
    views::{MemberView, OrganisationView},
};
use crate::{
    accounts::Person,
    address,
    context::Ctx,
    db::{self, WriteTx},
    text::{fold, sort_key},
};

/// A person's organisations by name, each with the number of its active members.
pub async fn list<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<OrganisationView>, db::Error> {
    let rows = access::of(person).order_by_asc(organisation::Column::NameKey).all(db).await?;
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.id).collect();
    let counts: Vec<(OrganisationId, i64)> = member::Entity::find()
        .select_only()
        .column(member::Column::OrganisationId)
        .column_as(member::Column::Id.count(), "people")
        .filter(member::Column::OrganisationId.is_in(ids))
        .filter(member::Column::State.eq(MemberState::Active))
        .group_by(member::Column::OrganisationId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<_, _> = counts.into_iter().collect();
    let count = |id| counts.get(&id).and_then(|n| u64::try_from(*n).ok()).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|row| (count(row.id), row))
        .map(|(n, row)| OrganisationView::new(row, n))
        .collect())
}

pub async fn view<C: ConnectionTrait>(db: &C, own: &OwnOrganisation) -> Result<OrganisationView, db::Error> {
    let count = active(own.row().id).count(db).await?;
    Ok(OrganisationView::new(own.row().clone(), count))
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    founder: &Person,
    input: OrganisationInput,
) -> Result<organisation::Model, db::Error> {
    let row = organisation::ActiveModel {
        public_id: Set(ctx.new_id()?),
        search_text: Set(search_text(input.name.as_str(), &input.city)),
        name_key: Set(sort_key(input.name.as_str())),
        match_key: Set(match_key(input.name.as_str())),
        name: Set(input.name.into_string()),
        kind: Set(input.kind),
        country: Set(input.country),
        city: Set(input.city),
        created_at: Set(ctx.now),
        version: Set(1),
        ..Default::default()
    };
    let row = row.insert(&**tx).await?;
    let first = member::ActiveModel {
        public_id: Set(ctx.new_id()?),
        organisation_id: Set(row.id),
        user_id: Set(Some(founder.user)),
        email: Set(founder.email.clone()),
        state: Set(MemberState::Active),
        invited_by: Set(None),
        created_at: Set(ctx.now),
        joined_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    first.insert(&**tx).await?;
    Ok(row)
}

/// Changes an organisation if it still has this version; whether it had.
pub async fn update(
    tx: &WriteTx,
    own: &OwnOrganisation,
    version: i64,
    input: &OrganisationInput,
) -> Result<bool, db::Error> {
    correct(tx, own.row().id, version, input).await
}

pub async fn correct(
    tx: &WriteTx,
    id: OrganisationId,
    version: i64,
    input: &OrganisationInput,
) -> Result<bool, db::Error> {
    let done = organisation::Entity::update_many()
        .col_expr(organisation::Column::Name, Expr::value(input.name.as_str()))
        .col_expr(
            organisation::Column::SearchText,
            Expr::value(search_text(input.name.as_str(), &input.city)),
        )
        .col_expr(organisation::Column::NameKey, Expr::value(sort_key(input.name.as_str())))
        .col_expr(organisation::Column::MatchKey, Expr::value(match_key(input.name.as_str())))
        .col_expr(organisation::Column::Kind, Expr::value(input.kind.as_str()))
        .col_expr(organisation::Column::Country, Expr::value(input.country.as_str()))
        .col_expr(organisation::Column::City, Expr::value(input.city.as_str()))
        .col_expr(organisation::Column::Version, Expr::col(organisation::Column::Version).add(1))
        .filter(organisation::Column::Id.eq(id))
        .filter(organisation::Column::Version.eq(version))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

fn search_text(name: &str, city: &str) -> String {
    fold(&format!("{name} {city}"))
}

/// Makes again what is searched and the order; of all, or where it was never made.
pub async fn refill_search(tx: &WriteTx, all: bool) -> Result<(), db::Error> {
    let mut rows = organisation::Entity::find();
    if !all {
        rows = rows.filter(organisation::Column::MatchKey.eq(""));
    }
    for row in rows.all(&**tx).await? {
        let update = organisation::Entity::update_many()
            .col_expr(organisation::Column::SearchText, Expr::value(search_text(&row.name, &row.city)))
            .col_expr(organisation::Column::NameKey, Expr::value(sort_key(&row.name)))
            .col_expr(organisation::Column::MatchKey, Expr::value(match_key(&row.name)))
            .filter(organisation::Column::Id.eq(row.id));
        update.exec(&**tx).await?;
    }
    Ok(())
}

/// Whether an entry of the organisation has been submitted and not withdrawn.
pub async fn has_entered(tx: &WriteTx, id: OrganisationId) -> Result<bool, db::Error> {
    let submitted = entry::Entity::find()
        .filter(entry::Column::OrganisationId.eq(id))
        .filter(entry::Column::State.is_not_in([EntryState::Draft, EntryState::Withdrawn]));
    Ok(submitted.count(&**tx).await? > 0)
}

/// Active and invited people, in the order in which they came.
pub async fn members<C: ConnectionTrait>(
    db: &C,
    own: &OwnOrganisation,
    person: &Person,
) -> Result<Vec<MemberView>, db::Error> {
    let rows = present(own.row().id)
        .join(JoinType::LeftJoin, member::Relation::User.def())
        .select_also(user::Entity)
        .order_by_asc(member::Column::Id)
        .all(db)
        .await?;
    let view = |(row, account): (member::Model, Option<user::Model>)| {
        MemberView::new(row, account.map(|account| account.name), person.user)
    };
    Ok(rows.into_iter().map(view).collect())
}

pub async fn members_count(tx: &WriteTx, own: &OwnOrganisation) -> Result<u64, db::Error> {
    Ok(present(own.row().id).count(&**tx).await?)
}

pub async fn active_count(tx: &WriteTx, id: OrganisationId) -> Result<u64, db::Error> {
    Ok(active(id).count(&**tx).await?)
}

/// The membership of a canonical address, whatever its state.
pub async fn member_of_address(
    tx: &WriteTx,
    own: &OwnOrganisation,
    email: &str,
) -> Result<Option<member::Model>, db::Error> {
    let rows = member::Entity::find()
        .filter(member::Column::OrganisationId.eq(own.row().id))
        .filter(member::Column::Email.eq(email));
    Ok(rows.one(&**tx).await?)
}

/// An active or invited member by the id of the membership.
pub async fn member(
    tx: &WriteTx,
    own: &OwnOrganisation,
    id: &PublicId,
) -> Result<Option<member::Model>, db::Error> {
    Ok(present(own.row().id).filter(member::Column::PublicId.eq(id.as_str())).one(&**tx).await?)
}

/// Adds someone invited, or invites again someone who had left.
pub async fn invite(
    tx: &WriteTx,
    ctx: &Ctx,
    own: &OwnOrganisation,
    inviter: &Person,
    email: &str,
) -> Result<member::Model, db::Error> {
    if let Some(known) = member_of_address(tx, own, email).await? {
        let again = changed(known.id).col_expr(member::Column::State, Expr::value(MemberState::Invited));
        again.exec(&**tx).await?;
        return Ok(member::Model { state: MemberState::Invited, ..known });
    }
    let row = member::ActiveModel {
        public_id: Set(ctx.new_id()?),
        organisation_id: Set(own.row().id),
        user_id: Set(None),
        email: Set(email.to_owned()),
        state: Set(MemberState::Invited),
        invited_by: Set(Some(inviter.user)),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// The organisation and membership of an invitation that still stands.
pub async fn invited(
    tx: &WriteTx,
    id: MemberId,
) -> Result<Option<(member::Model, organisation::Model)>, db::Error> {
    let row = member::Entity::find_by_id(id)
        .filter(member::Column::State.eq(MemberState::Invited))
        .join(JoinType::InnerJoin, member::Relation::Organisation.def())
        .select_also(organisation::Entity)
        .one(&**tx)
        .await?;
    Ok(row.and_then(|(member, organisation)| Some((member, organisation?))))
}

/// Makes someone a member; who was one before has belonged to it since then.
pub async fn join(tx: &WriteTx, ctx: &Ctx, row: &member::Model, user: UserId) -> Result<(), db::Error> {
    let update = changed(row.id)
        .col_expr(member::Column::State, Expr::value(MemberState::Active))
        .col_expr(member::Column::UserId, Expr::value(Some(user)))
        .col_expr(member::Column::JoinedAt, Expr::value(Some(row.joined_at.unwrap_or(ctx.now))))
        .col_expr(member::Column::LeftAt, Expr::value(None::<i64>));
    update.exec(&**tx).await?;
    Ok(())
}

/// Ends a membership or an invitation. The row stays: an interest in the entries
/// outlives the membership.
pub async fn leave(tx: &WriteTx, ctx: &Ctx, row: &member::Model) -> Result<(), db::Error> {
    let mut update = changed(row.id).col_expr(member::Column::State, Expr::value(MemberState::Left));
    if row.state == MemberState::Active {
        update = update.col_expr(member::Column::LeftAt, Expr::value(Some(ctx.now)));
    }
    update.exec(&**tx).await?;
    Ok(())
}

pub(super) fn changed(id: MemberId) -> UpdateMany<member::Entity> {
    member::Entity::update_many().filter(member::Column::Id.eq(id))
}

pub(super) fn active(id: OrganisationId) -> sea_orm::Select<member::Entity> {
    member::Entity::find()
        .filter(member::Column::OrganisationId.eq(id))
        .filter(member::Column::State.eq(MemberState::Active))
}

fn present(id: OrganisationId) -> sea_orm::Select<member::Entity> {
    member::Entity::find()
        .filter(member::Column::OrganisationId.eq(id))
        .filter(member::Column::State.ne(MemberState::Left))
}

/// Writes the addresses of members in the form in which they are compared; how many could not be.
pub async fn rewrite_addresses(tx: &WriteTx) -> Result<usize, db::Error> {
    use member::Column::{Email, Id, OrganisationId};
    address::rewrite::<member::Entity>(tx, Id, Email, Some(OrganisationId)).await
}
