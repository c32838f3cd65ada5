//! How many entries are judged by enough is known without a look at every entry: the sums of
//! `m0039_work` tell the scoresheets that were handed in apart, too.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "coverage_count";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keep_by(manager, &["assigned", "done"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keep_by(manager, &["assigned"]).await
    }
}

/// Makes the sums anew, by edition, round and category, and by these numbers of `entry_progress`.
async fn keep_by(manager: &SchemaManager<'_>, numbers: &[&'static str]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    match backend {
        DbBackend::Sqlite => {
            execute(manager, &["insert", "update", "delete"].map(|of| format!("DROP TRIGGER {TABLE}_{of}")))
                .await?;
        }
        _ => {
            execute(
                manager,
                &["", "_update"].map(|of| format!("DROP TRIGGER {TABLE}{of} ON entry_progress")),
            )
            .await?;
        }
    }
    manager.drop_table(Table::drop().table(TABLE).to_owned()).await?;
    create(manager, numbers).await?;
    let columns = key(numbers).join(", ");
    let fill = format!(
        "INSERT INTO {TABLE} ({columns}, total) SELECT {columns}, count(*) FROM entry_progress \
         WHERE is_eligible GROUP BY {columns}"
    );
    execute(manager, &[fill]).await?;
    match backend {
        DbBackend::Sqlite => execute(manager, &on_sqlite(numbers)).await,
        _ => execute(manager, &on_postgres(numbers)).await,
    }
}

async fn create(manager: &SchemaManager<'_>, numbers: &[&'static str]) -> Result<(), DbErr> {
    let (mut table, mut primary) = (Table::create(), Index::create());
    table.table(TABLE).col(big_integer("edition_id")).col(text("round_key")).col(text("category_key"));
    for column in numbers {
        table.col(big_integer(*column));
    }
    for column in key(numbers) {
        primary.col(column);
    }
    table.col(big_integer("total")).primary_key(&mut primary);
    table.foreign_key(reference(TABLE, "edition_id", "edition").on_delete(ForeignKeyAction::Cascade));
    manager.create_table(table).await
}

fn key(numbers: &[&'static str]) -> Vec<&'static str> {
    [&["edition_id", "round_key", "category_key"], numbers].concat()
}

/// What of a row changes the sums.
fn watched(numbers: &[&'static str]) -> Vec<&'static str> {
    [&["category_key", "is_eligible"], numbers].concat()
}

/// Each column of the key with what a row of `entry_progress` has in it.
fn each(numbers: &[&'static str], with: impl Fn(&str) -> String, between: &str) -> String {
    key(numbers).into_iter().map(with).collect::<Vec<_>>().join(between)
}

fn less(numbers: &[&'static str]) -> String {
    let same = each(numbers, |column| format!("{column} = OLD.{column}"), " AND ");
    format!("UPDATE {TABLE} SET total = total - 1 WHERE OLD.is_eligible AND {same};")
}

fn on_sqlite(numbers: &[&'static str]) -> Vec<String> {
    let (names, values) = (key(numbers).join(", "), each(numbers, |column| format!("NEW.{column}"), ", "));
    let same = each(numbers, |column| format!("{column} = NEW.{column}"), " AND ");
    let more = format!(
        "INSERT INTO {TABLE} ({names}, total) SELECT {values}, 0 WHERE NEW.is_eligible \
         AND NOT EXISTS (SELECT 1 FROM {TABLE} WHERE {same}); \
         UPDATE {TABLE} SET total = total + 1 WHERE NEW.is_eligible AND {same};"
    );
    let (less, watched) = (less(numbers), watched(numbers));
    let differs = watched.iter().map(|column| format!("OLD.{column} IS NOT NEW.{column}"));
    let differs = differs.collect::<Vec<_>>().join(" OR ");
    vec![
        format!("CREATE TRIGGER {TABLE}_insert AFTER INSERT ON entry_progress BEGIN {more} END"),
        format!(
            "CREATE TRIGGER {TABLE}_update AFTER UPDATE OF {} ON entry_progress WHEN {differs} \
             BEGIN {less} {more} END",
            watched.join(", ")
        ),
        format!("CREATE TRIGGER {TABLE}_delete AFTER DELETE ON entry_progress BEGIN {less} END"),
    ]
}

/// When a transaction ends, under the lock of those who count entries, as in `m0039_work`.
fn on_postgres(numbers: &[&'static str]) -> Vec<String> {
    let (names, values) = (key(numbers).join(", "), each(numbers, |column| format!("NEW.{column}"), ", "));
    let less = less(numbers);
    let row = |row: &str| {
        watched(numbers).iter().map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ")
    };
    let run = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW";
    vec![
        format!(
            "CREATE OR REPLACE FUNCTION {TABLE}() RETURNS trigger AS $$ BEGIN \
             PERFORM pg_advisory_xact_lock('entry'::regclass::oid::bigint); \
             IF TG_OP <> 'INSERT' THEN {less} END IF; \
             IF TG_OP <> 'DELETE' THEN INSERT INTO {TABLE} AS kept ({names}, total) \
             SELECT {values}, 1 WHERE NEW.is_eligible \
             ON CONFLICT ({names}) DO UPDATE SET total = kept.total + 1; END IF; \
             RETURN NULL; END $$ LANGUAGE plpgsql"
        ),
        format!(
            "CREATE CONSTRAINT TRIGGER {TABLE} AFTER INSERT OR DELETE ON entry_progress {run} \
             EXECUTE FUNCTION {TABLE}()"
        ),
        format!(
            "CREATE CONSTRAINT TRIGGER {TABLE}_update AFTER UPDATE ON entry_progress {run} \
             WHEN (({}) IS DISTINCT FROM ({})) EXECUTE FUNCTION {TABLE}()",
            row("OLD"),
            row("NEW")
        ),
    ]
}
