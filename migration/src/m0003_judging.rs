//! Judges, panels, assignments, scores, shortlists.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text},
};

use crate::table::{index, key, reference, unique};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        judge(manager).await?;
        panel_member(manager).await?;
        assignment(manager).await?;
        conflict(manager).await?;
        scoresheet(manager).await?;
        shortlisted(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["shortlisted", "scoresheet", "conflict", "assignment", "panel_member", "judge"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn judge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("judge")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(big_integer("edition_id"))
        .col(big_integer_null("user_id"))
        .col(text("email"))
        .col(text("name"))
        .col(text("organisation"))
        .col(text("country"))
        .col(text("state"))
        .col(big_integer("invited_by"))
        .col(big_integer("invited_at"))
        .col(big_integer_null("accepted_at"))
        .col(big_integer_null("reminded_at"));
    table.foreign_key(&mut reference("judge", "edition_id", "edition"));
    table.foreign_key(&mut reference("judge", "user_id", "user"));
    table.foreign_key(&mut reference("judge", "invited_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "judge", &["edition_id", "email"]).await?;
    index(manager, "judge", &["user_id"]).await
}

async fn panel_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("panel_member")
        .col(key())
        .col(big_integer("edition_id"))
        .col(text("round_key"))
        .col(text("category_key"))
        .col(big_integer("judge_id"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("panel_member", "edition_id", "edition"));
    table.foreign_key(&mut reference("panel_member", "judge_id", "judge"));
    manager.create_table(table).await?;
    unique(manager, "panel_member", &["edition_id", "round_key", "category_key", "judge_id"]).await
}

async fn assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("assignment")
        .col(key())
        .col(text("public_id").unique_key().take())
        .col(big_integer("edition_id"))
        .col(text("round_key"))
        .col(big_integer("entry_id"))
        .col(big_integer("judge_id"))
        .col(text("state"))
        .col(big_integer_null("points"))
        .col(big_integer("created_by"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("assignment", "edition_id", "edition"));
    table.foreign_key(&mut reference("assignment", "entry_id", "entry"));
    table.foreign_key(&mut reference("assignment", "judge_id", "judge"));
    table.foreign_key(&mut reference("assignment", "created_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "assignment", &["edition_id", "round_key", "entry_id", "judge_id"]).await?;
    index(manager, "assignment", &["judge_id", "state"]).await?;
    // Holds all that a list ordered by points needs, so that it reads no row.
    index(manager, "assignment", &["edition_id", "round_key", "state", "entry_id", "points"]).await?;
    index(manager, "assignment", &["entry_id"]).await
}

async fn conflict(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("conflict")
        .col(key())
        .col(big_integer("edition_id"))
        .col(big_integer("judge_id"))
        .col(big_integer("entry_id"))
        .col(text("kind"))
        .col(text("reason"))
        .col(big_integer("created_by"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("conflict", "edition_id", "edition"));
    table.foreign_key(&mut reference("conflict", "judge_id", "judge"));
    table.foreign_key(&mut reference("conflict", "entry_id", "entry"));
    table.foreign_key(&mut reference("conflict", "created_by", "user"));
    manager.create_table(table).await?;
    unique(manager, "conflict", &["judge_id", "entry_id"]).await?;
    index(manager, "conflict", &["entry_id"]).await
}

async fn scoresheet(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("scoresheet")
        .col(big_integer("assignment_id").primary_key().take())
        .col(text("state"))
        .col(text("scores"))
        .col(text("comment_internal"))
        .col(text("comment_panel"))
        .col(text("comment_entrant"))
        .col(big_integer("version"))
        .col(big_integer("updated_at"))
        .col(big_integer_null("handed_in_at"));
    table.foreign_key(&mut reference("scoresheet", "assignment_id", "assignment"));
    manager.create_table(table).await
}

async fn shortlisted(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("shortlisted")
        .col(key())
        .col(big_integer("edition_id"))
        .col(text("round_key"))
        .col(text("category_key"))
        .col(big_integer("entry_id"))
        .col(text("method"))
        .col(text("reason"))
        .col(big_integer("user_id"))
        .col(big_integer("created_at"));
    table.foreign_key(&mut reference("shortlisted", "edition_id", "edition"));
    table.foreign_key(&mut reference("shortlisted", "entry_id", "entry"));
    table.foreign_key(&mut reference("shortlisted", "user_id", "user"));
    manager.create_table(table).await?;
    unique(manager, "shortlisted", &["edition_id", "round_key", "category_key", "entry_id"]).await
}
