//! How many entries there are, of what kind and from when, is counted where it changes: the
//! dashboard and the list read sums and not every entry.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What entries are counted by.
const KEYS: [&str; 5] = ["edition_id", "state", "category_key", "entrant_country", "entrant_kind"];

/// Events of an entry, and when they were. Quarters of an hour, as zones differ by these.
const EVENTS: [(&str, &str); 2] = [("started", "created_at"), ("submitted", "submitted_at")];
const DAY: &str = "86400000";
const QUARTER: &str = "900000";

/// Leads from a sum to its entries; before, entries were counted from it.
const COUNTED_BY: &str =
    "CREATE INDEX entry_by_counts ON entry (edition_id, state, category_key, entrant_country";

/// What nobody asks any more.
const BEFORE: [(&str, &str); 2] = [("start", "created_at"), ("submission", "submitted_at")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("entry_count").col(big_integer("edition_id"));
        for column in ["state", "category_key"] {
            table.col(text(column));
        }
        for column in ["entrant_country", "entrant_kind"] {
            let mut definition = text(column).take();
            // As it is in `entry`.
            if manager.get_database_backend() == DbBackend::Postgres {
                definition.extra("COLLATE \"C\"");
            }
            table.col(definition);
        }
        create(manager, "entry_count", table.col(big_integer("total")), &KEYS).await?;
        let mut table = Table::create();
        table.table("entry_quarter").col(big_integer("edition_id")).col(text("event"));
        for column in ["day", "quarter", "total"] {
            table.col(big_integer(column));
        }
        create(manager, "entry_quarter", &mut table, &["edition_id", "event", "quarter", "day"]).await?;

        let keys = KEYS.join(", ");
        let count = format!(
            "INSERT INTO entry_count ({keys}, total) SELECT {keys}, count(*) FROM entry GROUP BY {keys}"
        );
        execute(manager, &[count]).await?;
        for (event, at) in EVENTS {
            let [day, quarters @ ..] = place(at);
            let count = quarters.map(|quarter| {
                format!(
                    "INSERT INTO entry_quarter (edition_id, event, quarter, day, total) \
                     SELECT edition_id, '{event}', quarter, day, count(*) FROM \
                     (SELECT edition_id, {quarter} AS quarter, {day} AS day FROM entry WHERE {at} IS NOT NULL) \
                     AS happened GROUP BY edition_id, quarter, day"
                )
            });
            execute(manager, &count).await?;
        }
        execute(manager, &BEFORE.map(|(name, _)| format!("DROP INDEX entry_by_{name}"))).await?;
        let counted_by = format!("{COUNTED_BY}, entrant_kind)");
        execute(manager, &["DROP INDEX entry_by_counts", &counted_by]).await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &on_sqlite()).await,
            _ => execute(manager, &on_postgres()).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER entry_count_insert",
                "DROP TRIGGER entry_count_update",
                "DROP TRIGGER entry_count_delete",
            ],
            _ => &["DROP TRIGGER entry_count ON entry", "DROP FUNCTION entry_count()"],
        };
        execute(manager, gone).await?;
        execute(manager, &["DROP INDEX entry_by_counts", &format!("{COUNTED_BY})")]).await?;
        let index = |(name, instant)| {
            format!("CREATE INDEX entry_by_{name} ON entry (edition_id, ({instant} / 900000))")
        };
        execute(manager, &BEFORE.map(index)).await?;
        for table in ["entry_quarter", "entry_count"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn create(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &mut TableCreateStatement,
    key: &[&'static str],
) -> Result<(), DbErr> {
    let mut columns = Index::create();
    for &column in key {
        columns.col(column);
    }
    table.primary_key(&mut columns);
    table.foreign_key(reference(name, "edition_id", "edition").on_delete(ForeignKeyAction::Cascade));
    manager.create_table(table.to_owned()).await
}

/// The day of an instant, its quarter of an hour in that day, of UTC, and what stands for the whole day.
fn place(at: &str) -> [String; 3] {
    [format!("({at} / {DAY})"), format!("({at} % {DAY} / {QUARTER})"), "(-1)".to_owned()]
}

struct Sum {
    table: &'static str,
    /// Each with what it is for a row of `entry`.
    columns: Vec<(&'static str, String)>,
    /// Whether the row counts there.
    counts: String,
}

/// Where a row of `entry` counts.
fn sums(row: &str) -> Vec<Sum> {
    let own = |column: &'static str| (column, format!("{row}.{column}"));
    let mut all =
        vec![Sum { table: "entry_count", columns: KEYS.map(own).to_vec(), counts: "true".to_owned() }];
    for (event, at) in EVENTS {
        let at = format!("{row}.{at}");
        let [day, quarters @ ..] = place(&at);
        for quarter in quarters {
            let event = ("event", format!("'{event}'"));
            let columns = vec![own("edition_id"), event, ("quarter", quarter), ("day", day.clone())];
            all.push(Sum { table: "entry_quarter", columns, counts: format!("{at} IS NOT NULL") });
        }
    }
    all
}

fn joined(columns: &[(&str, String)], between: &str, each: impl Fn(&str, &str) -> String) -> String {
    columns.iter().map(|(name, value)| each(name, value)).collect::<Vec<_>>().join(between)
}

/// Row by row: there is one writer. In whatever order the triggers of a row come, a sum may be
/// below zero between two of them.
fn on_sqlite() -> [String; 3] {
    let add = |row: &str, sign: char| {
        let mut all = String::new();
        for Sum { table, columns, counts } in sums(row) {
            let (names, values) = (
                joined(&columns, ", ", |name, _| name.to_owned()),
                joined(&columns, ", ", |_, value| value.to_owned()),
            );
            let same = joined(&columns, " AND ", |name, value| format!("{name} = {value}"));
            all += &format!(
                "INSERT INTO {table} ({names}, total) SELECT {values}, 0 WHERE {counts} \
                 AND NOT EXISTS (SELECT 1 FROM {table} WHERE {same}); \
                 UPDATE {table} SET total = total {sign} 1 WHERE {counts} AND {same}; "
            );
        }
        all
    };
    let (more, less, keys) = (add("NEW", '+'), add("OLD", '-'), KEYS.join(", "));
    [
        format!("CREATE TRIGGER entry_count_insert AFTER INSERT ON entry BEGIN {more} END"),
        format!(
            "CREATE TRIGGER entry_count_update AFTER UPDATE OF {keys}, created_at, submitted_at ON entry \
             BEGIN {less} {more} END"
        ),
        format!("CREATE TRIGGER entry_count_delete AFTER DELETE ON entry BEGIN {less} END"),
    ]
}

/// When a transaction ends, one after the other: many change the same sums, and whoever holds one
/// waits for nothing more. `organisation_*` is what `entrant_*` follows.
fn on_postgres() -> [String; 2] {
    let [mut more, mut less] = [const { String::new() }; 2];
    for Sum { table, columns, counts } in sums("NEW") {
        let names = joined(&columns, ", ", |name, _| name.to_owned());
        let values = joined(&columns, ", ", |_, value| value.to_owned());
        more += &format!(
            "INSERT INTO {table} AS kept ({names}, total) SELECT {values}, 1 WHERE {counts} \
             ON CONFLICT ({names}) DO UPDATE SET total = kept.total + 1; "
        );
    }
    for Sum { table, columns, counts } in sums("OLD") {
        let same = joined(&columns, " AND ", |name, value| format!("{name} = {value}"));
        less += &format!("UPDATE {table} SET total = total - 1 WHERE {counts} AND {same}; ");
    }
    let keys = KEYS.join(", ");
    [
        format!(
            "CREATE FUNCTION entry_count() RETURNS trigger AS $$ BEGIN \
             PERFORM pg_advisory_xact_lock(TG_RELID::bigint); \
             IF TG_OP <> 'INSERT' THEN {less} END IF; IF TG_OP <> 'DELETE' THEN {more} END IF; \
             RETURN NULL; END $$ LANGUAGE plpgsql"
        ),
        format!(
            "CREATE CONSTRAINT TRIGGER entry_count AFTER INSERT OR DELETE OR UPDATE OF {keys}, organisation_id, \
             organisation_kind, created_at, submitted_at ON entry DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION entry_count()"
        ),
    ]
}
