//! How people want their pages, and the views of lists they keep.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text},
};

use crate::table::{index, key, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut preference = Table::create();
        preference
            .table("preference")
            .col(big_integer("user_id"))
            .col(text("name"))
            .col(text("value"))
            .primary_key(Index::create().col("user_id").col("name"));
        preference.foreign_key(&mut reference("preference", "user_id", "user"));
        manager.create_table(preference).await?;
        let mut view = Table::create();
        view.table("saved_view")
            .col(key())
            .col(text("public_id").unique_key().take())
            .col(big_integer("edition_id"))
            .col(text("list"))
            .col(text("name"))
            .col(text("query"))
            .col(big_integer_null("user_id"))
            .col(big_integer("created_at"));
        view.foreign_key(&mut reference("saved_view", "edition_id", "edition"));
        view.foreign_key(&mut reference("saved_view", "user_id", "user"));
        manager.create_table(view).await?;
        index(manager, "saved_view", &["edition_id", "user_id"]).await?;
        index(manager, "saved_view", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["saved_view", "preference"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
