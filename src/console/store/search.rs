//! Which entries a list shows, found without reading the others: by the sums that the database
//! keeps, and by its index of words.

use entity::{entry, entry_count, entry_search, ids::EditionId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QuerySelect as _, QueryTrait, RelationTrait as _, Select,
    sea_query::{Alias, CaseStatement, Expr, Func, FunctionCall, LikeExpr, Query, SelectStatement},
};

use crate::{
    console::input::Listing,
    db::{self, json_rows},
    text::pattern,
};

/// Of a search that finds more, no more is counted.
pub const MOST: u64 = 1_000;
/// The index knows three letters that follow each other.
const GRAM: usize = 3;
/// To read an entry by its key takes as long as to pass over so many in the order of an index.
const PASSED_OVER: u64 = 10;
/// As the index of PostgreSQL has them.
const GRAMS: &str = "entry_grams(entry_search.number || ' ' || entry_search.text)";

/// Entries of an edition, from sums.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    all: u64,
    /// Those that fit the filters of a listing.
    pub matching: u64,
}

#[derive(Debug, FromQueryResult)]
struct Sums {
    of_all: i64,
    of_matching: i64,
}

impl Kept {
    /// Whether it is less to read these than to pass over the others until a page is full.
    pub const fn is_few(self, count: u64, listing: &Listing) -> bool {
        count.saturating_mul(count).saturating_mul(PASSED_OVER) < self.all.saturating_mul(listing.limit)
    }
}

pub async fn kept<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    listing: &Listing,
) -> Result<Kept, db::Error> {
    let total = || Expr::col(entry_count::Column::Total.as_column_ref());
    let sum = |of: Expr| Func::coalesce([Func::sum(of).into(), Expr::value(0_i64)]).cast_as("bigint");
    let matching = CaseStatement::new().case(fitting(listing), total());
    let sums = entry_count::Entity::find()
        .filter(entry_count::Column::EditionId.eq(edition))
        .select_only()
        .column_as(sum(total()), "of_all")
        .column_as(sum(matching.into()), "of_matching");
    let sums: Option<Sums> = sums.into_model().one(db).await?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(sums
        .map(|sums| Kept { all: count(sums.of_all), matching: count(sums.of_matching) })
        .unwrap_or_default())
}

/// The entries that fit the filters, from their sums.
pub fn counted(edition: EditionId, listing: &Listing) -> Select<entry_count::Entity> {
    entry_count::Entity::find()
        .join(JoinType::InnerJoin, entry_count::Relation::Entry.def())
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::Total.gt(0))
        .filter(fitting(listing))
        .select_only()
        .column(entry::Column::Id)
}

fn fitting(listing: &Listing) -> Condition {
    let chosen = |column: entry_count::Column, value: &Option<String>| value.as_deref().map(|v| column.eq(v));
    Condition::all()
        .add(Expr::value(true))
        .add_option(
            listing.states.as_ref().map(|states| entry_count::Column::State.is_in(states.iter().copied())),
        )
        .add_option(chosen(entry_count::Column::CategoryKey, &listing.category))
        .add_option(chosen(entry_count::Column::EntrantCountry, &listing.country))
        .add_option(chosen(entry_count::Column::EntrantKind, &listing.kind))
}

/// The first entries that were found, and one more than are counted. The database takes them back
/// in one value, as it gave them: a thousand rows or values cost more than to find them.
#[derive(Clone, Debug)]
pub struct Hits {
    json: String,
    pub count: u64,
}

impl Hits {
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
