//! Entries that may be judged are read a page at a time, in the order of an index, and conflicts
//! are counted from one.

use sea_orm_migration::prelude::*;

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [(&str, &str); 2] = [
    ("entry_by_pool", "entry (edition_id, state, category_key, title_key, id)"),
    ("conflict_by_judge", "conflict (edition_id, lifted_at, judge_id)"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, &INDEXES.map(|(name, on)| format!("CREATE INDEX {name} ON {on}"))).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, &INDEXES.map(|(name, _)| format!("DROP INDEX {name}"))).await
    }
}
