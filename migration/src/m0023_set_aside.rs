//! Scoresheets of an entry that was moved to another category, kept for the way back.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, text_null},
};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("set_aside")
            .col(big_integer("assignment_id"))
            .col(text("category_key"))
            .col(text("assignment_state"))
            .col(text_null("state"))
            .col(text("scores"))
            .col(text("comment_internal"))
            .col(text("comment_panel"))
            .col(text("comment_entrant"))
            .col(big_integer("version"))
            .col(big_integer("updated_at"))
            .col(big_integer_null("handed_in_at"))
            .primary_key(Index::create().col("assignment_id").col("category_key"));
        table.foreign_key(
            ForeignKey::create()
                .name("set_aside_assignment_id_fkey")
                .from("set_aside", "assignment_id")
                .to("assignment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("set_aside").to_owned()).await
    }
}
