//! Programmes, editions, entries and their checks.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, integer_null, text, text_null},
};

use crate::table::{index, key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        programme(manager).await?;
        edition(manager).await?;
        form_version(manager).await?;
        entry(manager).await?;
        answer(manager).await?;
        submitted_version(manager).await?;
        attachment(manager).await?;
        consent(manager).await?;
        entry_check(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "entry_check",
            "consent",
            "attachment",
            "submitted_version",
            "answer",
            "entry",
            "form_version",
            "edition",
            "programme",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn programme(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("programme").col(key()).col(text("slug").unique_key().take()).col(text("name"));
    manager.create_table(table).await
}

async fn edition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("edition")
        .col(key())
        .col(big_integer("programme_id"))
        .col(text("slug"))
        .col(text("document"))
        .col(integer("form_number"))
        .col(big_integer("version"))
        .col(big_integer("created_at"))
        .col(big_integer("updated_at"));
    table.foreign_key(&mut reference("edition", "programme_id", "programme"));
    manager.create_table(table).await?;
    unique(manager, "edition", &["programme_id", "slug"]).await
}

async fn form_version(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("form_version")
        .col(key())
        .col(big_integer("edition_id"))
        .col(integer("number"))
        .col(text("form"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("form_version", "edition_id", "edition"));
    manager.create_table(table).await?;
    unique(manager, "form_version", &["edition_id", "number"]).await
}

async fn entry(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("entry")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(big_integer("edition_id"))
        .col(big_integer("organisation_id"))
        .col(text("category_key"))
        .col(text("state"))
        .col(text("title"))
        .col(big_integer("created_by"))
        .col(big_integer("created_at"))
        .col(big_integer("updated_at"))
        .col(big_integer_null("submitted_at"))
        .col(integer_null("submitted_number"))
        .col(big_integer_null("return_until"))
        .col(text("state_reason"))
        .col(big_integer("version"));
    table.foreign_key(&mut reference("entry", "edition_id", "edition"));
    table.foreign_key(&mut reference("entry", "organisation_id", "organisation"));
    table.foreign_key(&mut reference("entry", "created_by", "user"));
    manager.create_table(table).await?;
    index(manager, "entry", &["edition_id", "state"]).await?;
    index(manager, "entry", &["edition_id", "category_key"]).await?;
    index(manager, "entry", &["organisation_id", "edition_id"]).await
}

async fn answer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("answer")
        .col(key())
        .col(big_integer("entry_id"))
        .col(text("field_key"))
        .col(text("value"))
        .col(big_integer("version"))
        .col(big_integer("updated_by"))
        .col(big_integer("updated_at"));
    table.foreign_key(&mut reference("answer", "entry_id", "entry"));
    table.foreign_key(&mut reference("answer", "updated_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "answer", &["entry_id", "field_key"]).await
}

async fn submitted_version(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("submitted_version")
        .col(key())
        .col(big_integer("entry_id"))
        .col(integer("number"))
        .col(integer("form_number"))
        .col(text("category_key"))
        .col(text("content"))
        .col(text("sha256"))
        .col(big_integer("submitted_by"))
        .col(big_integer("submitted_at"));
    table.foreign_key(&mut reference("submitted_version", "entry_id", "entry"));
    table.foreign_key(&mut reference("submitted_version", "submitted_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "submitted_version", &["entry_id", "number"]).await
}

async fn attachment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("attachment")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(big_integer("entry_id"))
        .col(text("field_key"))
        .col(text("sha256"))
        .col(text("original_name"))
        .col(text("media_type"))
        .col(big_integer("size_bytes"))
        .col(integer("position"))
        .col(text("alt_text"))
        .col(text_null("display_sha256"))
        .col(text_null("thumbnail_sha256"))
        .col(big_integer_null("unclean_at"))
        .col(big_integer("created_by"))
        .col(big_integer("created_at"))
        .col(big_integer_null("removed_at"));
    table.foreign_key(&mut reference("attachment", "entry_id", "entry"));
    table.foreign_key(&mut reference("attachment", "created_by", "user"));
    manager.create_table(table).await?;
    index(manager, "attachment", &["entry_id", "field_key"]).await?;
    index(manager, "attachment", &["sha256"]).await
}

async fn consent(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("consent")
        .col(key())
        .col(big_integer("entry_id"))
        .col(text("field_key"))
        .col(text("text_version"))
        .col(text("text"))
        .col(boolean("accepted"))
        .col(integer("submitted_number"))
        .col(big_integer("user_id"))
        .col(big_integer("given_at"));
    table.foreign_key(&mut reference("consent", "entry_id", "entry"));
    table.foreign_key(&mut reference("consent", "user_id", "user"));
    manager.create_table(table).await?;
    unique(manager, "consent", &["entry_id", "field_key", "submitted_number"]).await
}

async fn entry_check(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("entry_check")
        .col(key())
        .col(big_integer("entry_id"))
        .col(text("result"))
        .col(text("reason"))
        .col(text("message"))
        .col(big_integer_null("return_until"))
        .col(text_null("from_category"))
        .col(text_null("to_category"))
        .col(big_integer("user_id"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("entry_check", "entry_id", "entry"));
    table.foreign_key(&mut reference("entry_check", "user_id", "user"));
    manager.create_table(table).await?;
    index(manager, "entry_check", &["entry_id"]).await
}
