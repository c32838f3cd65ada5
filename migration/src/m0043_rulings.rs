//! What people say of the rules of an edition, entry by entry.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

use crate::table::{key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("rule_ruling")
            .col(key())
            .col(big_integer("entry_id"))
            .col(text("rule_key"))
            .col(text("ruling"))
            .col(text("reason"))
            .col(text("basis"))
            .col(big_integer("user_id"))
            .col(big_integer("created_at"));
        table.foreign_key(&mut reference("rule_ruling", "entry_id", "entry"));
        table.foreign_key(&mut reference("rule_ruling", "user_id", "user"));
        manager.create_table(table).await?;
        unique(manager, "rule_ruling", &["entry_id", "rule_key"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("rule_ruling").to_owned()).await
    }
}
