//! How far the judges of each entry are is counted once, where it changes, and not each time
//! someone looks. The database counts itself, whoever writes assignments.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// By mean for lists; by category for ranks and sums, holding all that these need.
const INDEXES: [&str; 2] = [
    "CREATE INDEX entry_progress_by_mean ON entry_progress (edition_id, round_key, mean, entry_id)",
    "CREATE INDEX entry_progress_by_category ON entry_progress \
     (edition_id, round_key, category_key, mean, entry_id, is_eligible, assigned, done, points)",
];

const FILL: &str = "INSERT INTO entry_progress (entry_id, round_key, edition_id, category_key, is_eligible, \
                    assigned, done, points, mean) \
                    SELECT a.entry_id, a.round_key, a.edition_id, e.category_key, e.state = 'eligible', count(*), \
                    count(a.points), CAST(coalesce(sum(a.points), 0) AS bigint), \
                    CAST(sum(a.points) AS bigint) * 1000000 / nullif(count(a.points), 0) \
                    FROM assignment AS a JOIN entry AS e ON e.id = a.entry_id WHERE a.state = 'active' \
                    GROUP BY a.entry_id, a.round_key, a.edition_id, e.category_key, e.state";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("entry_progress")
            .col(big_integer("entry_id"))
            .col(text("round_key"))
            .col(big_integer("edition_id"))
            .col(text("category_key"))
            .col(boolean("is_eligible"))
            .col(big_integer("assigned"))
            .col(big_integer("done"))
            .col(big_integer("points"))
            .col(big_integer_null("mean"))
            .primary_key(Index::create().col("entry_id").col("round_key"));
        table.foreign_key(
            reference("entry_progress", "entry_id", "entry").on_delete(ForeignKeyAction::Cascade),
        );
        table.foreign_key(&mut reference("entry_progress", "edition_id", "edition"));
        manager.create_table(table).await?;
        execute(manager, &[FILL]).await?;
        execute(manager, &INDEXES).await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &on_sqlite()).await,
            _ => execute(manager, &on_postgres()).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER assignment_progress_insert",
                "DROP TRIGGER assignment_progress_update",
                "DROP TRIGGER assignment_progress_delete",
                "DROP TRIGGER entry_progress_copy",
            ],
            _ => &[
                "DROP TRIGGER assignment_progress_insert ON assignment",
                "DROP TRIGGER assignment_progress_update ON assignment",
                "DROP TRIGGER assignment_progress_delete ON assignment",
                "DROP TRIGGER entry_progress_copy ON entry",
                "DROP FUNCTION assignment_progress_insert()",
                "DROP FUNCTION assignment_progress_update()",
                "DROP FUNCTION assignment_progress_delete()",
                "DROP FUNCTION entry_copy_progress()",
            ],
        };
        execute(manager, gone).await?;
        manager.drop_table(Table::drop().table("entry_progress").to_owned()).await
    }
}

/// What a row of `assignment` counts, in SQL.
type Count<'a> = &'a dyn Fn(&str) -> String;

/// Row by row: there is one writer.
fn on_sqlite() -> [String; 4] {
    let assigned = |row: &str| format!("({row}.state = 'active')");
    let done = |row: &str| format!("({row}.state = 'active' AND {row}.points IS NOT NULL)");
    let points = |row: &str| format!("({row}.state = 'active') * coalesce({row}.points, 0)");
    let add = |row: &str, of: &dyn Fn(Count<'_>) -> String| {
        let (assigned, done, points) = (of(&assigned), of(&done), of(&points));
        format!(
            "UPDATE entry_progress SET assigned = assigned + {assigned}, done = done + {done}, \
             points = points + {points}, mean = (points + {points}) * 1000000 / nullif(done + {done}, 0) \
             WHERE entry_id = {row}.entry_id AND round_key = {row}.round_key;"
        )
    };
    let inserted = add("NEW", &|count| count("NEW"));
    let updated = add("NEW", &|count| format!("({} - {})", count("NEW"), count("OLD")));
    let deleted = add("OLD", &|count| format!("(0 - {})", count("OLD")));
    [
        format!(
            "CREATE TRIGGER assignment_progress_insert AFTER INSERT ON assignment BEGIN \
             INSERT INTO entry_progress (entry_id, round_key, edition_id, category_key, is_eligible, assigned, done, \
             points) SELECT NEW.entry_id, NEW.round_key, NEW.edition_id, category_key, state = 'eligible', 0, 0, 0 \
             FROM entry WHERE id = NEW.entry_id AND NOT EXISTS (SELECT 1 FROM entry_progress \
             WHERE entry_id = NEW.entry_id AND round_key = NEW.round_key); {inserted} END"
        ),
        format!(
            "CREATE TRIGGER assignment_progress_update AFTER UPDATE OF state, points ON assignment BEGIN {updated} END"
        ),
        format!("CREATE TRIGGER assignment_progress_delete AFTER DELETE ON assignment BEGIN {deleted} END"),
        "CREATE TRIGGER entry_progress_copy AFTER UPDATE OF category_key, state ON entry BEGIN \
         UPDATE entry_progress SET category_key = NEW.category_key, is_eligible = (NEW.state = 'eligible') \
         WHERE entry_id = NEW.id; END"
            .to_owned(),
    ]
}

/// By statement, each row once and in the order of entries, so that no two of them wait for each
/// other. Additions, so that neither must see what the other has not committed. Whoever gives
/// an entry to a judge waits for whoever moves it: else neither saw the other.
fn on_postgres() -> Vec<String> {
    let fresh = "SELECT *, 1::bigint AS sign FROM fresh";
    let stale = "SELECT *, -1::bigint AS sign FROM stale";
    let hold = "PERFORM 1 FROM entry WHERE id IN (SELECT entry_id FROM fresh) ORDER BY id FOR SHARE;";
    let mut all = Vec::new();
    for (word, tables, rows, first) in [
        ("insert", "NEW TABLE AS fresh", fresh.to_owned(), hold),
        ("update", "NEW TABLE AS fresh OLD TABLE AS stale", format!("{fresh} UNION ALL {stale}"), ""),
        ("delete", "OLD TABLE AS stale", stale.to_owned(), ""),
    ] {
        all.push(format!(
            "CREATE FUNCTION assignment_progress_{word}() RETURNS trigger AS $$ BEGIN {first} \
             INSERT INTO entry_progress AS kept (entry_id, round_key, edition_id, category_key, is_eligible, assigned, \
             done, points, mean) \
             SELECT entry_id, round_key, edition_id, category_key, eligible, assigned, done, points, \
             points * 1000000 / nullif(done, 0) FROM (SELECT c.entry_id, c.round_key, c.edition_id, e.category_key, \
             e.state = 'eligible' AS eligible, sum(c.sign)::bigint AS assigned, \
             coalesce(sum(c.sign) FILTER (WHERE c.points IS NOT NULL), 0)::bigint AS done, \
             coalesce(sum(c.sign * c.points), 0)::bigint AS points \
             FROM ({rows}) AS c JOIN entry AS e ON e.id = c.entry_id WHERE c.state = 'active' \
             GROUP BY c.entry_id, c.round_key, c.edition_id, e.category_key, e.state) AS more \
             WHERE (assigned, done, points) <> (0, 0, 0) ORDER BY entry_id, round_key \
             ON CONFLICT (entry_id, round_key) DO UPDATE SET assigned = kept.assigned + EXCLUDED.assigned, \
             done = kept.done + EXCLUDED.done, points = kept.points + EXCLUDED.points, \
             mean = (kept.points + EXCLUDED.points) * 1000000 / nullif(kept.done + EXCLUDED.done, 0); \
             RETURN NULL; END $$ LANGUAGE plpgsql"
        ));
        all.push(format!(
            "CREATE TRIGGER assignment_progress_{word} AFTER {word} ON assignment REFERENCING {tables} \
             FOR EACH STATEMENT EXECUTE FUNCTION assignment_progress_{word}()"
        ));
    }
    all.push(
        "CREATE FUNCTION entry_copy_progress() RETURNS trigger AS $$ BEGIN \
         UPDATE entry_progress SET category_key = NEW.category_key, is_eligible = (NEW.state = 'eligible') \
         WHERE entry_id = NEW.id; RETURN NULL; END $$ LANGUAGE plpgsql"
            .to_owned(),
    );
    all.push(
        "CREATE TRIGGER entry_progress_copy AFTER UPDATE OF category_key, state ON entry \
         FOR EACH ROW EXECUTE FUNCTION entry_copy_progress()"
            .to_owned(),
    );
    all
}
