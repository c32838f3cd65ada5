//! What was found about rules, the last word on each.

use std::collections::HashMap;

use entity::{
    ids::{EntryId, UserId},
    rule_ruling::{self, Ruling},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QuerySelect as _, RelationTrait as _, sea_query::OnConflict,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// What was found, with who found it, by the key of the rule.
pub type Rulings = HashMap<String, (rule_ruling::Model, Option<user::Model>)>;

pub async fn of_entry<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Rulings, db::Error> {
    let rows = rule_ruling::Entity::find()
        .join(JoinType::InnerJoin, rule_ruling::Relation::User.def())
        .select_also(user::Entity)
        .filter(rule_ruling::Column::EntryId.eq(entry));
    Ok(rows.all(db).await?.into_iter().map(|(row, user)| (row.rule_key.clone(), (row, user))).collect())
}

pub struct Kept<'a> {
    pub entry: EntryId,
    pub rule: &'a str,
    pub ruling: Ruling,
    pub reason: &'a str,
    pub basis: String,
    pub user: UserId,
}

/// Keeps a ruling in the place of what was found before.
pub async fn keep(tx: &WriteTx, ctx: &Ctx, kept: Kept<'_>) -> Result<(), db::Error> {
    let row = rule_ruling::ActiveModel {
        entry_id: Set(kept.entry),
        rule_key: Set(kept.rule.to_owned()),
        ruling: Set(kept.ruling),
        reason: Set(kept.reason.to_owned()),
        basis: Set(kept.basis),
        user_id: Set(kept.user),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    let again = OnConflict::columns([rule_ruling::Column::EntryId, rule_ruling::Column::RuleKey])
        .update_columns([
            rule_ruling::Column::Ruling,
            rule_ruling::Column::Reason,
            rule_ruling::Column::Basis,
            rule_ruling::Column::UserId,
            rule_ruling::Column::CreatedAt,
        ])
        .to_owned();
    rule_ruling::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Removes what was found about a rule.
pub async fn remove(tx: &WriteTx, entry: EntryId, rule: &str) -> Result<(), db::Error> {
    let row = rule_ruling::Entity::delete_many()
        .filter(rule_ruling::Column::EntryId.eq(entry))
        .filter(rule_ruling::Column::RuleKey.eq(rule));
    row.exec(&**tx).await?;
    Ok(())
}
