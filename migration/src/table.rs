//! The few shapes every table shares: key, reference, index.

use sea_orm_migration::{prelude::*, schema::big_integer};

/// Internal key, counted up by the database.
pub fn key() -> ColumnDef {
    big_integer("id").primary_key().auto_increment().take()
}

/// A column that must name a row of another table; rows that are named stay.
pub fn reference(
    table: &'static str,
    column: &'static str,
    target: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fkey"))
        .from(table, column)
        .to(target, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

/// Makes the columns unique together.
pub async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(over(table, columns, "key").unique().take()).await
}

/// Speeds up finding rows by the columns.
pub async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(over(table, columns, "idx")).await
}

/// Runs statements, one after the other.
pub async fn execute(
    manager: &SchemaManager<'_>,
    statements: &[impl AsRef<str> + Sync],
) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement.as_ref()).await?;
    }
    Ok(())
}

fn over(table: &'static str, columns: &[&'static str], suffix: &str) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}_{suffix}", columns.join("_"))).table(table);
    for &column in columns {
        index.col(column);
    }
    index
}
