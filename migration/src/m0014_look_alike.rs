//! What the address of an account looks like, so that another that looks the same is found.

use sea_orm_migration::{prelude::*, schema::text};

use crate::table::index;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("email_skeleton").default("").take();
        manager.alter_table(Table::alter().table("user").add_column(column).to_owned()).await?;
        index(manager, "user", &["email_skeleton"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "user_email_skeleton_idx";
        manager.drop_index(Index::drop().name(name).table("user").to_owned()).await?;
        manager.alter_table(Table::alter().table("user").drop_column("email_skeleton").to_owned()).await
    }
}
