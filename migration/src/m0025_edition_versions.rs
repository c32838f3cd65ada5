//! Every version of an edition's document, so that older ones can be read and brought back.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text},
};

use crate::table::{key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The versions in force begin the history; who made them is in the audit log.
const BEGIN: &str = "INSERT INTO edition_version (edition_id, version, document, actor_role, reason, created_at) \
                     SELECT id, version, document, 'program', '', updated_at FROM edition";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("edition_version")
            .col(key())
            .col(big_integer("edition_id"))
            .col(big_integer("version"))
            .col(text("document"))
            .col(big_integer_null("actor_user_id"))
            .col(text("actor_role"))
            .col(text("reason"))
            .col(big_integer("created_at"));
        table.foreign_key(&mut reference("edition_version", "edition_id", "edition"));
        table.foreign_key(&mut reference("edition_version", "actor_user_id", "user"));
        manager.create_table(table).await?;
        unique(manager, "edition_version", &["edition_id", "version"]).await?;
        manager.get_connection().execute_unprepared(BEGIN).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("edition_version").to_owned()).await
    }
}
