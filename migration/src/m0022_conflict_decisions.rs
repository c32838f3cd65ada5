//! A conflict of interest that people lifted stays on record, with who lifted it and why.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, text_null},
};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in
            [big_integer_null("lifted_at"), big_integer_null("lifted_by"), text_null("lift_reason")]
        {
            manager
                .alter_table(Table::alter().table("conflict").add_column(column.take()).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["lifted_at", "lifted_by", "lift_reason"] {
            manager.alter_table(Table::alter().table("conflict").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
