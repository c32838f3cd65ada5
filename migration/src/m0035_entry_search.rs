//! All that an entry is found by stands together and apart from it: a search reads through what
//! it compares and nothing else.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const FILL: &str = "INSERT INTO entry_search (edition_id, entry_id, number, text) \
                    SELECT e.edition_id, e.id, e.public_id, e.search_text || ' ' || o.search_text \
                    FROM entry AS e JOIN organisation AS o ON o.id = e.organisation_id";

/// In the order of editions on SQLite, where the key is the table.
const fn table(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => {
            "CREATE TABLE entry_search (edition_id bigint NOT NULL REFERENCES edition (id) ON DELETE RESTRICT, \
             entry_id bigint NOT NULL REFERENCES entry (id) ON DELETE CASCADE, number text NOT NULL, \
             text text NOT NULL, PRIMARY KEY (edition_id, entry_id)) WITHOUT ROWID"
        }
        _ => {
            "CREATE TABLE entry_search (edition_id bigint NOT NULL REFERENCES edition (id) ON DELETE RESTRICT, \
             entry_id bigint NOT NULL REFERENCES entry (id) ON DELETE CASCADE, \
             number text COLLATE \"C\" NOT NULL, text text COLLATE \"C\" NOT NULL, \
             PRIMARY KEY (edition_id, entry_id))"
        }
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        execute(
            manager,
            &[table(backend), "CREATE INDEX entry_search_entry ON entry_search (entry_id)", FILL],
        )
        .await?;
        execute(manager, keepers(backend)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER entry_search_insert",
                "DROP TRIGGER entry_search_update",
                "DROP TRIGGER organisation_search",
            ],
            _ => &[
                "DROP TRIGGER entry_search_insert ON entry",
                "DROP TRIGGER entry_search_update ON entry",
                "DROP TRIGGER organisation_search ON organisation",
                "DROP FUNCTION entry_keep_search()",
                "DROP FUNCTION organisation_keep_search()",
            ],
        };
        execute(manager, gone).await?;
        execute(manager, &["DROP TABLE entry_search"]).await
    }
}

const fn keepers(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER entry_search_insert AFTER INSERT ON entry BEGIN \
             INSERT INTO entry_search (edition_id, entry_id, number, text) \
             SELECT NEW.edition_id, NEW.id, NEW.public_id, NEW.search_text || ' ' || search_text \
             FROM organisation WHERE id = NEW.organisation_id; END",
            "CREATE TRIGGER entry_search_update AFTER UPDATE OF search_text, organisation_id ON entry BEGIN \
             UPDATE entry_search SET text = NEW.search_text || ' ' || o.search_text FROM organisation AS o \
             WHERE o.id = NEW.organisation_id AND edition_id = NEW.edition_id AND entry_id = NEW.id; END",
            "CREATE TRIGGER organisation_search AFTER UPDATE OF search_text ON organisation BEGIN \
             UPDATE entry_search SET text = e.search_text || ' ' || NEW.search_text FROM entry AS e \
             WHERE e.organisation_id = NEW.id AND entry_search.edition_id = e.edition_id \
             AND entry_search.entry_id = e.id; END",
        ],
        _ => &[
            "CREATE FUNCTION entry_keep_search() RETURNS trigger AS $$ DECLARE entrant text; BEGIN \
             SELECT search_text INTO entrant FROM organisation WHERE id = NEW.organisation_id FOR SHARE; \
             INSERT INTO entry_search (edition_id, entry_id, number, text) \
             VALUES (NEW.edition_id, NEW.id, NEW.public_id, NEW.search_text || ' ' || entrant) \
             ON CONFLICT (edition_id, entry_id) DO UPDATE SET text = EXCLUDED.text; \
             RETURN NULL; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER entry_search_insert AFTER INSERT ON entry \
             FOR EACH ROW EXECUTE FUNCTION entry_keep_search()",
            "CREATE TRIGGER entry_search_update AFTER UPDATE OF search_text, organisation_id ON entry \
             FOR EACH ROW EXECUTE FUNCTION entry_keep_search()",
            "CREATE FUNCTION organisation_keep_search() RETURNS trigger AS $$ BEGIN \
             UPDATE entry_search SET text = e.search_text || ' ' || NEW.search_text FROM entry AS e \
             WHERE e.organisation_id = NEW.id AND entry_search.edition_id = e.edition_id \
             AND entry_search.entry_id = e.id; \
             RETURN NULL; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER organisation_search AFTER UPDATE OF search_text ON organisation \
             FOR EACH ROW EXECUTE FUNCTION organisation_keep_search()",
        ],
    }
}
