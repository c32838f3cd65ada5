//! Queries about accounts.

use entity::{
    edition,
    ids::UserId,
    judge::{self, JudgeState},
    link::LinkKind,
    member::{self, MemberState},
    organisation, programme, user,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, RelationTrait as _,
};

use super::links;
use crate::accounts::{
    principal::Person,
    views::{JudgedEdition, Me, OwnOrganisation},
};
use crate::db::{self, WriteTx};

/// The account of a canonical address.
pub async fn find_by_email<C: ConnectionTrait>(
    db: &C,
    email: &str,
) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find().filter(user::Column::Email.eq(email)).one(db).await?)
}

pub async fn find<C: ConnectionTrait>(db: &C, id: UserId) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find_by_id(id).one(db).await?)
}

/// The same, held until the transaction ends.
pub async fn lock(tx: &WriteTx, id: UserId) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find_by_id(id).lock_exclusive().one(&**tx).await?)
}

/// Whether the account is an accepted judge of any edition.
pub async fn is_judge<C: ConnectionTrait>(db: &C, user: UserId) -> Result<bool, db::Error> {
    let judging = judge::Entity::find()
        .filter(judge::Column::UserId.eq(user))
        .filter(judge::Column::State.eq(JudgeState::Accepted));
    Ok(judging.count(db).await? > 0)
}

/// Whether anybody has an account.
pub async fn is_anybody_there<C: ConnectionTrait>(db: &C) -> Result<bool, db::Error> {
    Ok(user::Entity::find().limit(1).count(db).await? > 0)
}

/// Whether there is an admin.
pub async fn has_admin<C: ConnectionTrait>(db: &C) -> Result<bool, db::Error> {
    let admins = user::Entity::find().filter(user::Column::StaffRole.eq(user::StaffRole::Admin));
    Ok(admins.count(db).await? > 0)
}

/// What a person sees of themselves.
pub async fn me<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Me, db::Error> {
    // The address to be confirmed, which may be another one than that of the account so far.
    let asked = match person.confirmed {
        true => None,
        false => links::newest_of(db, LinkKind::ConfirmAddress, person.user).await?,
    };
    let locale = find(db, person.user).await?.map_or_else(|| "en".to_owned(), |account| account.locale);
    Ok(Me {
        id: person.id.clone(),
        name: person.name.clone(),
        email: asked.map_or_else(|| person.email.clone(), |link| link.email),
        locale,
        confirmed: person.confirmed,
        staff_role: person.staff_role.map(user::StaffRole::as_str),
        judge_of: judged_editions(db, person.user).await?,
        organisations: organisations(db, person.user).await?,
        signed_in_until: person.signed_in_until,
    })
}

async fn judged_editions<C: ConnectionTrait>(db: &C, user: UserId) -> Result<Vec<JudgedEdition>, db::Error> {
    let rows: Vec<(String, String, String)> = judge::Entity::find()
        .filter(judge::Column::UserId.eq(user))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .join(JoinType::InnerJoin, judge::Relation::Edition.def())
        .join(JoinType::InnerJoin, edition::Relation::Programme.def())
        .select_only()
        .column(programme::Column::Slug)
        .column(edition::Column::Slug)
        .column(programme::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(programme, edition, name)| JudgedEdition { programme, edition, name })
        .collect())
}

async fn organisations<C: ConnectionTrait>(db: &C, user: UserId) -> Result<Vec<OwnOrganisation>, db::Error> {
    let rows: Vec<(entity::PublicId, String)> = member::Entity::find()
        .filter(member::Column::UserId.eq(user))
        .filter(member::Column::State.eq(MemberState::Active))
        .join(JoinType::InnerJoin, member::Relation::Organisation.def())
        .select_only()
        .column(organisation::Column::PublicId)
        .column(organisation::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| OwnOrganisation { id, name }).collect())
}
