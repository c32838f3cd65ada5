//! Who is nominated by an entry.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, text},
};

use crate::table::{index, key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("nominee")
            .col(key())
            .col(big_integer("entry_id"))
            .col(big_integer("version"))
            .col(boolean("is_oneself"))
            .col(big_integer("user_id"))
            .col(text("name"))
            .col(text("email_as_typed"))
            .col(text("email"))
            .col(text("state"))
            .col(text("reason"))
            .col(big_integer_null("told_at"))
            .col(big_integer_null("answered_at"))
            .col(big_integer_null("recorded_by"))
            .col(big_integer("updated_at"));
        // A draft that is deleted takes its nominee with it.
        let mut of_entry = reference("nominee", "entry_id", "entry");
        table.foreign_key(of_entry.on_delete(ForeignKeyAction::Cascade));
        table.foreign_key(&mut reference("nominee", "user_id", "user"));
        table.foreign_key(&mut reference("nominee", "recorded_by", "user"));
        manager.create_table(table).await?;
        unique(manager, "nominee", &["entry_id"]).await?;
        index(manager, "nominee", &["email"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("nominee").to_owned()).await
    }
}
