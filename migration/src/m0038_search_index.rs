//! Entries are found by an index over the three letters that follow each other in what they are
//! found by: as before, a word may stand anywhere in another.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::execute;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Keeps no text of its own, and nothing of what is removed. A number is found by how it begins:
/// nothing else holds a line break.
const ON_SQLITE: [&str; 6] = [
    "CREATE VIRTUAL TABLE entry_words USING fts5 (number, text, content = '', \
     tokenize = 'trigram case_sensitive 1')",
    "INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO entry_words (rowid, number, text) SELECT entry_id, char(10) || number, text FROM entry_search",
    "CREATE TRIGGER entry_words_insert AFTER INSERT ON entry_search BEGIN \
     INSERT INTO entry_words (rowid, number, text) VALUES (NEW.entry_id, char(10) || NEW.number, NEW.text); END",
    "CREATE TRIGGER entry_words_update AFTER UPDATE OF text ON entry_search WHEN OLD.text <> NEW.text BEGIN \
     INSERT INTO entry_words (entry_words, rowid, number, text) \
     VALUES ('delete', OLD.entry_id, char(10) || OLD.number, OLD.text); \
     INSERT INTO entry_words (rowid, number, text) VALUES (NEW.entry_id, char(10) || NEW.number, NEW.text); END",
    "CREATE TRIGGER entry_words_delete AFTER DELETE ON entry_search BEGIN \
     INSERT INTO entry_words (entry_words, rowid, number, text) \
     VALUES ('delete', OLD.entry_id, char(10) || OLD.number, OLD.text); END",
];

/// Without an extension, which whoever owns the database may not be allowed. The cost says that the
/// index is always less than to make the letters of each text again.
const ON_POSTGRES: [&str; 3] = [
    "CREATE FUNCTION entry_grams(text) RETURNS text[] AS $$ \
     SELECT coalesce(array_agg(DISTINCT substr($1, n, 3)), '{}') FROM generate_series(1, length($1) - 2) AS n \
     $$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000",
    "CREATE INDEX entry_search_words ON entry_search USING gin (entry_grams(number || ' ' || text))",
    "CREATE INDEX entry_search_number ON entry_search (number)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &ON_SQLITE).await,
            _ => execute(manager, &ON_POSTGRES).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone: &[&str] = match manager.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER entry_words_insert",
                "DROP TRIGGER entry_words_update",
                "DROP TRIGGER entry_words_delete",
                "DROP TABLE entry_words",
            ],
            _ => &[
                "DROP INDEX entry_search_number",
                "DROP INDEX entry_search_words",
                "DROP FUNCTION entry_grams(text)",
            ],
        };
        execute(manager, gone).await
    }
}
