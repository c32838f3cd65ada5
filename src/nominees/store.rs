//! Rows of nominees.

use entity::{
    Timestamp,
    entry::{self, EntryState},
    ids::{EditionId, EntryId, UserId},
    nominee::{self, NomineeState},
    user,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    address::Email,
    context::Ctx,
    db::{self, WriteTx},
    editions::{EditionDocument, Moment},
};

/// The nominee of an entry, held until the transaction ends.
pub async fn lock(tx: &WriteTx, entry: EntryId) -> Result<Option<nominee::Model>, db::Error> {
    let own = nominee::Entity::find().filter(nominee::Column::EntryId.eq(entry));
    Ok(own.lock_exclusive().one(&**tx).await?)
}

/// Who is nominated from now on.
pub struct Named<'a> {
    pub entry: EntryId,
    pub is_oneself: bool,
    pub name: &'a str,
    pub email: Option<&'a Email>,
    pub by: UserId,
}

/// Writes who is nominated. They have not said anything yet, whatever someone else said.
pub async fn put(
    tx: &WriteTx,
    ctx: &Ctx,
    before: Option<nominee::Model>,
    named: Named<'_>,
) -> Result<nominee::Model, db::Error> {
    let Named { entry, is_oneself, name, email, by } = named;
    let is_new = before.is_none();
    let version = before.as_ref().map_or(0, |row| row.version).saturating_add(1);
    let mut row = before.map_or_else(Default::default, nominee::Model::into_active_model);
    row.entry_id = Set(entry);
    row.version = Set(version);
    row.is_oneself = Set(is_oneself);
    row.user_id = Set(by);
    row.name = Set(name.to_owned());
    row.email_as_typed = Set(email.map(|email| email.typed.clone()).unwrap_or_default());
    row.email = Set(email.map(|email| email.canonical.clone()).unwrap_or_default());
    row.state = Set(NomineeState::Named);
    row.reason = Set(String::new());
    row.told_at = Set(None);
    row.answered_at = Set(None);
    row.recorded_by = Set(None);
    row.updated_at = Set(ctx.now);
    let row = if is_new { row.insert(&**tx).await? } else { row.update(&**tx).await? };
    Ok(row)
}

/// When they were sent a link; nothing where that is to be done again.
pub async fn set_told(
    tx: &WriteTx,
    row: nominee::Model,
    at: Option<Timestamp>,
) -> Result<nominee::Model, db::Error> {
    let version = row.version.saturating_add(1);
    let mut row = row.into_active_model();
    row.version = Set(version);
    row.told_at = Set(at);
    Ok(row.update(&**tx).await?)
}

pub struct Answer<'a> {
    pub state: NomineeState,
    pub reason: &'a str,
    /// Who of the staff records it.
    pub by: Option<UserId>,
}

pub async fn answer(
    tx: &WriteTx,
    ctx: &Ctx,
    row: nominee::Model,
    answer: Answer<'_>,
) -> Result<nominee::Model, db::Error> {
    let version = row.version.saturating_add(1);
    let mut row = row.into_active_model();
    row.version = Set(version);
    row.state = Set(answer.state);
    row.reason = Set(answer.reason.to_owned());
    row.answered_at = Set(Some(ctx.now));
    row.recorded_by = Set(answer.by);
    row.updated_at = Set(ctx.now);
    Ok(row.update(&**tx).await?)
}

/// Names of accounts.
pub async fn name_of<C: ConnectionTrait>(db: &C, id: Option<UserId>) -> Result<Option<String>, db::Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(user::Entity::find_by_id(id).one(db).await?.map(|row| row.name))
}

fn entries_of(condition: Condition) -> SelectStatement {
    let rows = nominee::Entity::find().select_only().column(nominee::Column::EntryId).filter(condition);
    rows.into_query()
}

/// Entries at which the awards team has to look, because their nominee declined or has not
/// accepted in time.
pub fn not_accepted(document: &EditionDocument, now: Timestamp) -> Condition {
    let all: Vec<_> = document.accepted_categories().collect();
    let is_over = |until: Option<Timestamp>| until.is_some_and(|until| now >= until);
    let over = all.iter().filter(|(_, by)| is_over(by.map(Moment::instant)));
    let over: Vec<&str> = over.map(|(category, _)| category.key.as_str()).collect();
    let state = nominee::Column::State;
    let accepted =
        Condition::any().add(state.eq(NomineeState::Accepted)).add(nominee::Column::IsOneself.eq(true));
    let declined =
        Condition::all().add(state.eq(NomineeState::Declined)).add(nominee::Column::IsOneself.eq(false));
    let late = Condition::all()
        .add(entry::Column::CategoryKey.is_in(over))
        .add(entry::Column::Id.not_in_subquery(entries_of(accepted)));
    Condition::all()
        .add(entry::Column::CategoryKey.is_in(all.iter().map(|(category, _)| category.key.as_str())))
        .add(Condition::any().add(late).add(entry::Column::Id.in_subquery(entries_of(declined))))
}

pub mod erasing {
    //! Taking a person out of nominees, and what goes when its time is over.

    use super::*;
    use crate::subject::Subject;

    /// Rows changed in one transaction.
    const BATCH: u64 = 200;

    /// What entries call whoever has this address.
    pub async fn names<C: ConnectionTrait>(db: &C, email: &str) -> Result<Vec<String>, db::Error> {
        let rows = nominee::Entity::find().filter(nominee::Column::Email.eq(email)).all(db).await?;
        Ok(rows.into_iter().map(|row| row.name).filter(|name| !name.is_empty()).collect())
    }

    /// A number replaces the name; what they answered stays, without their words.
    pub async fn pseudonymise(tx: &WriteTx, subject: &Subject) -> Result<(), db::Error> {
        nominee::Entity::update_many()
            .col_expr(nominee::Column::Name, Expr::value(subject.pseudonym()))
            .col_expr(nominee::Column::EmailAsTyped, Expr::value(subject.no_address()))
            .col_expr(nominee::Column::Email, Expr::value(subject.no_address()))
            .col_expr(nominee::Column::Reason, Expr::value(""))
            .col_expr(nominee::Column::Version, Expr::col(nominee::Column::Version).add(1))
            .filter(nominee::Column::Email.eq(subject.email.as_str()))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    /// Deletes addresses and reasons of nominees of these editions; how many.
    pub async fn forget_addresses(tx: &WriteTx, editions: Vec<EditionId>) -> Result<usize, db::Error> {
        let of_them = entry::Entity::find()
            .select_only()
            .column(entry::Column::Id)
            .filter(entry::Column::EditionId.is_in(editions))
            .filter(entry::Column::State.ne(EntryState::Draft));
        let ids: Vec<entity::ids::NomineeId> = nominee::Entity::find()
            .select_only()
            .column(nominee::Column::Id)
            .filter(nominee::Column::EntryId.in_subquery(of_them.into_query()))
            .filter(nominee::Column::Email.ne(""))
            .limit(BATCH)
            .into_tuple()
            .all(&**tx)
            .await?;
        nominee::Entity::update_many()
            .col_expr(nominee::Column::EmailAsTyped, Expr::value(""))
            .col_expr(nominee::Column::Email, Expr::value(""))
            .col_expr(nominee::Column::Reason, Expr::value(""))
            .filter(nominee::Column::Id.is_in(ids.iter().copied()))
            .exec(&**tx)
            .await?;
        Ok(ids.len())
    }
}
