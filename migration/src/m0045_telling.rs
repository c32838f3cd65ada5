//! A decision about an entry may be told by e-mail later than it is made: whether it still waits.

use sea_orm_migration::{prelude::*, schema::text_null};

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_null("telling");
        manager.alter_table(Table::alter().table("entry_check").add_column(column).to_owned()).await?;
        // Of those that wait only: few do, and it must show in the statistics of the index.
        let waits = "CREATE INDEX entry_check_waits ON entry_check (entry_id) WHERE telling = 'waits'";
        execute(manager, &[waits]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, &["DROP INDEX entry_check_waits"]).await?;
        manager.alter_table(Table::alter().table("entry_check").drop_column("telling").to_owned()).await
    }
}
