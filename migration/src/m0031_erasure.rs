//! Erasing a person: who asked for it, the list of who was erased, and an audit log that lets
//! words go but nothing else.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, integer, text, text_null},
    sea_orm::DbBackend,
};

use crate::table::{index, key, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut erasure = Table::create();
        erasure
            .table("erasure")
            .col(integer("number").primary_key().take())
            .col(text("public_id").unique_key().take())
            .col(blob("address_hash"))
            .col(big_integer("erased_at"));
        manager.create_table(erasure).await?;
        let mut request = Table::create();
        request
            .table("erasure_request")
            .col(key())
            .col(text("public_id").unique_key().take())
            .col(big_integer("user_id"))
            .col(big_integer("requested_at"))
            .col(big_integer_null("decided_at"))
            .col(big_integer_null("decided_by"))
            .col(text_null("refusal"));
        request.foreign_key(&mut reference("erasure_request", "user_id", "user"));
        request.foreign_key(&mut reference("erasure_request", "decided_by", "user"));
        manager.create_table(request).await?;
        index(manager, "erasure_request", &["user_id"]).await?;
        execute(manager, let_words_go(manager.get_database_backend())).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, refuse_all(manager.get_database_backend())).await?;
        for table in ["erasure_request", "erasure"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn execute(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// A row may lose reason and detail, and its seal the salt, for good; all else stays refused.
pub(crate) const fn let_words_go(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "DROP TRIGGER audit_no_update",
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN NEW.reason <> '' OR NEW.detail <> '' \
             OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.actor_user_id IS NOT OLD.actor_user_id \
             OR NEW.actor_role IS NOT OLD.actor_role OR NEW.action IS NOT OLD.action \
             OR NEW.object_kind IS NOT OLD.object_kind OR NEW.object_id IS NOT OLD.object_id \
             OR NEW.edition_id IS NOT OLD.edition_id OR NEW.request_id IS NOT OLD.request_id \
             BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
            "DROP TRIGGER audit_seal_no_update",
            "CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal WHEN length(NEW.salt) > 0 \
             OR NEW.id IS NOT OLD.id OR NEW.audit_id IS NOT OLD.audit_id \
             OR NEW.commitment IS NOT OLD.commitment OR NEW.hash IS NOT OLD.hash \
             BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        ],
        _ => &["CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger AS $$ BEGIN \
             IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit' THEN \
               IF NEW.reason = '' AND NEW.detail = '' AND to_jsonb(NEW) - 'reason' - 'detail' \
                 = to_jsonb(OLD) - 'reason' - 'detail' THEN RETURN NEW; END IF; \
             ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_seal' THEN \
               IF length(NEW.salt) = 0 AND to_jsonb(NEW) - 'salt' = to_jsonb(OLD) - 'salt' \
                 THEN RETURN NEW; END IF; \
             END IF; \
             RAISE EXCEPTION 'audit is append-only'; END $$ LANGUAGE plpgsql"],
    }
}

const fn refuse_all(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "DROP TRIGGER audit_no_update",
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
            "DROP TRIGGER audit_seal_no_update",
            "CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        ],
        _ => &[
            "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$ LANGUAGE plpgsql",
        ],
    }
}
