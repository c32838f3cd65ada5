//! Entries that hold words, found by the index of words that the database keeps.

use entity::{entry, entry_search, ids::EditionId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait, Select,
    sea_query::{Alias, Expr, Func, FunctionCall, LikeExpr, Query, SelectStatement},
};

use crate::{
    db::{self, json_rows},
    text::pattern,
};

/// Of a search that finds more, no more is counted.
pub const MOST: u64 = 1_000;
/// The index knows three letters that follow each other.
const GRAM: usize = 3;
/// As the index of PostgreSQL has them.
const GRAMS: &str = "entry_grams(entry_search.number || ' ' || entry_search.text)";

/// The first entries that were found, and one more than are counted. The database takes them back
/// in one value, as it gave them: a thousand rows or values cost more than to find them.
#[derive(Clone, Debug)]
pub struct Hits {
    json: String,
    pub count: u64,
}

impl Hits {
    /// Whether these are all there are.
    pub const fn are_all(&self) -> bool {
        self.count <= MOST
    }

    /// These and others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        let list = |json: &str| json.trim_matches(['[', ']']).to_owned();
        let parts = [list(&self.json), list(&others.json)];
        let parts: Vec<_> =
            parts.iter().filter(|list| !list.is_empty()).map(|list| format!("[{list}]")).collect();
        Self { json: format!("[{}]", parts.join(",")), count: self.count.saturating_add(others.count) }
    }

    /// Whether an entry is among them.
    pub fn hold(&self, backend: DbBackend, id: impl ColumnTrait, is_few: bool) -> Expr {
        let among = match (backend, is_few) {
            (DbBackend::Sqlite, true) => "? IN (SELECT value ->> 0 FROM json_each(?))",
            // The sign keeps SQLite from reading each by its key, to put them in order then.
            (DbBackend::Sqlite, false) => "+? IN (SELECT value ->> 0 FROM json_each(?))",
            _ => "$1 IN (SELECT (value ->> 0)::bigint FROM json_array_elements($2::json))",
        };
        Expr::cust_with_exprs(among, [Expr::col(id.as_column_ref()), Expr::value(self.json.as_str())])
    }
}

/// Those of these entries that hold all words. Where these are few already, each is looked at;
/// else the index of words leads to them.
pub async fn first<C: ConnectionTrait>(
    db: &C,
    rows: Select<entry::Entity>,
    edition: EditionId,
    words: &[String],
    is_few: bool,
) -> Result<Hits, db::Error> {
    let mut rows = rows.select_only().column(entry::Column::Id).limit(MOST.saturating_add(1));
    match is_few || words.is_empty() {
        true if words.is_empty() => {}
        true => rows = rows.filter(matches(words)),
        false => {
            let hit = Alias::new("hit");
            let is_hit =
                Expr::col((hit.clone(), Alias::new("id"))).eq(Expr::col(entry::Column::Id.as_column_ref()));
            let hits = hits(db.get_database_backend(), edition, words);
            // In this order: SQLite would else ask its index of words again for each entry.
            QueryTrait::query(&mut rows)
                .from_clear()
                .from_subquery(hits, hit)
                .cross_join(entry::Entity)
                .and_where(is_hit);
            let short: Vec<_> = words.iter().filter(|word| !is_indexed(word)).cloned().collect();
            if !short.is_empty() {
                rows = rows.filter(matches(&short));
            }
        }
    }
    let json = json_rows(db, rows.into_query(), &["id"]).await?;
    let ids: Vec<[i64; 1]> = serde_json::from_str(&json)?;
    Ok(Hits { json, count: u64::try_from(ids.len()).unwrap_or(u64::MAX) })
}

/// Whether an entry holds all words.
pub fn matches(words: &[String]) -> Expr {
    let of_entry = entry_search::Column::EntryId.into_expr().eq(Expr::col(entry::Column::Id.as_column_ref()));
    let in_edition =
        entry_search::Column::EditionId.into_expr().eq(Expr::col(entry::Column::EditionId.as_column_ref()));
    let rows = searched(words).filter(in_edition).filter(of_entry);
    Expr::exists(rows.select_only().column(entry_search::Column::EntryId).into_query())
}

fn searched(words: &[String]) -> Select<entry_search::Entity> {
    let all = words.iter().fold(Condition::all(), |all, word| all.add(matching(word)));
    entry_search::Entity::find().filter(all)
}

/// Title, contact or organisation hold the word, or the number of the entry begins with it.
fn matching(word: &str) -> Condition {
    Condition::any().add(like(entry_search::Column::Text, pattern(word))).add(begins_with(word))
}

fn begins_with(word: &str) -> Expr {
    like(entry_search::Column::Number, pattern(word).trim_start_matches('%').to_owned())
}

fn like(column: entry_search::Column, pattern: String) -> Expr {
    Expr::col(column.as_column_ref()).like(LikeExpr::new(pattern).escape('\\'))
}

pub fn is_indexed(word: &str) -> bool {
    word.chars().count() >= GRAM
}

/// The ids of entries that hold all words that are in the index; if none is, those that hold all.
pub fn hits(backend: DbBackend, edition: EditionId, words: &[String]) -> SelectStatement {
    let indexed: Vec<_> = words.iter().filter(|word| is_indexed(word)).collect();
    let id = Alias::new("id");
    if backend == DbBackend::Sqlite && !indexed.is_empty() {
        let all: Vec<_> = indexed.iter().map(|word| full_text(word)).collect();
        return Query::select()
            .expr_as(Expr::cust("rowid"), id)
            .from("entry_words")
            .and_where(Expr::cust_with_values("entry_words MATCH ?", [all.join(" AND ")]))
            // Other editions are not read through: entries of one stand near each other.
            .and_where(Expr::col("rowid").gte(edge(edition, Func::min)))
            .and_where(Expr::col("rowid").lte(edge(edition, Func::max)))
            .take();
    }
    let mut rows = searched(words).filter(entry_search::Column::EditionId.eq(edition));
    // Whatever holds all words, in number or text, has the letters of all: one condition, for of several
    // joined by OR each is made again for every row that is found.
    if !indexed.is_empty() {
        let all: Vec<_> = (1..=indexed.len()).map(|place| format!("entry_grams(${place})")).collect();
        let held = format!("{GRAMS} @> ({})", all.join(" || "));
        rows = rows.filter(Expr::cust_with_values(held, indexed.into_iter().map(String::as_str)));
    }
    rows.select_only().column_as(entry_search::Column::EntryId, "id").into_query()
}

/// The first or last entry of an edition.
fn edge(edition: EditionId, which: fn(Expr) -> FunctionCall) -> Expr {
    let id = which(entry_search::Column::EntryId.into_expr());
    let rows = entry_search::Entity::find().filter(entry_search::Column::EditionId.eq(edition));
    let id = rows.select_only().column_as(Expr::expr(id), "id").into_query();
    Expr::SubQuery(None, Box::new(id.into()))
}

/// A word as the index of SQLite is asked for it. Numbers stand there after a line break.
fn full_text(word: &str) -> String {
    let word = word.replace('"', "\"\"");
    format!("(text : \"{word}\" OR number : \"\n{word}\")")
}
