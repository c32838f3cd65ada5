//! What staff waived for an entry; written where entries are checked.

use entity::{
    ids::EntryId,
    rule_ruling::{self, Ruling},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::db;

/// The keys of the rules that count as met, whatever their conditions say.
pub async fn waived<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<String>, db::Error> {
    let rows = rule_ruling::Entity::find()
        .select_only()
        .column(rule_ruling::Column::RuleKey)
        .filter(rule_ruling::Column::EntryId.eq(entry))
        .filter(rule_ruling::Column::Ruling.eq(Ruling::Waived));
    Ok(rows.into_tuple().all(db).await?)
}
