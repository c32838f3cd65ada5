//! From when until when someone belonged to an organisation: an interest in its
//! entries outlives the membership.

use sea_orm_migration::{prelude::*, schema::big_integer_null, sea_orm::DbBackend};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["joined_at", "left_at"] {
            let added = Table::alter().table("member").add_column(big_integer_null(column)).to_owned();
            manager.alter_table(added).await?;
        }
        // When people left was never written down: they may have left just now.
        let now = match manager.get_database_backend() {
            DbBackend::Postgres => "CAST(extract(epoch FROM now()) * 1000 AS bigint)",
            _ => "CAST(strftime('%s', 'now') AS INTEGER) * 1000",
        };
        let db = manager.get_connection();
        db.execute_unprepared("UPDATE member SET joined_at = created_at WHERE user_id IS NOT NULL").await?;
        db.execute_unprepared(&format!(
            "UPDATE member SET left_at = {now} WHERE user_id IS NOT NULL AND state <> 'active'"
        ))
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["joined_at", "left_at"] {
            let dropped = Table::alter().table("member").drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}
