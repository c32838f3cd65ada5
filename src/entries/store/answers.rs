//! Answers: one row per field, each with its own version.

use entity::{
    Timestamp, answer,
    ids::{EditionId, EntryId, UserId},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QuerySelect as _, RelationTrait as _, Select, TryInsertResult, prelude::Expr,
};
use serde_json::value::RawValue;

use crate::{
    accounts::Person,
    context::Ctx,
    db::{self, WriteTx},
    editions::{self, Open},
    entries::{access::OwnEntry, views::DraftAnswer},
};

#[derive(Debug, FromQueryResult)]
pub struct SavedAnswer {
    pub entry_id: EntryId,
    pub field_key: String,
    pub value: String,
    pub version: i64,
    pub updated_at: Timestamp,
    pub updated_by: String,
    pub updated_by_id: UserId,
}

impl SavedAnswer {
    pub fn as_pair(&self) -> (&str, &str) {
        (&self.field_key, &self.value)
    }

    pub fn into_view(self, reader: UserId) -> DraftAnswer {
        DraftAnswer {
            value: RawValue::from_string(self.value).unwrap_or_default(),
            version: self.version,
            updated_at: self.updated_at,
            updated_by: self.updated_by,
            yours: self.updated_by_id == reader,
        }
    }
}

pub struct NewAnswer<'a> {
    pub field: &'a str,
    pub value: String,
    /// The version that was seen; 0 for none.
    pub seen: i64,
}

pub async fn of_entries<C: ConnectionTrait>(
    db: &C,
    entries: impl IntoIterator<Item = EntryId>,
) -> Result<Vec<SavedAnswer>, db::Error> {
    let rows = saved().filter(answer::Column::EntryId.is_in(entries)).into_model::<SavedAnswer>().all(db);
    Ok(rows.await?)
}

pub async fn of_field(tx: &WriteTx, own: &OwnEntry, field: &str) -> Result<Option<SavedAnswer>, db::Error> {
    let row = saved()
        .filter(answer::Column::EntryId.eq(own.entry().id))
        .filter(answer::Column::FieldKey.eq(field))
        .into_model::<SavedAnswer>()
        .one(&**tx);
    Ok(row.await?)
}

fn saved() -> Select<answer::Entity> {
    answer::Entity::find()
        .select_only()
        .column(answer::Column::EntryId)
        .column(answer::Column::FieldKey)
        .column(answer::Column::Value)
        .column(answer::Column::Version)
        .column(answer::Column::UpdatedAt)
        .column_as(user::Column::Name, "updated_by")
        .column_as(user::Column::Id, "updated_by_id")
        .join(JoinType::InnerJoin, answer::Relation::Author.def())
}

/// Saves an answer if it still has the version that was seen; whether it had.
pub async fn put(
    tx: &WriteTx,
    open: Open,
    own: &OwnEntry,
    person: &Person,
    new: &NewAnswer<'_>,
) -> Result<bool, db::Error> {
    if new.seen > 0 {
        let done = answer::Entity::update_many()
            .col_expr(answer::Column::Value, Expr::value(new.value.as_str()))
            .col_expr(answer::Column::Version, Expr::col(answer::Column::Version).add(1))
            .col_expr(answer::Column::UpdatedBy, Expr::value(person.user))
            .col_expr(answer::Column::UpdatedAt, Expr::value(open.at()))
            .filter(answer::Column::EntryId.eq(own.entry().id))
            .filter(answer::Column::FieldKey.eq(new.field))
            .filter(answer::Column::Version.eq(new.seen))
            .exec(&**tx)
            .await?;
        return Ok(done.rows_affected == 1);
    }
    let row = answer::ActiveModel {
        entry_id: Set(own.entry().id),
        field_key: Set(new.field.to_owned()),
        value: Set(new.value.clone()),
        version: Set(1),
        updated_by: Set(person.user),
        updated_at: Set(open.at()),
        ..Default::default()
    };
    let unique = [answer::Column::EntryId, answer::Column::FieldKey];
    let inserted = answer::Entity::insert(row).on_conflict_do_nothing_on(unique).exec(&**tx).await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(_)))
}

pub async fn of_fields<C: ConnectionTrait>(
    db: &C,
    entries: impl IntoIterator<Item = EntryId>,
    fields: &[&str],
) -> Result<Vec<answer::Model>, db::Error> {
    let rows = answer::Entity::find()
        .filter(answer::Column::EntryId.is_in(entries))
        .filter(answer::Column::FieldKey.is_in(fields.iter().copied()));
    Ok(rows.all(db).await?)
}

pub async fn delete(tx: &WriteTx, own: &OwnEntry) -> Result<(), db::Error> {
    let mine = answer::Entity::delete_many().filter(answer::Column::EntryId.eq(own.entry().id));
    mine.exec(&**tx).await?;
    Ok(())
}

/// Takes back what entries that may still be submitted say to these consents: nobody has agreed to
/// words not seen (PRIV-8). What was received at the deadline stays as it was.
pub async fn take_back(
    tx: &WriteTx,
    ctx: &Ctx,
    (edition, call_is_over): (EditionId, bool),
    consents: &[&str],
) -> Result<(), db::Error> {
    if consents.is_empty() {
        return Ok(());
    }
    answer::Entity::update_many()
        .col_expr(answer::Column::Value, Expr::value("false"))
        .col_expr(answer::Column::Version, Expr::col(answer::Column::Version).add(1))
        .col_expr(answer::Column::UpdatedAt, Expr::value(ctx.now))
        .filter(answer::Column::FieldKey.is_in(consents.iter().copied()))
        .filter(answer::Column::EntryId.in_subquery(editions::still_to_submit(ctx, edition, call_is_over)))
        .exec(&**tx)
        .await?;
    Ok(())
}
