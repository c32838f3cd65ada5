//! How much is uploaded: counted by the hour, so that deleting gives nothing back.

use sea_orm_migration::{prelude::*, schema::big_integer};

use crate::table::index;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        // No references: the count outlives what it is about, and is forgotten after a day.
        table
            .table("upload_hour")
            .col(big_integer("user_id"))
            .col(big_integer("organisation_id"))
            .col(big_integer("hour"))
            .col(big_integer("size_bytes"));
        table.primary_key(Index::create().col("user_id").col("organisation_id").col("hour"));
        manager.create_table(table).await?;
        index(manager, "upload_hour", &["organisation_id"]).await?;
        index(manager, "upload_hour", &["hour"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("upload_hour").to_owned()).await
    }
}
