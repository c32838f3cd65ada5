//! The chain over the audit log.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, blob},
    sea_orm::DbBackend,
};

use crate::table::reference;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("audit_seal")
            .col(big_integer("id").primary_key().take())
            .col(big_integer("audit_id").unique_key().take())
            .col(blob("salt"))
            .col(blob("commitment"))
            .col(blob("hash"));
        table.foreign_key(&mut reference("audit_seal", "audit_id", "audit"));
        manager.create_table(table).await?;
        // As the log itself: the function and the message are those of its own triggers.
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
                "CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
            ],
            _ => &[
                "CREATE TRIGGER audit_seal_no_change BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
            ],
        };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit_seal").to_owned()).await
    }
}
