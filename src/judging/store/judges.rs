//! The judges of an edition.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp, edition,
    ids::{EditionId, JudgeId, OrganisationId, UserId},
    judge::{self, JudgeState},
    judge_progress, member, organisation, user,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, FromQueryResult, IntoActiveModel as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, RelationTrait as _, prelude::Expr, sea_query::SimpleExpr,
};

use crate::{
    address, conflicts,
    context::Ctx,
    db::{self, WriteTx},
    judging::{input::NewJudge, rules::Candidate},
    mail::Undone,
    organisations::match_key,
    text::{Line, sort_key},
};

pub async fn of_edition<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<judge::Model>, db::Error> {
    let rows = judge::Entity::find().filter(judge::Column::EditionId.eq(edition));
    let mut rows = rows.order_by_asc(judge::Column::Id).all(db).await?;
    rows.sort_by_cached_key(|row| sort_key(&row.name));
    Ok(rows)
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    id: &PublicId,
) -> Result<Option<judge::Model>, db::Error> {
    let row = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition))
        .filter(judge::Column::PublicId.eq(id.clone()));
    Ok(row.one(db).await?)
}

pub async fn find_by_id<C: ConnectionTrait>(db: &C, id: JudgeId) -> Result<Option<judge::Model>, db::Error> {
    Ok(judge::Entity::find_by_id(id).one(db).await?)
}

/// The addresses that are judges of the edition already.
pub async fn known<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    emails: Vec<String>,
) -> Result<Vec<String>, db::Error> {
    let rows = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition))
        .filter(judge::Column::Email.is_in(emails))
        .select_only()
        .column(judge::Column::Email);
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: EditionId,
    new: NewJudge,
    by: UserId,
) -> Result<judge::Model, db::Error> {
    let row = judge::ActiveModel {
        public_id: Set(ctx.new_id()?),
        edition_id: Set(edition),
        user_id: Set(None),
        email: Set(new.email.canonical),
        name: Set(new.name.into_string()),
        organisation: Set(new.organisation.map(Line::into_string).unwrap_or_default()),
        country: Set(new.country.map(|country| country.0).unwrap_or_default()),
        state: Set(JudgeState::Invited),
        invited_by: Set(by),
        invited_at: Set(ctx.now),
        accepted_at: Set(None),
        reminded_at: Set(None),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// Records the answer to an invitation. Who names no organisation does not undo what staff know.
pub async fn answer(
    tx: &WriteTx,
    row: judge::Model,
    user: Option<UserId>,
    organisation: Option<Line<200>>,
    at: Timestamp,
) -> Result<judge::Model, db::Error> {
    let mut row = row.into_active_model();
    row.state = Set(if user.is_some() { JudgeState::Accepted } else { JudgeState::Declined });
    row.accepted_at = Set(user.map(|_| at));
    row.user_id = Set(user);
    if let Some(organisation) = organisation {
        row.organisation = Set(organisation.into_string());
    }
    Ok(row.update(&**tx).await?)
}

pub async fn note_reminder(tx: &WriteTx, ids: Vec<JudgeId>, at: Timestamp) -> Result<(), db::Error> {
    judge::Entity::update_many()
        .col_expr(judge::Column::RemindedAt, Expr::value(Some(at)))
        .filter(judge::Column::Id.is_in(ids))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Forgets the reminders of mails that will not be sent; those of invitations have no account.
pub async fn forget_reminder(tx: &WriteTx, edition: EditionId, mails: &Undone) -> Result<(), db::Error> {
    let mut reminded = judge::Entity::update_many()
        .col_expr(judge::Column::RemindedAt, Expr::value(None::<Timestamp>))
        .filter(judge::Column::EditionId.eq(edition))
        .filter(judge::Column::RemindedAt.eq(mails.written_at));
    if mails.gone > 0 {
        reminded = reminded.filter(judge::Column::UserId.is_in(mails.users.iter().copied()));
    }
    reminded.exec(&**tx).await?;
    Ok(())
}

/// Removes a judge who has not accepted; whether it was still so.
pub async fn delete(tx: &WriteTx, id: JudgeId) -> Result<bool, db::Error> {
    conflicts::delete_of_judge(tx, id).await?;
    let gone = judge::Entity::delete_many()
        .filter(judge::Column::Id.eq(id))
        .filter(judge::Column::AcceptedAt.is_null());
    Ok(gone.exec(&**tx).await?.rows_affected == 1)
}

#[derive(FromQueryResult)]
struct Membership {
    user_id: Option<UserId>,
    email: String,
    organisation_id: OrganisationId,
    match_key: String,
}

/// Judges of one edition with all organisations that may be theirs.
pub async fn candidates<C: ConnectionTrait>(
    db: &C,
    judges: &[judge::Model],
) -> Result<Vec<Candidate>, db::Error> {
    let Some(edition) = judges.first().map(|judge| judge.edition_id) else { return Ok(Vec::new()) };
    let memberships: Vec<Membership> = member::Entity::find()
        .join(JoinType::InnerJoin, member::Relation::Organisation.def())
        .filter(interested(edition))
        .filter(is_judge(edition))
        .select_only()
        .columns([member::Column::UserId, member::Column::Email, member::Column::OrganisationId])
        .column(organisation::Column::MatchKey)
        .into_model()
        .all(db)
        .await?;
    let candidate = |judge: &judge::Model| {
        let mut candidate = Candidate {
            id: judge.id,
            organisations: vec![match_key(&judge.organisation)],
            member_of: HashSet::new(),
        };
        for membership in &memberships {
            let is_user = membership.user_id.is_some() && membership.user_id == judge.user_id;
            if is_user || membership.email == judge.email {
                candidate.organisations.push(membership.match_key.clone());
                candidate.member_of.insert(membership.organisation_id);
            }
        }
        candidate
    };
    Ok(judges.iter().map(candidate).collect())
}

/// Memberships of those who belong, or have left since the edition began: an interest stays.
fn interested(edition: EditionId) -> Condition {
    let began = edition::Entity::find_by_id(edition).select_only().column(edition::Column::CreatedAt);
    let left = Expr::col((member::Entity, member::Column::LeftAt));
    Condition::any()
        .add(member::Column::State.ne(member::MemberState::Left))
        .add(left.gte(SimpleExpr::SubQuery(None, Box::new(began.into_query().into()))))
}

fn is_judge(edition: EditionId) -> Condition {
    let judges = || judge::Entity::find().filter(judge::Column::EditionId.eq(edition)).select_only();
    let users = judges().column(judge::Column::UserId).filter(judge::Column::UserId.is_not_null());
    Condition::any()
        .add(member::Column::UserId.in_subquery(users.into_query()))
        .add(member::Column::Email.in_subquery(judges().column(judge::Column::Email).into_query()))
}

pub async fn progress<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    withheld: &HashSet<String>,
) -> Result<Vec<judge_progress::Model>, db::Error> {
    let rows = judge_progress::Entity::find()
        .filter(judge_progress::Column::EditionId.eq(edition))
        .filter(judge_progress::Column::Total.gt(0))
        .filter(judge_progress::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    Ok(rows.all(db).await?)
}

/// Accounts by key, for the languages of their mails.
pub async fn accounts<C: ConnectionTrait>(db: &C, ids: Vec<UserId>) -> Result<Vec<user::Model>, db::Error> {
    Ok(user::Entity::find().filter(user::Column::Id.is_in(ids)).all(db).await?)
}

/// Writes the addresses of judges in the form in which they are compared; how many could not be.
pub async fn rewrite_addresses(tx: &WriteTx) -> Result<usize, db::Error> {
    use judge::Column::{EditionId, Email, Id};
    address::rewrite::<judge::Entity>(tx, Id, Email, Some(EditionId)).await
}
