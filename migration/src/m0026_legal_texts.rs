//! Privacy notice, imprint, accessibility statement and contact, each with its versions, and which
//! privacy notice was in force when someone consented.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, integer_null, text},
};

use crate::table::{key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("legal_text")
            .col(key())
            .col(text("kind"))
            .col(integer("version"))
            .col(text("locale"))
            .col(text("body"))
            .col(text("reason"))
            .col(big_integer("created_by"))
            .col(big_integer("created_at"));
        table.foreign_key(&mut reference("legal_text", "created_by", "user"));
        manager.create_table(table).await?;
        unique(manager, "legal_text", &["kind", "version"]).await?;
        let mut consent = Table::alter();
        consent.table("consent").add_column(integer_null("privacy_version"));
        manager.alter_table(consent).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut consent = Table::alter();
        consent.table("consent").drop_column("privacy_version");
        manager.alter_table(consent).await?;
        manager.drop_table(Table::drop().table("legal_text").to_owned()).await
    }
}
