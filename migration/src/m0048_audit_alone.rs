//! A draft edition can be deleted, and the audit log keeps what was done in it: its rows name the
//! edition by a number that needs no row any more.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, text},
    sea_orm::DbBackend,
};

use crate::{
    m0031_erasure::let_words_go,
    table::{execute, index, key, reference},
};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const REFERENCE: &str = "audit_edition_id_fkey";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // On SQLite the log is copied: all of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => copy_without(manager).await,
            _ => {
                let reference = ForeignKey::drop().name(REFERENCE).table("audit").to_owned();
                manager.drop_foreign_key(reference).await
            }
        }
    }

    /// What was deleted since then is not there to be referred to.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => Ok(()),
            _ => {
                let again = format!(
                    "ALTER TABLE audit ADD CONSTRAINT {REFERENCE} FOREIGN KEY (edition_id) \
                     REFERENCES edition (id) ON DELETE RESTRICT NOT VALID"
                );
                execute(manager, &[again]).await
            }
        }
    }
}

/// SQLite drops no reference of a table that is there. The chain refers to the log, so both are
/// made again, and the reference follows the new name.
async fn copy_without(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut log = Table::create();
    log.table("audit_next")
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
    log.foreign_key(&mut reference("audit_next", "actor_user_id", "user"));
    manager.create_table(log).await?;
    let mut chain = Table::create();
    chain
        .table("audit_seal_next")
        .col(big_integer("id").primary_key().take())
        .col(big_integer("audit_id").unique_key().take())
        .col(blob("salt"))
        .col(blob("commitment"))
        .col(blob("hash"));
    chain.foreign_key(&mut reference("audit_seal_next", "audit_id", "audit_next"));
    manager.create_table(chain).await?;
    let moved = [
        "INSERT INTO audit_next SELECT id, at, actor_user_id, actor_role, action, object_kind, object_id, \
         edition_id, reason, detail, request_id FROM audit",
        "INSERT INTO audit_seal_next SELECT id, audit_id, salt, commitment, hash FROM audit_seal",
        "DROP TABLE audit_seal",
        "DROP TABLE audit",
        "ALTER TABLE audit_next RENAME TO audit",
        "ALTER TABLE audit_seal_next RENAME TO audit_seal",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        "CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    ];
    execute(manager, &moved).await?;
    let of_changes = let_words_go(DbBackend::Sqlite).iter().filter(|one| one.starts_with("CREATE"));
    execute(manager, &of_changes.collect::<Vec<_>>()).await?;
    index(manager, "audit", &["object_kind", "object_id"]).await?;
    index(manager, "audit", &["edition_id", "at"]).await
}
