//! Since when entrants read what the judges of a round wrote to them.

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
            .table("feedback_release")
            .col(key())
            .col(big_integer("edition_id"))
            .col(text("round_key"))
            .col(big_integer("released_by"))
            .col(big_integer("released_at"));
        table.foreign_key(&mut reference("feedback_release", "edition_id", "edition"));
        table.foreign_key(&mut reference("feedback_release", "released_by", "user"));
        manager.create_table(table).await?;
        unique(manager, "feedback_release", &["edition_id", "round_key"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("feedback_release").to_owned()).await
    }
}
