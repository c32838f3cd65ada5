//! Earlier editions: the year of each, and entries and honours of those that were not held here.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, index, key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut edition = Table::alter();
        edition.table("edition").add_column(integer("year").default(0));
        manager.alter_table(edition).await?;
        let of_document = match manager.get_database_backend() {
            DbBackend::Postgres => "(document::json->'edition'->>'year')::integer",
            _ => "json_extract(document, '$.edition.year')",
        };
        execute(manager, &[format!("UPDATE edition SET year = COALESCE({of_document}, 0)")]).await?;
        let mut table = Table::create();
        table
            .table("history")
            .col(key())
            .col(big_integer("programme_id"))
            .col(integer("year"))
            .col(text("organisation"))
            .col(text("match_key"))
            .col(text("country"))
            .col(text("category"))
            .col(text("title"))
            .col(text("honour"))
            .col(text("same_key"))
            .col(big_integer("created_at"));
        table.foreign_key(&mut reference("history", "programme_id", "programme"));
        manager.create_table(table).await?;
        // A hash, because the texts themselves can be longer than an index of PostgreSQL takes.
        unique(manager, "history", &["programme_id", "same_key"]).await?;
        index(manager, "history", &["programme_id", "country", "match_key"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("history").to_owned()).await?;
        let mut edition = Table::alter();
        edition.table("edition").drop_column("year");
        manager.alter_table(edition).await
    }
}
