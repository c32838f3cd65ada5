//! Every order of the list of entries has an index, which also holds what the list is filtered
//! by: a page reads the rows it shows, however many there are. What an order needs to know of
//! the organisation stands with the entry, kept by the database itself.

use sea_orm_migration::{prelude::*, schema::text, sea_orm::DbBackend};

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COPIES: [&str; 3] = ["entrant_key", "entrant_country", "entrant_kind"];

/// Indexes by name and columns. A draft was never submitted: it comes last either way.
const ORDERS: [(&str, &str); 11] = [
    ("title", "title_key, id, state, category_key, entrant_country, entrant_kind"),
    ("updated", "updated_at, id, state, category_key, entrant_country, entrant_kind"),
    ("entrant", "entrant_key, id, state, category_key, entrant_country, entrant_kind"),
    ("country", "entrant_country, id, state, category_key, entrant_kind"),
    ("category", "category_key, id, state, entrant_country, entrant_kind"),
    ("state", "state, id, category_key, entrant_country, entrant_kind"),
    (
        "submitted_up",
        "coalesce(submitted_at, 9223372036854775807), id, state, category_key, entrant_country, entrant_kind",
    ),
    ("submitted_down", "coalesce(submitted_at, -1), id, state, category_key, entrant_country, entrant_kind"),
    // No orders, but all that entries are counted by.
    ("counts", "state, category_key, entrant_country"),
    ("start", "(created_at / 900000)"),
    ("submission", "(submitted_at / 900000)"),
];

/// What the new ones take the place of.
const BEFORE: [&str; 2] = ["category_key", "state"];

const FILL: &str = "UPDATE entry SET entrant_key = o.name_key, entrant_country = o.country, \
                    entrant_kind = CASE organisation_kind WHEN '' THEN o.kind ELSE organisation_kind END \
                    FROM organisation AS o WHERE o.id = organisation_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for column in COPIES {
            let mut definition = text(column).default("").take();
            if backend == DbBackend::Postgres {
                definition.extra("COLLATE \"C\"");
            }
            manager.alter_table(Table::alter().table("entry").add_column(definition).to_owned()).await?;
        }
        execute(manager, &[FILL]).await?;
        execute(manager, keepers(backend)).await?;
        execute(manager, &BEFORE.map(|column| format!("DROP INDEX entry_edition_id_{column}_idx"))).await?;
        let index =
            |(name, columns)| format!("CREATE INDEX entry_by_{name} ON entry (edition_id, {columns})");
        execute(manager, &ORDERS.map(index)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, &ORDERS.map(|(name, _)| format!("DROP INDEX entry_by_{name}"))).await?;
        let index =
            |column| format!("CREATE INDEX entry_edition_id_{column}_idx ON entry (edition_id, {column})");
        execute(manager, &BEFORE.map(index)).await?;
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER entry_entrant_insert",
                "DROP TRIGGER entry_entrant_update",
                "DROP TRIGGER organisation_entrant",
            ],
            _ => &[
                "DROP TRIGGER entry_entrant ON entry",
                "DROP TRIGGER organisation_entrant ON organisation",
                "DROP FUNCTION entry_keep_entrant()",
                "DROP FUNCTION organisation_keep_entrant()",
            ],
        };
        execute(manager, gone).await?;
        for column in COPIES {
            manager.alter_table(Table::alter().table("entry").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// The copies follow the entry and its organisation in whatever way either is written.
const fn keepers(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER entry_entrant_insert AFTER INSERT ON entry BEGIN \
             UPDATE entry SET entrant_key = o.name_key, entrant_country = o.country, \
             entrant_kind = CASE organisation_kind WHEN '' THEN o.kind ELSE organisation_kind END \
             FROM organisation AS o WHERE entry.id = NEW.id AND o.id = NEW.organisation_id; END",
            "CREATE TRIGGER entry_entrant_update AFTER UPDATE OF organisation_id, organisation_kind ON entry BEGIN \
             UPDATE entry SET entrant_key = o.name_key, entrant_country = o.country, \
             entrant_kind = CASE organisation_kind WHEN '' THEN o.kind ELSE organisation_kind END \
             FROM organisation AS o WHERE entry.id = NEW.id AND o.id = NEW.organisation_id; END",
            "CREATE TRIGGER organisation_entrant AFTER UPDATE OF name_key, country, kind ON organisation BEGIN \
             UPDATE entry SET entrant_key = NEW.name_key, entrant_country = NEW.country, \
             entrant_kind = CASE organisation_kind WHEN '' THEN NEW.kind ELSE organisation_kind END \
             WHERE organisation_id = NEW.id; END",
        ],
        // Whoever writes an entry waits for whoever writes its organisation: else neither saw the other.
        _ => &[
            "CREATE FUNCTION entry_keep_entrant() RETURNS trigger AS $$ BEGIN \
             SELECT name_key, country, CASE NEW.organisation_kind WHEN '' THEN kind ELSE NEW.organisation_kind END \
             INTO NEW.entrant_key, NEW.entrant_country, NEW.entrant_kind \
             FROM organisation WHERE id = NEW.organisation_id FOR SHARE; \
             RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER entry_entrant BEFORE INSERT OR UPDATE OF organisation_id, organisation_kind \
             ON entry FOR EACH ROW EXECUTE FUNCTION entry_keep_entrant()",
            "CREATE FUNCTION organisation_keep_entrant() RETURNS trigger AS $$ BEGIN \
             UPDATE entry SET entrant_key = NEW.name_key, entrant_country = NEW.country, \
             entrant_kind = CASE organisation_kind WHEN '' THEN NEW.kind ELSE organisation_kind END \
             WHERE organisation_id = NEW.id; \
             RETURN NULL; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER organisation_entrant AFTER UPDATE OF name_key, country, kind \
             ON organisation FOR EACH ROW EXECUTE FUNCTION organisation_keep_entrant()",
        ],
    }
}
