//! How far each judge is, counted where it changes: the page of judges reads a few sums and not
//! every assignment.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, text},
    sea_orm::DbBackend,
};

use crate::table::{execute, reference};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "CREATE INDEX judge_progress_edition ON judge_progress (edition_id)";

const FILL: &str = "INSERT INTO judge_progress (judge_id, round_key, category_key, scored, is_done, edition_id, \
                    total, last_active) SELECT judge_id, round_key, category_key, \
                    CASE WHEN touched_at IS NULL THEN -1 ELSE scored END AS scores, points IS NOT NULL, \
                    edition_id, count(*), max(touched_at) FROM assignment WHERE state = 'active' AND is_open \
                    GROUP BY judge_id, round_key, category_key, scores, points IS NOT NULL, edition_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [integer("scored").default(0).take(), big_integer_null("touched_at").take()] {
            manager.alter_table(Table::alter().table("assignment").add_column(column).to_owned()).await?;
        }
        let mut table = Table::create();
        table
            .table("judge_progress")
            .col(big_integer("judge_id"))
            .col(text("round_key"))
            .col(text("category_key"))
            .col(integer("scored"))
            .col(boolean("is_done"))
            .col(big_integer("edition_id"))
            .col(big_integer("total"))
            .col(big_integer_null("last_active"))
            .primary_key(
                Index::create()
                    .col("judge_id")
                    .col("round_key")
                    .col("category_key")
                    .col("scored")
                    .col("is_done"),
            );
        table.foreign_key(
            reference("judge_progress", "judge_id", "judge").on_delete(ForeignKeyAction::Cascade),
        );
        table.foreign_key(&mut reference("judge_progress", "edition_id", "edition"));
        manager.create_table(table).await?;
        let marks = match manager.get_database_backend() {
            DbBackend::Sqlite => "json_each(s.scores)",
            _ => "json_object_keys(s.scores::json)",
        };
        let copy = format!(
            "UPDATE assignment SET scored = (SELECT count(*) FROM {marks}), touched_at = s.updated_at \
             FROM scoresheet AS s WHERE s.assignment_id = assignment.id"
        );
        execute(manager, &[&copy, FILL, INDEX]).await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &on_sqlite()).await,
            _ => execute(manager, &on_postgres()).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER scoresheet_marks_insert",
                "DROP TRIGGER scoresheet_marks_update",
                "DROP TRIGGER scoresheet_marks_delete",
                "DROP TRIGGER judge_progress_insert",
                "DROP TRIGGER judge_progress_update",
                "DROP TRIGGER judge_progress_delete",
            ],
            _ => &[
                "DROP TRIGGER scoresheet_marks ON scoresheet",
                "DROP TRIGGER judge_progress_insert ON assignment",
                "DROP TRIGGER judge_progress_update ON assignment",
                "DROP TRIGGER judge_progress_delete ON assignment",
                "DROP FUNCTION scoresheet_marks()",
                "DROP FUNCTION judge_progress_insert()",
                "DROP FUNCTION judge_progress_update()",
                "DROP FUNCTION judge_progress_delete()",
            ],
        };
        execute(manager, gone).await?;
        manager.drop_table(Table::drop().table("judge_progress").to_owned()).await?;
        for column in ["scored", "touched_at"] {
            manager.alter_table(Table::alter().table("assignment").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// Scores on the sheet of an assignment, or what stands for no sheet.
fn scored(row: &str) -> String {
    format!("CASE WHEN {row}.touched_at IS NULL THEN -1 ELSE {row}.scored END")
}

fn on_sqlite() -> [String; 6] {
    let marks = "UPDATE assignment SET scored = (SELECT count(*) FROM json_each(NEW.scores)), \
                 touched_at = NEW.updated_at WHERE id = NEW.assignment_id;";
    let of = |row: &str| {
        format!(
            "{row}.state = 'active' AND {row}.is_open AND judge_id = {row}.judge_id \
             AND round_key = {row}.round_key AND category_key = {row}.category_key AND scored = {} \
             AND is_done = ({row}.points IS NOT NULL)",
            scored(row)
        )
    };
    let less = format!("UPDATE judge_progress SET total = total - 1 WHERE {};", of("OLD"));
    let more = format!(
        "INSERT INTO judge_progress (judge_id, round_key, category_key, scored, is_done, edition_id, total) \
         SELECT NEW.judge_id, NEW.round_key, NEW.category_key, {scored}, NEW.points IS NOT NULL, NEW.edition_id, 0 \
         WHERE NEW.state = 'active' AND NEW.is_open AND NOT EXISTS (SELECT 1 FROM judge_progress WHERE {new}); \
         UPDATE judge_progress SET total = total + 1, \
         last_active = nullif(max(coalesce(last_active, 0), coalesce(NEW.touched_at, 0)), 0) WHERE {new};",
        new = of("NEW"),
        scored = scored("NEW")
    );
    [
        format!("CREATE TRIGGER scoresheet_marks_insert AFTER INSERT ON scoresheet BEGIN {marks} END"),
        format!(
            "CREATE TRIGGER scoresheet_marks_update AFTER UPDATE OF scores, updated_at ON scoresheet BEGIN {marks} END"
        ),
        "CREATE TRIGGER scoresheet_marks_delete AFTER DELETE ON scoresheet BEGIN \
         UPDATE assignment SET scored = 0, touched_at = NULL WHERE id = OLD.assignment_id; END"
            .to_owned(),
        format!(
            "CREATE TRIGGER judge_progress_insert AFTER INSERT ON assignment WHEN NEW.is_open BEGIN {more} END"
        ),
        format!(
            "CREATE TRIGGER judge_progress_update AFTER UPDATE OF state, points, category_key, is_open, scored, \
             touched_at ON assignment BEGIN {less} {more} END"
        ),
        format!("CREATE TRIGGER judge_progress_delete AFTER DELETE ON assignment BEGIN {less} END"),
    ]
}

/// As the progress of entries is counted: each row once, in the order of keys.
fn on_postgres() -> Vec<String> {
    let mut all = vec![
        "CREATE FUNCTION scoresheet_marks() RETURNS trigger AS $$ BEGIN \
         IF TG_OP = 'DELETE' THEN \
           UPDATE assignment SET scored = 0, touched_at = NULL WHERE id = OLD.assignment_id; \
         ELSE \
           UPDATE assignment SET scored = (SELECT count(*) FROM json_object_keys(NEW.scores::json)), \
           touched_at = NEW.updated_at WHERE id = NEW.assignment_id; \
         END IF; RETURN NULL; END $$ LANGUAGE plpgsql"
            .to_owned(),
        "CREATE TRIGGER scoresheet_marks AFTER INSERT OR DELETE OR UPDATE OF scores, updated_at ON scoresheet \
         FOR EACH ROW EXECUTE FUNCTION scoresheet_marks()"
            .to_owned(),
    ];
    let scored = scored("c");
    let fresh = "SELECT *, 1::bigint AS sign FROM fresh";
    let stale = "SELECT *, -1::bigint AS sign FROM stale";
    for (word, tables, rows) in [
        ("insert", "NEW TABLE AS fresh", fresh.to_owned()),
        ("update", "NEW TABLE AS fresh OLD TABLE AS stale", format!("{fresh} UNION ALL {stale}")),
        ("delete", "OLD TABLE AS stale", stale.to_owned()),
    ] {
        all.push(format!(
            "CREATE FUNCTION judge_progress_{word}() RETURNS trigger AS $$ BEGIN \
             INSERT INTO judge_progress AS kept (judge_id, round_key, category_key, scored, is_done, edition_id, \
             total, last_active) \
             SELECT judge_id, round_key, category_key, {scored}, points IS NOT NULL, edition_id, sum(sign)::bigint, \
             max(touched_at) FILTER (WHERE sign = 1) FROM ({rows}) AS c WHERE state = 'active' AND is_open \
             GROUP BY judge_id, round_key, category_key, {scored}, points IS NOT NULL, edition_id \
             ORDER BY judge_id, round_key, category_key, {scored}, points IS NOT NULL \
             ON CONFLICT (judge_id, round_key, category_key, scored, is_done) DO UPDATE SET \
             total = kept.total + EXCLUDED.total, \
             last_active = greatest(kept.last_active, EXCLUDED.last_active); \
             RETURN NULL; END $$ LANGUAGE plpgsql"
        ));
        all.push(format!(
            "CREATE TRIGGER judge_progress_{word} AFTER {word} ON assignment REFERENCING {tables} \
             FOR EACH STATEMENT EXECUTE FUNCTION judge_progress_{word}()"
        ));
    }
    all
}
