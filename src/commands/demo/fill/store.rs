//! Inserts of the sample, many rows a statement.

use entity::{edition, user};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait as _,
    sea_query::FromValueTuple,
};

use crate::db::{self, WriteTx};

/// SQLite binds at most 32,766 values a statement; no table here has more than 16 columns.
const ROWS_A_STATEMENT: usize = 1000;

/// Whether nobody is there yet.
pub async fn is_empty(tx: &WriteTx) -> Result<bool, db::Error> {
    Ok(user::Entity::find().count(&**tx).await? == 0)
}

/// The edition just imported.
pub async fn edition(tx: &WriteTx) -> anyhow::Result<edition::Model> {
    let row = edition::Entity::find().one(&**tx).await?;
    row.ok_or_else(|| anyhow::anyhow!("the sample edition was not imported"))
}

/// Inserts rows and gives them back with their keys, in the same order.
pub async fn insert<A>(
    tx: &WriteTx,
    rows: Vec<A>,
) -> Result<Vec<<A::Entity as EntityTrait>::Model>, db::Error>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    <<A::Entity as EntityTrait>::PrimaryKey as sea_orm::PrimaryKeyTrait>::ValueType: FromValueTuple,
{
    let mut inserted = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<A> = rows.by_ref().take(ROWS_A_STATEMENT).collect();
        inserted.extend(A::Entity::insert_many(chunk).exec_with_returning(&**tx).await?);
    }
    Ok(inserted)
}
