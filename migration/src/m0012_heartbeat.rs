//! The one row by which the program shows that it can save.

use sea_orm_migration::{prelude::*, schema::big_integer};

use crate::table::key;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("heartbeat").col(key()).col(big_integer("at"));
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("heartbeat").to_owned()).await
    }
}
