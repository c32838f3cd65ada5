//! By what an organisation is recognised when it is named once more; and what kind it is
//! in the edition it enters, for editions have kinds of their own.

use sea_orm_migration::{prelude::*, schema::text};

use crate::table::index;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("match_key").default("").take();
        manager.alter_table(Table::alter().table("organisation").add_column(column).to_owned()).await?;
        index(manager, "organisation", &["country", "match_key"]).await?;
        let column = text("organisation_kind").default("").take();
        manager.alter_table(Table::alter().table("entry").add_column(column).to_owned()).await?;
        let known = "UPDATE entry SET organisation_kind = (SELECT kind FROM organisation \
                     WHERE organisation.id = entry.organisation_id) WHERE state <> 'draft'";
        manager.get_connection().execute_unprepared(known).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("entry").drop_column("organisation_kind").to_owned())
            .await?;
        let name = "organisation_country_match_key_idx";
        manager.drop_index(Index::drop().name(name).table("organisation").to_owned()).await?;
        manager.alter_table(Table::alter().table("organisation").drop_column("match_key").to_owned()).await
    }
}
