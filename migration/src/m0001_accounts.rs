//! Accounts, sessions, links, organisations.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, integer, text, text_null},
};

use crate::table::{index, key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        user(manager).await?;
        session(manager).await?;
        link(manager).await?;
        staff_invitation(manager).await?;
        throttle(manager).await?;
        idempotency_key(manager).await?;
        organisation(manager).await?;
        member(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let first = ["member", "organisation", "idempotency_key", "throttle"];
        for table in first.into_iter().chain(["staff_invitation", "link", "session", "user"]) {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn user(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("user")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(text("email").unique_key().take())
        .col(text("email_as_typed"))
        .col(text("name"))
        .col(text_null("password_hash"))
        .col(text("locale"))
        .col(text_null("staff_role"))
        .col(big_integer_null("confirmed_at"))
        .col(big_integer_null("disabled_at"))
        .col(big_integer("created_at"))
        .col(big_integer("version"));
    manager.create_table(table).await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("session")
        .col(key())
        .col(blob("token_hash").unique_key().take())
        .col(big_integer("user_id"))
        .col(big_integer("created_at"))
        .col(big_integer("last_seen_at"))
        .col(big_integer("authenticated_at"))
        .col(big_integer("expires_at"))
        .col(text("device"));
    table.foreign_key(&mut reference("session", "user_id", "user"));
    manager.create_table(table).await?;
    index(manager, "session", &["user_id"]).await
}

async fn link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("link")
        .col(key())
        .col(blob("token_hash").unique_key().take())
        .col(blob("nonce"))
        .col(text("kind"))
        .col(text("email"))
        .col(big_integer_null("user_id"))
        .col(big_integer_null("subject_id"))
        .col(text("label"))
        .col(text("name"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("used_at"));
    table.foreign_key(&mut reference("link", "user_id", "user"));
    manager.create_table(table).await?;
    index(manager, "link", &["email", "kind"]).await
}

async fn staff_invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("staff_invitation")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(text("email").unique_key().take())
        .col(text("role"))
        .col(big_integer("invited_by"))
        .col(big_integer("expires_at"));
    table.foreign_key(&mut reference("staff_invitation", "invited_by", "user"));
    manager.create_table(table).await
}

async fn throttle(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("throttle")
        .col(key())
        .col(text("key").unique_key().take())
        .col(integer("failures"))
        .col(big_integer("window_from"))
        .col(big_integer("blocked_until"));
    manager.create_table(table).await
}

async fn idempotency_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("idempotency_key")
        .col(key())
        .col(big_integer("user_id"))
        .col(text("key"))
        .col(blob("request_hash"))
        .col(integer("status"))
        .col(text("body"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("idempotency_key", "user_id", "user"));
    manager.create_table(table).await?;
    unique(manager, "idempotency_key", &["user_id", "key"]).await?;
    index(manager, "idempotency_key", &["created_at"]).await
}

async fn organisation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("organisation")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(text("name"))
        .col(text("kind"))
        .col(text("country"))
        .col(text("city"))
        .col(big_integer("created_at"))
        .col(big_integer("version"));
    manager.create_table(table).await
}

async fn member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("member")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(big_integer("organisation_id"))
        .col(big_integer_null("user_id"))
        .col(text("email"))
        .col(text("state"))
        .col(big_integer_null("invited_by"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("member", "organisation_id", "organisation"));
    table.foreign_key(&mut reference("member", "user_id", "user"));
    table.foreign_key(&mut reference("member", "invited_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "member", &["organisation_id", "email"]).await?;
    index(manager, "member", &["user_id"]).await
}
