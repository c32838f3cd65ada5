//! All that belongs to one entry, and writing down what was found about it.

use entity::{
    PublicId, Timestamp, answer,
    assignment::{self, AssignmentState},
    entry::{self, EntryState},
    entry_check, form_version,
    ids::{EntryId, OrganisationId, UserId},
    judge,
    member::{self, MemberState},
    organisation,
    scoresheet::{self, ScoresheetState},
    submitted_version, user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    prelude::Expr,
};

use crate::{
    checks::input::Check,
    context::Ctx,
    db::{self, WriteTx},
    entries::StaffEntry,
};

/// A submitted version without its content.
#[derive(Debug, FromQueryResult)]
pub struct Version {
    pub number: i32,
    pub category_key: String,
    /// SHA-256 of its content.
    pub sha256: String,
    pub submitted_at: Timestamp,
    pub by: String,
}

/// A judge who has the entry.
#[derive(Debug, FromQueryResult)]
pub struct Assigned {
    pub public_id: PublicId,
    pub round_key: String,
    /// Whether it holds.
    pub state: AssignmentState,
    pub judge: String,
    /// Their sheet, once started.
    pub sheet: Option<ScoresheetState>,
}

/// Someone of an organisation.
#[derive(Debug, FromQueryResult)]
pub struct MemberRow {
    pub id: UserId,
    pub name: String,
    pub email_as_typed: String,
    pub locale: String,
}

/// The version that counts, with the form it answers.
pub async fn submitted<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
) -> Result<Option<(submitted_version::Model, Option<form_version::Model>)>, db::Error> {
    let Some(number) = entry.submitted_number else {
        return Ok(None);
    };
    let to_form: RelationDef = submitted_version::Entity::belongs_to(form_version::Entity)
        .from(submitted_version::Column::FormNumber)
        .to(form_version::Column::Number)
        .into();
    let row = submitted_version::Entity::find()
        .join(JoinType::InnerJoin, to_form)
        .select_also(form_version::Entity)
        .filter(submitted_version::Column::EntryId.eq(entry.id))
        .filter(submitted_version::Column::Number.eq(number))
        .filter(form_version::Column::EditionId.eq(entry.edition_id));
    Ok(row.one(db).await?)
}

/// The answers as they are now.
pub async fn answers<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<answer::Model>, db::Error> {
    Ok(answer::Entity::find().filter(answer::Column::EntryId.eq(entry)).all(db).await?)
}

/// The people who act for an organisation.
pub async fn members<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Vec<MemberRow>, db::Error> {
    let to_user: RelationDef =
        member::Entity::belongs_to(user::Entity).from(member::Column::UserId).to(user::Column::Id).into();
    let rows = member::Entity::find()
        .select_only()
        .column_as(user::Column::Id, "id")
        .column_as(user::Column::Name, "name")
        .column_as(user::Column::EmailAsTyped, "email_as_typed")
        .column_as(user::Column::Locale, "locale")
        .join(JoinType::InnerJoin, to_user)
        .filter(member::Column::OrganisationId.eq(organisation))
        .filter(member::Column::State.eq(MemberState::Active))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(member::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

/// How many entries the organisation of this one has submitted in a category. Holds the
/// organisation, as submitting does, so that of two who count at once one counts the other's.
pub async fn submitted_in(tx: &WriteTx, entry: &StaffEntry, category: &str) -> Result<u64, db::Error> {
    organisation::Entity::find_by_id(entry.organisation_id).lock_exclusive().one(&**tx).await?;
    let rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(entry.edition_id))
        .filter(entry::Column::OrganisationId.eq(entry.organisation_id))
        .filter(entry::Column::CategoryKey.eq(category))
        .filter(entry::Column::State.is_not_in([EntryState::Draft, EntryState::Withdrawn]));
    Ok(rows.count(&**tx).await?)
}

/// What was found, newest first, with the name of who found it.
pub async fn checks<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
) -> Result<Vec<(entry_check::Model, Option<user::Model>)>, db::Error> {
    let to_user: RelationDef = entry_check::Entity::belongs_to(user::Entity)
        .from(entry_check::Column::UserId)
        .to(user::Column::Id)
        .into();
    let rows = entry_check::Entity::find()
        .join(JoinType::InnerJoin, to_user)
        .select_also(user::Entity)
        .filter(entry_check::Column::EntryId.eq(entry))
        .order_by_desc(entry_check::Column::Id);
    Ok(rows.all(db).await?)
}

/// All submitted versions, newest first.
pub async fn versions<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<Version>, db::Error> {
    let to_user: RelationDef = submitted_version::Entity::belongs_to(user::Entity)
        .from(submitted_version::Column::SubmittedBy)
        .to(user::Column::Id)
        .into();
    let rows = submitted_version::Entity::find()
        .select_only()
        .columns([
            submitted_version::Column::Number,
            submitted_version::Column::CategoryKey,
            submitted_version::Column::Sha256,
            submitted_version::Column::SubmittedAt,
        ])
        .column_as(user::Column::Name, "by")
        .join(JoinType::InnerJoin, to_user)
        .filter(submitted_version::Column::EntryId.eq(entry))
        .order_by_desc(submitted_version::Column::Number);
    Ok(rows.into_model().all(db).await?)
}

/// The judges who have it, or had it.
pub async fn assignments<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<Assigned>, db::Error> {
    let to_judge: RelationDef = assignment::Entity::belongs_to(judge::Entity)
        .from(assignment::Column::JudgeId)
        .to(judge::Column::Id)
        .into();
    let to_sheet: RelationDef = assignment::Entity::belongs_to(scoresheet::Entity)
        .from(assignment::Column::Id)
        .to(scoresheet::Column::AssignmentId)
        .into();
    let rows = assignment::Entity::find()
        .select_only()
        .columns([assignment::Column::PublicId, assignment::Column::RoundKey, assignment::Column::State])
        .column_as(judge::Column::Name, "judge")
        .column_as(scoresheet::Column::State, "sheet")
        .join(JoinType::InnerJoin, to_judge)
        .join(JoinType::LeftJoin, to_sheet)
        .filter(assignment::Column::EntryId.eq(entry))
        .order_by_asc(assignment::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

/// What becomes of an entry.
pub struct Change<'a> {
    /// The state.
    pub state: EntryState,
    pub category: &'a str,
    pub version: i64,
}

/// Changes the entry, if it still has the version that was seen; whether it had.
pub async fn change(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: EntryId,
    check: &Check,
    change: Change<'_>,
) -> Result<bool, db::Error> {
    let (reason, until) = match check {
        Check::Incomplete { message, until } => (message.as_str(), Some(*until)),
        other => (other.reason(), None),
    };
    let mut update = entry::Entity::update_many()
        .col_expr(entry::Column::State, Expr::value(change.state))
        .col_expr(entry::Column::CategoryKey, Expr::value(change.category))
        .col_expr(entry::Column::UpdatedAt, Expr::value(ctx.now))
        .col_expr(entry::Column::Version, Expr::col(entry::Column::Version).add(1))
        .filter(entry::Column::Id.eq(entry))
        .filter(entry::Column::Version.eq(change.version));
    // A move leaves the entry where it stands, and so the reason why it stands there.
    if !matches!(check, Check::Moved { .. }) {
        update = update
            .col_expr(entry::Column::StateReason, Expr::value(reason))
            .col_expr(entry::Column::ReturnUntil, Expr::value(until));
    }
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Adds a finding to the history.
pub async fn insert_check(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: &StaffEntry,
    user: UserId,
    check: &Check,
) -> Result<(), db::Error> {
    let (message, until) = match check {
        Check::Incomplete { message, until } => (message.clone(), Some(*until)),
        _ => (String::new(), None),
    };
    let to = match check {
        Check::Moved { to, .. } => Some(to.clone()),
        _ => None,
    };
    let row = entry_check::ActiveModel {
        entry_id: Set(entry.id),
        result: Set(check.result()),
        reason: Set(check.reason().to_owned()),
        message: Set(message),
        return_until: Set(until),
        from_category: Set(to.is_some().then(|| entry.category_key.clone())),
        to_category: Set(to),
        user_id: Set(user),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    entry_check::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
