//! What lists search and are ordered by, beside what it is made of; and settings
//! of the program itself.

use sea_orm_migration::{prelude::*, schema::text, sea_orm::DbBackend};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [(&str, &str); 5] = [
    ("entry", "search_text"),
    ("entry", "title_key"),
    ("organisation", "search_text"),
    ("organisation", "name_key"),
    ("outbox", "search_text"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("setting").col(text("key").primary_key().take()).col(text("value"));
        manager.create_table(table).await?;
        for (table, column) in COLUMNS {
            let mut definition = text(column).default("").take();
            // Byte by byte, as SQLite compares, whatever the language of the database.
            if manager.get_database_backend() == DbBackend::Postgres {
                definition.extra("COLLATE \"C\"");
            }
            manager.alter_table(Table::alter().table(table).add_column(definition).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in COLUMNS {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("setting").to_owned()).await
    }
}
