//! Queries about organisations for staff: none of those to which the reader belongs or belonged.

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId, Timestamp, edition, entry,
    ids::OrganisationId,
    member::{self, MemberState},
    organisation, programme, user,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    prelude::Expr,
    sea_query::{ExprTrait as _, LikeExpr},
};

use super::views::{JoinRequest, OrganisationEntry, StaffMember, StaffOrganisation};
use crate::{
    accounts::{self, Staff},
    address::Email,
    db::{self, WriteTx},
    organisations::staff_answer_from,
    text::{pattern, words_of},
};

/// The most that are shown at once.
const MOST: u64 = 100;

/// Organisations that a search finds, by name, and how many there are.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    search: &str,
    asked: bool,
) -> Result<(Vec<organisation::Model>, u64), db::Error> {
    let all = if asked { others(staff).filter(is_asked()) } else { others(staff) };
    let found = words_of(search).iter().fold(all, |rows, word| {
        let like = LikeExpr::new(pattern(word)).escape('\\');
        rows.filter(Expr::col(organisation::Column::SearchText).like(like))
    });
    let total = found.clone().count(db).await?;
    let rows =
        found.order_by_asc(organisation::Column::NameKey).order_by_asc(organisation::Column::Id).limit(MOST);
    Ok((rows.all(db).await?, total))
}

fn is_asked() -> Expr {
    let asked = member::Entity::find()
        .select_only()
        .column(member::Column::OrganisationId)
        .filter(member::Column::State.eq(MemberState::Asked));
    organisation::Column::Id.in_subquery(asked.into_query())
}

/// Organisations that are likely the same as another, those beside each other.
pub async fn doubles<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
) -> Result<Vec<organisation::Model>, db::Error> {
    let keys: Vec<(String, String)> = others(staff)
        .select_only()
        .column(organisation::Column::Country)
        .column(organisation::Column::MatchKey)
        .filter(organisation::Column::MatchKey.ne(""))
        .group_by(organisation::Column::Country)
        .group_by(organisation::Column::MatchKey)
        .having(organisation::Column::Id.count().gt(1))
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let (countries, names): (HashSet<String>, HashSet<String>) = keys.iter().cloned().unzip();
    let keys: HashSet<(String, String)> = keys.into_iter().collect();
    let rows = others(staff)
        .filter(organisation::Column::Country.is_in(countries))
        .filter(organisation::Column::MatchKey.is_in(names))
        .order_by_asc(organisation::Column::Country)
        .order_by_asc(organisation::Column::MatchKey)
        .order_by_asc(organisation::Column::Id)
        .all(db)
        .await?;
    let is_double = |row: &organisation::Model| keys.contains(&(row.country.clone(), row.match_key.clone()));
    Ok(rows.into_iter().filter(is_double).collect())
}

pub async fn lock(
    tx: &WriteTx,
    staff: &Staff,
    id: &PublicId,
) -> Result<Option<organisation::Model>, db::Error> {
    let row = others(staff).filter(organisation::Column::PublicId.eq(id.as_str()));
    Ok(row.lock_exclusive().one(&**tx).await?)
}

fn others(staff: &Staff) -> Select<organisation::Entity> {
    let own = member::Entity::find()
        .select_only()
        .column(member::Column::OrganisationId)
        .filter(member::Column::UserId.eq(staff.user).or(member::Column::Email.eq(staff.email.as_str())));
    organisation::Entity::find().filter(organisation::Column::Id.not_in_subquery(own.into_query()))
}

pub async fn views<C: ConnectionTrait>(
    db: &C,
    now: Timestamp,
    rows: Vec<organisation::Model>,
) -> Result<Vec<StaffOrganisation>, db::Error> {
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.id).collect();
    let mut people = people_of(db, now, ids.clone()).await?;
    let mut entries = entries_of(db, ids).await?;
    let view = |row: organisation::Model| {
        let People { members, requests } = people.remove(&row.id).unwrap_or_default();
        let entries = entries.remove(&row.id).unwrap_or_default();
        StaffOrganisation {
            members,
            requests,
            entries,
            id: row.public_id,
            name: row.name,
            kind: row.kind,
            country: row.country,
            city: row.city,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

#[derive(Default)]
struct People {
    members: Vec<StaffMember>,
    requests: Vec<JoinRequest>,
}

async fn people_of<C: ConnectionTrait>(
    db: &C,
    now: Timestamp,
    ids: Vec<OrganisationId>,
) -> Result<HashMap<OrganisationId, People>, db::Error> {
    let rows = member::Entity::find()
        .filter(member::Column::OrganisationId.is_in(ids))
        .filter(member::Column::State.is_in([MemberState::Active, MemberState::Asked]))
        .join(JoinType::LeftJoin, member::Relation::User.def())
        .select_also(user::Entity)
        .order_by_asc(member::Column::CreatedAt)
        .order_by_asc(member::Column::Id)
        .all(db)
        .await?;
    let looks = accounts::look_alikes(db, rows.iter().map(|(row, _)| row.email.as_str())).await?;
    let is_enabled =
        |account: &Option<user::Model>| account.as_ref().is_some_and(|a| a.disabled_at.is_none());
    let answering: HashSet<OrganisationId> = rows
        .iter()
        .filter(|(row, account)| row.state == MemberState::Active && is_enabled(account))
        .map(|(row, _)| row.organisation_id)
        .collect();
    let mut people = HashMap::<OrganisationId, People>::new();
    for (row, account) in rows {
        let of = people.entry(row.organisation_id).or_default();
        let (email, looks_like) = (Email::shown(&row.email), looks.of(&row.email));
        if row.state == MemberState::Active {
            of.members.push(StaffMember { email, looks_like });
            continue;
        }
        let staff_from = staff_answer_from(row.created_at, answering.contains(&row.organisation_id));
        of.requests.push(JoinRequest {
            id: row.public_id,
            name: account.map(|account| account.name).unwrap_or_default(),
            email,
            looks_like,
            asked_at: row.created_at,
            staff_from,
            may_answer: now >= staff_from,
        });
    }
    Ok(people)
}

#[derive(FromQueryResult)]
struct EntryRow {
    organisation_id: OrganisationId,
    public_id: PublicId,
    title: String,
    state: entry::EntryState,
    programme: String,
    edition: String,
}

async fn entries_of<C: ConnectionTrait>(
    db: &C,
    ids: Vec<OrganisationId>,
) -> Result<HashMap<OrganisationId, Vec<OrganisationEntry>>, db::Error> {
    let rows: Vec<EntryRow> = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Edition.def())
        .join(JoinType::InnerJoin, edition::Relation::Programme.def())
        .filter(entry::Column::OrganisationId.is_in(ids))
        .select_only()
        .column(entry::Column::OrganisationId)
        .column(entry::Column::PublicId)
        .column(entry::Column::Title)
        .column(entry::Column::State)
        .column_as(programme::Column::Slug, "programme")
        .column_as(edition::Column::Slug, "edition")
        .order_by_asc(entry::Column::Id)
        .into_model()
        .all(db)
        .await?;
    let mut entries = HashMap::<OrganisationId, Vec<OrganisationEntry>>::new();
    for row in rows {
        let entry = OrganisationEntry {
            id: row.public_id,
            title: row.title,
            state: row.state,
            edition: format!("{}/{}", row.programme, row.edition),
        };
        entries.entry(row.organisation_id).or_default().push(entry);
    }
    Ok(entries)
}
