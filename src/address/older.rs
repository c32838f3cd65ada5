//! Addresses stored before there was one form of them.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, prelude::Expr};

use super::Email;
use crate::db::{self, WriteTx};

/// Writes the addresses of a table in the form in which they are compared. One that someone else
/// holds in that form stays with them; of several others that become one, the first gets it. How
/// many rows stay as they were.
///
/// `within` is the column within which an address stands once: the key where many rows may hold
/// the same, none where it stands once in the table. Only the owner of the table calls this.
pub async fn rewrite<E: EntityTrait>(
    tx: &WriteTx,
    key: E::Column,
    email: E::Column,
    within: Option<E::Column>,
) -> Result<usize, db::Error> {
    let scope = within.map_or_else(|| Expr::val(0_i64), |column| Expr::col((E::default(), column)));
    let rows = E::find().select_only().column_as(key, "id").column_as(email, "email");
    let rows = rows.expr_as(scope, "within").order_by_asc(key).into_tuple::<(i64, String, i64)>();
    let stored = rows.all(&**tx).await?;
    let mut taken: HashSet<(i64, String)> =
        stored.iter().map(|(_, email, within)| (*within, email.clone())).collect();
    let mut left = 0_usize;
    for (id, old, within) in stored {
        match Email::parse(&old).ok().map(|email| email.canonical) {
            Some(same) if same == old => {}
            Some(new) if taken.insert((within, new.clone())) => {
                let row = E::update_many().col_expr(email, Expr::value(new)).filter(key.eq(id));
                row.exec(&**tx).await?;
            }
            Some(_) | None => left = left.saturating_add(1),
        }
    }
    Ok(left)
}
