//! Addresses stored before there was one form of them.

use std::collections::HashSet;

use entity::{PublicId, user};
use sea_orm::{
    ConnectionTrait, EntityTrait as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, ExprTrait as _, Query},
};

use crate::{
    address::Email,
    db::{self, WriteTx},
};

/// Where addresses stand that are compared, and within which column's rows each stands once: the
/// primary key where many rows may hold the same.
const PLACES: [(&str, Option<&str>); 5] = [
    ("user", None),
    ("staff_invitation", None),
    ("member", Some("organisation_id")),
    ("judge", Some("edition_id")),
    ("link", Some("id")),
];

/// Writes all addresses in the form in which they are compared. One that somebody else holds in
/// that form stays with them; of several others that become one, the first gets it. How many rows
/// stay as they were.
pub async fn rewrite(tx: &WriteTx) -> Result<usize, db::Error> {
    let mut left = 0_usize;
    for (table, within) in PLACES {
        let mut rows = Query::select();
        rows.column("id").column("email").from(table).order_by("id", sea_orm::Order::Asc);
        match within {
            Some(column) => rows.expr_as(Expr::col(column), "within"),
            None => rows.expr_as(Expr::val(0_i64), "within"),
        };
        let mut stored: Vec<(i64, String, i64)> = Vec::new();
        for row in tx.query_all(&rows).await? {
            stored.push((row.try_get("", "id")?, row.try_get("", "email")?, row.try_get("", "within")?));
        }
        let mut taken: HashSet<(i64, String)> =
            stored.iter().map(|(_, email, within)| (*within, email.clone())).collect();
        for (id, email, within) in stored {
            match canonical(&email) {
                Some(same) if same == email => {}
                Some(other) if taken.insert((within, other.clone())) => {
                    let mut update = Query::update();
                    update.table(table).value("email", other).and_where(Expr::col("id").eq(id));
                    tx.execute(&update).await?;
                }
                Some(_) | None => left = left.saturating_add(1),
            }
        }
    }
    Ok(left)
}

/// The accounts nobody can sign in to, for their address is not in the form that is compared.
pub async fn unreachable<C: ConnectionTrait>(db: &C) -> Result<Vec<(PublicId, String)>, db::Error> {
    let rows: Vec<(PublicId, String)> = user::Entity::find()
        .select_only()
        .column(user::Column::PublicId)
        .column(user::Column::Email)
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|(_, email)| canonical(email).as_ref() != Some(email)).collect())
}

/// A stored address in the form that is compared, if it has one.
fn canonical(stored: &str) -> Option<String> {
    Email::parse(stored).ok().map(|email| email.canonical)
}
