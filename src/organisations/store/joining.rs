//! Queries for those who name an organisation that is there already.

use entity::{
    PublicId,
    ids::{OrganisationId, UserId},
    member::{self, MemberState},
    organisation, user,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, FromQueryResult, JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _, prelude::Expr,
};

use super::{active, changed};
use crate::{
    accounts::Person,
    context::Ctx,
    db::{self, WriteTx},
    organisations::{input::OrganisationInput, names::match_key},
};

/// The most that are shown to choose from.
const MOST_ALIKE: u64 = 10;

/// Organisations of the country that the name may mean.
pub async fn alike(tx: &WriteTx, input: &OrganisationInput) -> Result<Vec<organisation::Model>, db::Error> {
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Country.eq(input.country.as_str()))
        .filter(organisation::Column::MatchKey.eq(match_key(input.name.as_str())))
        .order_by_asc(organisation::Column::Id)
        .limit(MOST_ALIKE);
    Ok(rows.all(&**tx).await?)
}

pub async fn lock(tx: &WriteTx, id: &PublicId) -> Result<Option<organisation::Model>, db::Error> {
    let row = organisation::Entity::find().filter(organisation::Column::PublicId.eq(id.as_str()));
    Ok(row.lock_exclusive().one(&**tx).await?)
}

/// The membership of this person, whatever its state.
pub async fn membership(
    tx: &WriteTx,
    organisation: OrganisationId,
    person: &Person,
) -> Result<Option<member::Model>, db::Error> {
    let row = member::Entity::find()
        .filter(member::Column::OrganisationId.eq(organisation))
        .filter(member::Column::UserId.eq(person.user).or(member::Column::Email.eq(person.email.as_str())));
    Ok(row.one(&**tx).await?)
}

pub async fn asked_count(tx: &WriteTx, person: &Person) -> Result<u64, db::Error> {
    let rows = member::Entity::find()
        .filter(member::Column::UserId.eq(person.user))
        .filter(member::Column::State.eq(MemberState::Asked));
    Ok(rows.count(&**tx).await?)
}

/// Someone who asks to be let in, by the id of the membership.
pub async fn asked(
    tx: &WriteTx,
    organisation: OrganisationId,
    id: &PublicId,
) -> Result<Option<member::Model>, db::Error> {
    let row = member::Entity::find()
        .filter(member::Column::OrganisationId.eq(organisation))
        .filter(member::Column::PublicId.eq(id.as_str()))
        .filter(member::Column::State.eq(MemberState::Asked));
    Ok(row.one(&**tx).await?)
}

/// Notes that someone asks to be let in.
pub async fn ask(
    tx: &WriteTx,
    ctx: &Ctx,
    organisation: OrganisationId,
    person: &Person,
    known: Option<&member::Model>,
) -> Result<(), db::Error> {
    if let Some(known) = known {
        let again = changed(known.id)
            .col_expr(member::Column::State, Expr::value(MemberState::Asked))
            .col_expr(member::Column::CreatedAt, Expr::value(ctx.now))
            .col_expr(member::Column::UserId, Expr::value(Some(person.user)));
        again.exec(&**tx).await?;
        return Ok(());
    }
    let row = member::ActiveModel {
        public_id: Set(ctx.new_id()?),
        organisation_id: Set(organisation),
        user_id: Set(Some(person.user)),
        email: Set(person.email.clone()),
        state: Set(MemberState::Asked),
        invited_by: Set(None),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    row.insert(&**tx).await?;
    Ok(())
}

pub async fn accounts_of(tx: &WriteTx, id: OrganisationId) -> Result<Vec<user::Model>, db::Error> {
    let rows = active(id)
        .join(JoinType::InnerJoin, member::Relation::User.def())
        .select_also(user::Entity)
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().filter_map(|(_, account)| account).collect())
}

pub async fn account(tx: &WriteTx, id: UserId) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find_by_id(id).one(&**tx).await?)
}

#[derive(Debug, FromQueryResult)]
pub struct MemberAccount {
    pub organisation: OrganisationId,
    pub id: UserId,
    pub name: String,
    pub email_as_typed: String,
    pub locale: String,
}

/// The members of organisations, of each in the order in which they came.
pub async fn members<C: ConnectionTrait>(
    db: &C,
    organisations: impl IntoIterator<Item = OrganisationId>,
) -> Result<Vec<MemberAccount>, db::Error> {
    let rows = member::Entity::find()
        .select_only()
        .column_as(member::Column::OrganisationId, "organisation")
        .column_as(user::Column::Id, "id")
        .column_as(user::Column::Name, "name")
        .column_as(user::Column::EmailAsTyped, "email_as_typed")
        .column_as(user::Column::Locale, "locale")
        .join(JoinType::InnerJoin, member::Relation::User.def())
        .filter(member::Column::OrganisationId.is_in(organisations))
        .filter(member::Column::State.eq(MemberState::Active))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(member::Column::Id);
    Ok(rows.into_model().all(db).await?)
}
