//! The list of erasures.

use entity::{PublicId, Timestamp, erasure, judge, link, member, nominee, staff_invitation, user};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::{
    context::{App, Ctx},
    db::{self, WriteTx},
};

/// What stands in the list instead of an address.
pub fn address_hash(app: &App, email: &str) -> Vec<u8> {
    app.secret.derive("erasure", email.as_bytes()).to_vec()
}

pub async fn next_number(tx: &WriteTx) -> Result<i32, db::Error> {
    let last = erasure::Entity::find().order_by_desc(erasure::Column::Number).one(&**tx).await?;
    Ok(last.map_or(1, |row| row.number.saturating_add(1)))
}

pub async fn add(
    tx: &WriteTx,
    ctx: &Ctx,
    number: i32,
    public_id: PublicId,
    email: &str,
) -> Result<(), db::Error> {
    let row = erasure::ActiveModel {
        number: Set(number),
        public_id: Set(public_id),
        address_hash: Set(address_hash(&ctx.app, email)),
        erased_at: Set(ctx.now),
    };
    erasure::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<erasure::Model>, db::Error> {
    Ok(erasure::Entity::find().order_by_asc(erasure::Column::Number).all(db).await?)
}

/// Sets the instant of an erasure that is done again.
pub async fn date_back(tx: &WriteTx, number: i32, at: Timestamp) -> Result<(), db::Error> {
    erasure::Entity::update_many()
        .col_expr(erasure::Column::ErasedAt, sea_orm::prelude::Expr::value(at))
        .filter(erasure::Column::Number.eq(number))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The canonical address of the account of this public id.
pub async fn address_of<C: ConnectionTrait>(db: &C, id: &PublicId) -> Result<Option<String>, db::Error> {
    let row = user::Entity::find().filter(user::Column::PublicId.eq(id.as_str())).one(db).await?;
    Ok(row.map(|row| row.email))
}

/// Every canonical address of someone that is stored.
pub async fn addresses<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, db::Error> {
    macro_rules! of {
        ($($table:ident),*) => {{
            let mut all = Vec::<String>::new();
            $(
                let rows = $table::Entity::find().select_only().column($table::Column::Email).distinct();
                all.extend(rows.into_tuple::<String>().all(db).await?);
            )*
            all
        }};
    }
    let mut all = of!(user, member, judge, link, staff_invitation, nominee);
    // Drafts that do not say it yet, and those whose time is over, have none.
    all.retain(|address| !address.is_empty());
    Ok(all)
}
