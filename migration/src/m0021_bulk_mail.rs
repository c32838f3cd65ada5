//! Which mails go out together, so that they can be undone together.

use sea_orm_migration::{prelude::*, schema::text};

use crate::table::index;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("batch").default("").take();
        manager.alter_table(Table::alter().table("outbox").add_column(column).to_owned()).await?;
        index(manager, "outbox", &["batch"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "outbox_batch_idx";
        manager.drop_index(Index::drop().name(name).table("outbox").to_owned()).await?;
        manager.alter_table(Table::alter().table("outbox").drop_column("batch").to_owned()).await
    }
}
