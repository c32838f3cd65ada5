//! Which version of the schema the database has.

use anyhow::ensure;
use migration::{Migrator, MigratorTrait as _, SchemaManager};
use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, Statement, TransactionTrait as _,
};

use super::Db;

/// Waits until no other program changes the schema, and keeps others out until this ends. On
/// SQLite the lock of the data directory does that.
pub(super) async fn turn(db: &Db) -> Result<Option<DatabaseTransaction>, DbErr> {
    if db.write.get_database_backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let turn = db.write.begin().await?;
    // The lock is one of the whole database, so the schema is part of its name.
    turn.execute_unprepared(
        "SET LOCAL statement_timeout = 0; \
         SELECT pg_advisory_xact_lock(hashtext('palmares'), hashtext(coalesce(current_schema(), '')))",
    )
    .await?;
    Ok(Some(turn))
}

/// Whether steps are missing.
pub(super) async fn is_behind(db: &Db) -> anyhow::Result<bool> {
    let known: Vec<String> = known_steps();
    let taken = steps(db).await?;
    let newer = taken.iter().find(|step| !known.contains(step));
    ensure!(
        newer.is_none(),
        "the database was made by a newer version of palmares; run that version or a later one"
    );
    Ok(taken.len() < known.len())
}

/// The steps of the schema that this program knows, in order.
pub fn known_steps() -> Vec<String> {
    Migrator::migrations().iter().map(|step| step.name().to_owned()).collect()
}

/// The steps of the schema that the database has taken, in order.
pub async fn steps(db: &Db) -> Result<Vec<String>, DbErr> {
    if !SchemaManager::new(&db.write).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let backend = db.write.get_database_backend();
    let all = Statement::from_string(backend, "SELECT version FROM seaql_migrations ORDER BY version");
    db.write.query_all_raw(all).await?.iter().map(|row| row.try_get_by_index(0)).collect()
}
