//! Entries that nominate someone: what was said of them, and what they answered.

use entity::{entry, nominee};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _,
};
use serde_json::{Value, json};

use super::entries::editions;
use crate::{accounts::Person, db};

/// The entries themselves are of others.
pub async fn nominees<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = nominee::Entity::find()
        .join(JoinType::InnerJoin, nominee::Relation::Entry.def())
        .filter(nominee::Column::Email.eq(person.email.as_str()))
        .order_by_asc(nominee::Column::Id)
        .select_also(entry::Entity)
        .all(db)
        .await?;
    let editions = editions(db).await?;
    let view = |(row, entry): (nominee::Model, Option<entry::Model>)| {
        let entry = entry?;
        Some(json!({
            "edition": editions.get(&entry.edition_id), "category": entry.category_key,
            "nominee": nominee(&row),
            // What staff noted about an answer is theirs.
            "reason": row.recorded_by.is_none().then_some(row.reason),
        }))
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// The nominee of one's own entry, whose reasons are for the awards team.
pub(super) fn nominee(row: &nominee::Model) -> Value {
    json!({
        "name": row.name, "email": row.email_as_typed, "is_oneself": row.is_oneself,
        "answer": row.state.as_str(), "mailed_at": row.told_at, "answered_at": row.answered_at,
    })
}
