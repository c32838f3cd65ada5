//! Whether an assignment opens its entry, and in which category, stands with it: a judge's place
//! among thousands of entries is counted from one index.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, text},
    sea_orm::DbBackend,
};

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "CREATE INDEX assignment_by_place ON assignment \
                     (judge_id, state, is_open, edition_id, round_key, category_key, public_id, points)";

/// Eligible, and no conflict that was not lifted.
const FACTS: &str = "SET category_key = e.category_key, is_open = (e.state = 'eligible' AND NOT EXISTS (\
                     SELECT 1 FROM conflict AS c WHERE c.judge_id = assignment.judge_id \
                     AND c.entry_id = assignment.entry_id AND c.lifted_at IS NULL)) \
                     FROM entry AS e WHERE e.id = assignment.entry_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text("category_key").default("").take(), boolean("is_open").default(false).take()] {
            manager.alter_table(Table::alter().table("assignment").add_column(column).to_owned()).await?;
        }
        execute(manager, &[format!("UPDATE assignment {FACTS}"), INDEX.to_owned()]).await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &on_sqlite()).await,
            _ => execute(manager, &on_postgres()).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER assignment_facts",
                "DROP TRIGGER entry_facts",
                "DROP TRIGGER conflict_facts_insert",
                "DROP TRIGGER conflict_facts_update",
                "DROP TRIGGER conflict_facts_delete",
            ],
            _ => &[
                "DROP TRIGGER assignment_facts ON assignment",
                "DROP TRIGGER entry_facts ON entry",
                "DROP TRIGGER conflict_facts ON conflict",
                "DROP FUNCTION assignment_facts()",
                "DROP FUNCTION entry_facts()",
                "DROP FUNCTION conflict_facts()",
            ],
        };
        execute(manager, gone).await?;
        execute(manager, &["DROP INDEX assignment_by_place"]).await?;
        for column in ["category_key", "is_open"] {
            manager.alter_table(Table::alter().table("assignment").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

fn on_sqlite() -> [String; 5] {
    let of_pair = |row: &str| {
        format!("UPDATE assignment {FACTS} AND judge_id = {row}.judge_id AND entry_id = {row}.entry_id;")
    };
    let (new, old) = (of_pair("NEW"), of_pair("OLD"));
    [
        format!("CREATE TRIGGER assignment_facts AFTER INSERT ON assignment BEGIN {new} END"),
        format!(
            "CREATE TRIGGER entry_facts AFTER UPDATE OF category_key, state ON entry BEGIN \
             UPDATE assignment {FACTS} AND entry_id = NEW.id; END"
        ),
        format!("CREATE TRIGGER conflict_facts_insert AFTER INSERT ON conflict BEGIN {new} END"),
        format!("CREATE TRIGGER conflict_facts_update AFTER UPDATE ON conflict BEGIN {new} END"),
        format!("CREATE TRIGGER conflict_facts_delete AFTER DELETE ON conflict BEGIN {old} END"),
    ]
}

/// Whoever gives an entry to a judge waits for whoever moves it, and reads what it has become.
fn on_postgres() -> [String; 6] {
    let of_pair = |row: &str| {
        format!(
            "UPDATE assignment {FACTS} AND assignment.judge_id = {row}.judge_id \
             AND assignment.entry_id = {row}.entry_id;"
        )
    };
    [
        "CREATE FUNCTION assignment_facts() RETURNS trigger AS $$ BEGIN \
         SELECT e.category_key, e.state = 'eligible' AND NOT EXISTS (SELECT 1 FROM conflict AS c \
         WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.lifted_at IS NULL) \
         INTO NEW.category_key, NEW.is_open FROM entry AS e WHERE e.id = NEW.entry_id FOR SHARE OF e; \
         RETURN NEW; END $$ LANGUAGE plpgsql"
            .to_owned(),
        "CREATE TRIGGER assignment_facts BEFORE INSERT ON assignment \
         FOR EACH ROW EXECUTE FUNCTION assignment_facts()"
            .to_owned(),
        format!(
            "CREATE FUNCTION entry_facts() RETURNS trigger AS $$ BEGIN \
             UPDATE assignment {FACTS} AND assignment.entry_id = NEW.id; RETURN NULL; END $$ LANGUAGE plpgsql"
        ),
        "CREATE TRIGGER entry_facts AFTER UPDATE OF category_key, state ON entry \
         FOR EACH ROW EXECUTE FUNCTION entry_facts()"
            .to_owned(),
        format!(
            "CREATE FUNCTION conflict_facts() RETURNS trigger AS $$ BEGIN \
             IF TG_OP = 'DELETE' THEN {} ELSE {} END IF; RETURN NULL; END $$ LANGUAGE plpgsql",
            of_pair("OLD"),
            of_pair("NEW")
        ),
        "CREATE TRIGGER conflict_facts AFTER INSERT OR UPDATE OR DELETE ON conflict \
         FOR EACH ROW EXECUTE FUNCTION conflict_facts()"
            .to_owned(),
    ]
}
