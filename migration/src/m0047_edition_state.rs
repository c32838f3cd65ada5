//! An edition is a draft, published or archived. Those that are there were published when they were
//! imported.

use sea_orm_migration::{prelude::*, schema::text};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("state").default("published").take();
        manager.alter_table(Table::alter().table("edition").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("edition").drop_column("state").to_owned()).await
    }
}
