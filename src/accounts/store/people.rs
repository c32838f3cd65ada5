//! Queries about accounts.

use entity::{
    Timestamp, edition,
    ids::UserId,
    judge::{self, JudgeState},
    link::LinkKind,
    member::{self, MemberState},
    organisation, programme,
    user::{self, StaffRole},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, JoinType, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    RelationTrait as _,
};

use super::links;
use crate::{
    accounts::{
        input::PersonName,
        principal::Person,
        views::{JudgedEdition, Me, OwnOrganisation},
    },
    address::{Email, skeleton},
    context::Ctx,
    db::{self, WriteTx},
};

pub async fn find_by_email<C: ConnectionTrait>(
    db: &C,
    email: &str,
) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find().filter(user::Column::Email.eq(email)).one(db).await?)
}

pub async fn find<C: ConnectionTrait>(db: &C, id: UserId) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find_by_id(id).one(db).await?)
}

pub async fn lock(tx: &WriteTx, id: UserId) -> Result<Option<user::Model>, db::Error> {
    Ok(user::Entity::find_by_id(id).lock_exclusive().one(&**tx).await?)
}

pub struct NewPerson<'a> {
    pub name: PersonName,
    pub email: &'a Email,
    pub password_hash: Option<String>,
}

pub async fn insert(tx: &WriteTx, ctx: &Ctx, new: NewPerson<'_>) -> Result<user::Model, db::Error> {
    let row = user::ActiveModel {
        public_id: Set(ctx.new_id()?),
        email: Set(new.email.canonical.clone()),
        email_as_typed: Set(new.email.typed.clone()),
        email_skeleton: Set(skeleton(&new.email.canonical)),
        name: Set(new.name.into_string()),
        password_hash: Set(new.password_hash),
        locale: Set("en".to_owned()),
        staff_role: Set(None),
        confirmed_at: Set(None),
        disabled_at: Set(None),
        created_at: Set(ctx.now),
        version: Set(1),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// What changes of an account; what is not given stays.
#[derive(Default)]
pub struct Change<'a> {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub password_hash: Option<Option<String>>,
    pub address: Option<&'a str>,
    pub confirmed_at: Option<Timestamp>,
    pub staff_role: Option<StaffRole>,
}

pub async fn change(
    tx: &WriteTx,
    account: user::Model,
    change: Change<'_>,
) -> Result<user::Model, db::Error> {
    let mut row = account.into_active_model();
    if let Some(name) = change.name {
        row.name = Set(name);
    }
    if let Some(locale) = change.locale {
        row.locale = Set(locale);
    }
    if let Some(hash) = change.password_hash {
        row.password_hash = Set(hash);
    }
    if let Some(address) = change.address {
        row.email = Set(address.to_owned());
        row.email_as_typed = Set(Email::shown(address));
        row.email_skeleton = Set(skeleton(address));
    }
    if change.confirmed_at.is_some() {
        row.confirmed_at = Set(change.confirmed_at);
    }
    if change.staff_role.is_some() {
        row.staff_role = Set(change.staff_role);
    }
    Ok(row.update(&**tx).await?)
}

/// Whether the account is an accepted judge of any edition.
pub async fn is_judge<C: ConnectionTrait>(db: &C, user: UserId) -> Result<bool, db::Error> {
    let judging = judge::Entity::find()
        .filter(judge::Column::UserId.eq(user))
        .filter(judge::Column::State.eq(JudgeState::Accepted));
    Ok(judging.count(db).await? > 0)
}

pub async fn is_anybody_there<C: ConnectionTrait>(db: &C) -> Result<bool, db::Error> {
    Ok(user::Entity::find().limit(1).count(db).await? > 0)
}

pub async fn has_admin<C: ConnectionTrait>(db: &C) -> Result<bool, db::Error> {
    let admins = user::Entity::find().filter(user::Column::StaffRole.eq(StaffRole::Admin));
    Ok(admins.count(db).await? > 0)
}

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
        staff_role: person.staff_role,
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
