//! A decision about an entry may be told by e-mail later than it is made: whether it still waits.

use sea_orm_migration::{prelude::*, schema::text_null};

use crate::table::index;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_null("telling");
        manager.alter_table(Table::alter().table("entry_check").add_column(column).to_owned()).await?;
        index(manager, "entry_check", &["telling"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dropped = Index::drop().name("entry_check_telling_idx").table("entry_check").to_owned();
        manager.drop_index(dropped).await?;
        manager.alter_table(Table::alter().table("entry_check").drop_column("telling").to_owned()).await
    }
}
