//! Accounts whose address looks like another, to be named to staff.

use std::collections::HashMap;

use entity::user;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    prelude::Expr,
};

use crate::{
    address::{Email, skeleton},
    db::{self, WriteTx},
};

pub struct LookAlikes(HashMap<String, Vec<String>>);

impl LookAlikes {
    /// The address of another account that looks like this one.
    pub fn of(&self, email: &str) -> Option<String> {
        let canonical = Email::parse(email).ok()?.canonical;
        self.0.get(&skeleton(&canonical))?.iter().find(|other| **other != canonical).cloned()
    }
}

/// The accounts with a proved address that look like these addresses.
pub async fn find<'a, C: ConnectionTrait>(
    db: &C,
    emails: impl IntoIterator<Item = &'a str>,
) -> Result<LookAlikes, db::Error> {
    let canonical = emails.into_iter().filter_map(|email| Email::parse(email).ok());
    let rows: Vec<(String, String)> = user::Entity::find()
        .filter(user::Column::EmailSkeleton.is_in(canonical.map(|email| skeleton(&email.canonical))))
        .filter(user::Column::ConfirmedAt.is_not_null())
        .select_only()
        .column(user::Column::EmailSkeleton)
        .column(user::Column::Email)
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut found = HashMap::<String, Vec<String>>::new();
    for (skeleton, email) in rows {
        found.entry(skeleton).or_default().push(email);
    }
    Ok(LookAlikes(found))
}

/// Says of accounts what their address looks like, where that is not known yet; of all when the rule
/// for it has changed.
pub async fn refill(tx: &WriteTx, all: bool) -> Result<(), db::Error> {
    let mut rows = user::Entity::find();
    if !all {
        rows = rows.filter(user::Column::EmailSkeleton.eq(""));
    }
    for row in rows.all(&**tx).await? {
        user::Entity::update_many()
            .col_expr(user::Column::EmailSkeleton, Expr::value(skeleton(&row.email)))
            .filter(user::Column::Id.eq(row.id))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}
