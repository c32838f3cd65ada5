//! What waits for staff is known without a look at every entry: which entry has waited longest,
//! how many have how many judges, how many scoresheets were handed in when.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// A state is written out where an index is of that state only: a value that is bound finds it not.
const INDEXES: [(&str, &str); 4] = [
    ("entry_by_wait", "entry (edition_id, state, submitted_at, id)"),
    ("entry_by_return", "entry (edition_id, return_until) WHERE state = 'incomplete'"),
    ("entry_progress_by_judges", "entry_progress (edition_id, round_key, is_eligible, assigned, entry_id)"),
    ("attachment_unclean", "attachment (entry_id) WHERE unclean_at IS NOT NULL AND removed_at IS NULL"),
];

const DAY: &str = "86400000";
const QUARTER: &str = "900000";

const FILL: [&str; 2] = [
    "UPDATE assignment SET handed_in_at = s.handed_in_at FROM scoresheet AS s \
     WHERE s.assignment_id = assignment.id",
    "INSERT INTO coverage_count (edition_id, round_key, category_key, assigned, total) \
     SELECT edition_id, round_key, category_key, assigned, count(*) FROM entry_progress WHERE is_eligible \
     GROUP BY edition_id, round_key, category_key, assigned",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let column = big_integer_null("handed_in_at").take();
        manager.alter_table(Table::alter().table("assignment").add_column(column).to_owned()).await?;
        create(manager, "coverage_count", &["assigned"]).await?;
        create(manager, "sheet_quarter", &["quarter", "day"]).await?;
        execute(manager, &FILL).await?;
        execute(manager, &["quarter", "whole"].map(fill_sheets)).await?;
        execute(manager, &INDEXES.map(|(name, on)| format!("CREATE INDEX {name} ON {on}"))).await?;
        execute(manager, &marks(backend, true)).await?;
        match backend {
            DbBackend::Sqlite => execute(manager, &on_sqlite()).await,
            _ => execute(manager, &on_postgres()).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let gone: &[&str] = match backend {
            DbBackend::Sqlite => &[
                "DROP TRIGGER coverage_count_insert",
                "DROP TRIGGER coverage_count_update",
                "DROP TRIGGER coverage_count_delete",
                "DROP TRIGGER sheet_quarter_insert",
                "DROP TRIGGER sheet_quarter_update",
                "DROP TRIGGER sheet_quarter_delete",
            ],
            _ => &[
                "DROP TRIGGER coverage_count ON entry_progress",
                "DROP TRIGGER coverage_count_update ON entry_progress",
                "DROP TRIGGER sheet_quarter ON assignment",
                "DROP TRIGGER sheet_quarter_update ON assignment",
                "DROP FUNCTION coverage_count()",
                "DROP FUNCTION sheet_quarter()",
            ],
        };
        execute(manager, gone).await?;
        execute(manager, &marks(backend, false)).await?;
        execute(manager, &INDEXES.map(|(name, _)| format!("DROP INDEX {name}"))).await?;
        for table in ["sheet_quarter", "coverage_count"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        manager.alter_table(Table::alter().table("assignment").drop_column("handed_in_at").to_owned()).await
    }
}

/// A sum by edition, round and category, and by these numbers.
async fn create(
    manager: &SchemaManager<'_>,
    name: &'static str,
    numbers: &[&'static str],
) -> Result<(), DbErr> {
    let (mut table, mut key) = (Table::create(), Index::create());
    table.table(name).col(big_integer("edition_id"));
    for column in ["round_key", "category_key"] {
        table.col(text(column));
    }
    for column in numbers {
        table.col(big_integer(*column));
    }
    for column in ["edition_id", "round_key", "category_key"].iter().chain(numbers) {
        key.col(*column);
    }
    table.col(big_integer("total")).primary_key(&mut key);
    table.foreign_key(reference(name, "edition_id", "edition").on_delete(ForeignKeyAction::Cascade));
    manager.create_table(table).await
}

/// As entries are counted: by the quarter of an hour in the day of UTC, and by the whole day.
fn quarter(part: &str, at: &str) -> String {
    match part {
        "quarter" => format!("({at} % {DAY} / {QUARTER})"),
        _ => "(-1)".to_owned(),
    }
}

fn fill_sheets(part: &str) -> String {
    let quarter = quarter(part, "handed_in_at");
    format!(
        "INSERT INTO sheet_quarter (edition_id, round_key, category_key, quarter, day, total) \
         SELECT edition_id, round_key, category_key, quarter, day, count(*) FROM (SELECT edition_id, round_key, \
         category_key, {quarter} AS quarter, handed_in_at / {DAY} AS day FROM assignment WHERE {}) AS sheets \
         GROUP BY edition_id, round_key, category_key, quarter, day",
        counts("assignment")
    )
}

/// Whether a row of `assignment` has a sheet that counts.
fn counts(row: &str) -> String {
    format!(
        "({row}.state = 'active' AND {row}.is_open AND {row}.points IS NOT NULL \
         AND {row}.handed_in_at IS NOT NULL)"
    )
}

/// What an assignment knows of its sheet; before this step not when it was handed in.
fn marks(backend: DbBackend, with_instant: bool) -> Vec<String> {
    let [set, unset, more] = match with_instant {
        true => [", handed_in_at = NEW.handed_in_at", ", handed_in_at = NULL", ", handed_in_at"],
        false => [""; 3],
    };
    let scored = match backend {
        DbBackend::Sqlite => "json_each(NEW.scores)",
        _ => "json_object_keys(NEW.scores::json)",
    };
    let keep = format!(
        "UPDATE assignment SET scored = (SELECT count(*) FROM {scored}), touched_at = NEW.updated_at{set} \
         WHERE id = NEW.assignment_id;"
    );
    let forget =
        format!("UPDATE assignment SET scored = 0, touched_at = NULL{unset} WHERE id = OLD.assignment_id;");
    match backend {
        DbBackend::Sqlite => {
            let mut all = ["insert", "update", "delete"]
                .map(|word| format!("DROP TRIGGER scoresheet_marks_{word}"))
                .to_vec();
            all.push(format!(
                "CREATE TRIGGER scoresheet_marks_insert AFTER INSERT ON scoresheet BEGIN {keep} END"
            ));
            all.push(format!(
                "CREATE TRIGGER scoresheet_marks_update AFTER UPDATE OF scores, updated_at{more} ON scoresheet \
                 BEGIN {keep} END"
            ));
            all.push(format!(
                "CREATE TRIGGER scoresheet_marks_delete AFTER DELETE ON scoresheet BEGIN {forget} END"
            ));
            all
        }
        _ => vec![
            "DROP TRIGGER scoresheet_marks ON scoresheet".to_owned(),
            format!(
                "CREATE OR REPLACE FUNCTION scoresheet_marks() RETURNS trigger AS $$ BEGIN \
                 IF TG_OP = 'DELETE' THEN {forget} ELSE {keep} END IF; RETURN NULL; END $$ LANGUAGE plpgsql"
            ),
            format!(
                "CREATE TRIGGER scoresheet_marks AFTER INSERT OR DELETE OR UPDATE OF scores, updated_at{more} \
                 ON scoresheet FOR EACH ROW EXECUTE FUNCTION scoresheet_marks()"
            ),
        ],
    }
}

/// Each sum that a row belongs to: its table, with a value for each column of its key, and whether
/// the row counts there.
fn sums(table: &'static str, row: &str) -> Vec<Sum> {
    let own = |column: &'static str| (column, format!("{row}.{column}"));
    let place = ["edition_id", "round_key", "category_key"].map(own).to_vec();
    if table == "coverage_count" {
        let columns = [place, vec![own("assigned")]].concat();
        return vec![Sum { table, columns, counts: format!("{row}.is_eligible") }];
    }
    let at = format!("{row}.handed_in_at");
    let sum = |part: &str| {
        let when = vec![("quarter", quarter(part, &at)), ("day", format!("({at} / {DAY})"))];
        Sum { table, columns: [place.clone(), when].concat(), counts: counts(row) }
    };
    ["quarter", "whole"].map(sum).into()
}

struct Sum {
    table: &'static str,
    columns: Vec<(&'static str, String)>,
    counts: String,
}

impl Sum {
    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    fn values(&self) -> String {
        self.columns.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn same(&self) -> String {
        let pairs = self.columns.iter().map(|(name, value)| format!("{name} = {value}"));
        pairs.collect::<Vec<_>>().join(" AND ")
    }
}

/// The sums, the table they are of, and the columns of it that change them.
const KEPT: [(&str, &str, &[&str]); 2] = [
    ("coverage_count", "entry_progress", &["category_key", "is_eligible", "assigned"]),
    ("sheet_quarter", "assignment", &["state", "points", "category_key", "is_open", "handed_in_at"]),
];

/// Row by row, as entries are counted. Whoever saves scores changes none of it.
fn on_sqlite() -> Vec<String> {
    let mut all = Vec::new();
    for (table, of, columns) in KEPT {
        let add = |row: &str, sign: char| {
            let each = sums(table, row).into_iter().map(|sum| {
                let (names, values, same, counts) = (sum.names(), sum.values(), sum.same(), &sum.counts);
                format!(
                    "INSERT INTO {table} ({names}, total) SELECT {values}, 0 WHERE {counts} \
                     AND NOT EXISTS (SELECT 1 FROM {table} WHERE {same}); \
                     UPDATE {table} SET total = total {sign} 1 WHERE {counts} AND {same}; "
                )
            });
            each.collect::<String>()
        };
        let (more, less) = (add("NEW", '+'), add("OLD", '-'));
        let differs = columns.iter().map(|column| format!("OLD.{column} IS NOT NEW.{column}"));
        let differs = differs.collect::<Vec<_>>().join(" OR ");
        all.push(format!("CREATE TRIGGER {table}_insert AFTER INSERT ON {of} BEGIN {more} END"));
        all.push(format!(
            "CREATE TRIGGER {table}_update AFTER UPDATE OF {} ON {of} WHEN {differs} BEGIN {less} {more} END",
            columns.join(", ")
        ));
        all.push(format!("CREATE TRIGGER {table}_delete AFTER DELETE ON {of} BEGIN {less} END"));
    }
    all
}

/// When a transaction ends, one after the other and under the lock of those who count entries: with
/// one of its own, who hands in and who moves an entry could wait for each other.
fn on_postgres() -> Vec<String> {
    let mut all = Vec::new();
    for (table, of, columns) in KEPT {
        let [mut more, mut less] = [const { String::new() }; 2];
        for sum in sums(table, "NEW") {
            let (names, values, counts) = (sum.names(), sum.values(), &sum.counts);
            more += &format!(
                "INSERT INTO {} AS kept ({names}, total) SELECT {values}, 1 WHERE {counts} \
                 ON CONFLICT ({names}) DO UPDATE SET total = kept.total + 1; ",
                sum.table
            );
        }
        for sum in sums(table, "OLD") {
            let (same, counts) = (sum.same(), &sum.counts);
            less += &format!("UPDATE {} SET total = total - 1 WHERE {counts} AND {same}; ", sum.table);
        }
        let row = |row: &str| columns.iter().map(|c| format!("{row}.{c}")).collect::<Vec<_>>().join(", ");
        let run = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW";
        all.push(format!(
            "CREATE FUNCTION {table}() RETURNS trigger AS $$ BEGIN \
             PERFORM pg_advisory_xact_lock('entry'::regclass::oid::bigint); \
             IF TG_OP <> 'INSERT' THEN {less} END IF; IF TG_OP <> 'DELETE' THEN {more} END IF; \
             RETURN NULL; END $$ LANGUAGE plpgsql"
        ));
        all.push(format!(
            "CREATE CONSTRAINT TRIGGER {table} AFTER INSERT OR DELETE ON {of} {run} EXECUTE FUNCTION {table}()"
        ));
        all.push(format!(
            "CREATE CONSTRAINT TRIGGER {table}_update AFTER UPDATE ON {of} {run} \
             WHEN (({}) IS DISTINCT FROM ({})) EXECUTE FUNCTION {table}()",
            row("OLD"),
            row("NEW")
        ));
    }
    all
}
