//! Mails, jobs and the audit log.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text},
};

use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{index, key, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        outbox(manager).await?;
        job(manager).await?;
        audit(manager).await?;
        refuse_changes_of_audit(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["audit", "job", "outbox"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("outbox")
        .col(key())
        .col(text("message_id").unique_key().take())
        .col(text("kind"))
        .col(text("recipient"))
        .col(big_integer_null("user_id"))
        .col(big_integer_null("edition_id"))
        .col(text("locale"))
        .col(text("message"))
        .col(text("state"))
        .col(integer("tries"))
        .col(big_integer("next_at"))
        .col(big_integer_null("lease_until"))
        .col(big_integer("created_at"))
        .col(big_integer_null("sent_at"))
        .col(text("last_error"));
    table.foreign_key(&mut reference("outbox", "user_id", "user"));
    table.foreign_key(&mut reference("outbox", "edition_id", "edition"));
    manager.create_table(table).await?;
    index(manager, "outbox", &["state", "next_at"]).await
}

async fn job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("job")
        .col(key())
        .col(text("name"))
        .col(text("payload"))
        .col(text("state"))
        .col(big_integer("run_at"))
        .col(integer("tries"))
        .col(big_integer_null("lease_until"))
        .col(text("last_error"))
        .col(big_integer("created_at"));
    manager.create_table(table).await?;
    index(manager, "job", &["state", "run_at"]).await
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("audit")
        .col(key())
        .col(big_integer("at"))
        .col(big_integer_null("actor_user_id"))
        .col(text("actor_role"))
        .col(text("action"))
        .col(text("object_kind"))
        .col(text("object_id"))
        .col(big_integer_null("edition_id"))
        .col(text("reason"))
        .col(text("detail"))
        .col(text("request_id"));
    table.foreign_key(&mut reference("audit", "actor_user_id", "user"));
    table.foreign_key(&mut reference("audit", "edition_id", "edition"));
    manager.create_table(table).await?;
    index(manager, "audit", &["object_kind", "object_id"]).await?;
    index(manager, "audit", &["edition_id", "at"]).await
}

/// The log is append-only for everyone who reaches the database through SQL
/// (security bar AUD-2).
async fn refuse_changes_of_audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let statements: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        ],
        _ => &[
            "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
        ],
    };
    for statement in statements {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}
