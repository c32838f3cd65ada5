//! The list of entries: searched, filtered, ordered and cut into pages by the database.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp,
    entry::{self, EntryState},
    ids::EntryId,
    organisation,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect, QueryTrait as _,
    RelationTrait as _, Select,
    sea_query::{Alias, CaseStatement, Expr, Func, LikeExpr},
};

use crate::{
    accounts::Staff,
    conflicts::not_conflicted,
    console::input::{Cursor, CursorKey, Listing, SortKey},
    db,
    editions::{Edition, Round},
    entries,
    judging::points::{self, Tally},
    text::{pattern, words_of},
};

/// Before dividing a sum of scores by the number of sheets: keeps six more digits,
/// enough to tell apart any two means of fewer than a thousand sheets.
const FINER: i64 = 1_000_000;

#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    pub round: Option<&'a Round>,
    /// None of the entries of these categories, in which the reader has a stake.
    pub withheld: &'a HashSet<String>,
}

#[derive(Debug, FromQueryResult)]
pub struct Line {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub organisation: String,
    pub kind: String,
    pub country: String,
    pub category_key: String,
    pub state: EntryState,
    /// Instant of the last submitted version.
    pub submitted_at: Option<Timestamp>,
    /// Last change.
    pub updated_at: Timestamp,
    /// How far its judges are.
    #[sea_orm(nested)]
    pub progress: Option<Tally>,
    text_key: Option<String>,
    number_key: Option<i64>,
}

impl Line {
    /// The place of this line in its list.
    pub fn cursor(&self, listing: &Listing) -> Cursor {
        let key = match self.number_key {
            Some(number) => CursorKey::Number(number),
            None => CursorKey::Text(self.text_key.clone().unwrap_or_default()),
        };
        Cursor::new(listing.sort, key, self.id)
    }
}

/// How many entries the listing finds on all pages.
pub async fn count<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: &Edition,
    listing: &Listing,
) -> Result<u64, db::Error> {
    Ok(found(staff, edition, listing).count(db).await?)
}

/// One page, and one line more if there is a next page.
pub async fn page<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: &Edition,
    marks: &Marks<'_>,
    listing: &Listing,
) -> Result<Vec<Line>, db::Error> {
    let round = marks.round;
    let key = match (listing.sort.key, round) {
        (SortKey::Score, Some(_)) => score_key(marks.withheld, nothing(listing)),
        (key, _) => sort_key(key, nothing(listing)),
    };
    let (text, number) = if listing.sort.key.is_number() {
        (Expr::value(None::<String>), key.clone())
    } else {
        (key.clone(), Expr::value(None::<i64>))
    };
    let order = if listing.sort.descending { Order::Desc } else { Order::Asc };
    let mut rows = found(staff, edition, listing)
        .select_only()
        .columns([
            entry::Column::Id,
            entry::Column::PublicId,
            entry::Column::Title,
            entry::Column::CategoryKey,
            entry::Column::State,
            entry::Column::SubmittedAt,
            entry::Column::UpdatedAt,
        ])
        .column_as(organisation::Column::Name, "organisation")
        .column_as(entries::kind(), "kind")
        .column_as(organisation::Column::Country, "country")
        .column_as(text.cast_as("text"), "text_key")
        .column_as(number.cast_as("bigint"), "number_key")
        .order_by(key.clone(), order.clone())
        .order_by(entry::Column::Id, order)
        .limit(listing.limit + 1);
    let ordered_by = round.filter(|_| listing.sort.key == SortKey::Score);
    for name in ["assigned", "done", "points"] {
        let column = ordered_by.map_or(Expr::value(None::<i64>), |_| of_progress(name));
        rows = rows.column_as(column.cast_as("bigint"), name);
    }
    if let Some(round) = ordered_by {
        join_progress(&mut rows, edition, &round.key);
    }
    if let Some(cursor) = &listing.after {
        rows = rows.filter(beyond(&key, cursor, listing.sort.descending));
    }
    let mut lines: Vec<Line> = rows.into_model().all(db).await?;
    if let (Some(round), None) = (round, ordered_by) {
        let ids = lines.iter().map(|line| line.id);
        let mut progress = points::of(db, edition.id, &round.key, ids).await?;
        lines.iter_mut().for_each(|line| line.progress = progress.remove(&line.id));
    }
    Ok(lines)
}

fn of_progress(name: &'static str) -> Expr {
    Expr::col((Alias::new("progress"), Alias::new(name)))
}

/// Lines after the cursor, in the order of the list.
fn beyond(key: &Expr, cursor: &Cursor, descending: bool) -> Condition {
    let value = match &cursor.key {
        CursorKey::Number(number) => Expr::value(*number),
        CursorKey::Text(text) => Expr::value(text.as_str()),
    };
    let same = key.clone().eq(value.clone());
    let (past, later) = if descending {
        (key.clone().lt(value), entry::Column::Id.lt(cursor.id))
    } else {
        (key.clone().gt(value), entry::Column::Id.gt(cursor.id))
    };
    Condition::any().add(past).add(Condition::all().add(same).add(later))
}

fn found(staff: &Staff, edition: &Edition, listing: &Listing) -> Select<entry::Entity> {
    let mut rows = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(not_conflicted(staff));
    if let Some(state) = listing.state {
        rows = rows.filter(entry::Column::State.eq(state));
    }
    if let Some(category) = &listing.category {
        rows = rows.filter(entry::Column::CategoryKey.eq(category.as_str()));
    }
    if let Some(country) = &listing.country {
        rows = rows.filter(organisation::Column::Country.eq(country.as_str()));
    }
    if let Some(kind) = &listing.kind {
        rows = rows.filter(entries::kind().eq(kind.as_str()));
    }
    words_of(&listing.search).iter().fold(rows, |rows, word| rows.filter(matching(word)))
}

/// Title, contact or organisation hold the word, or the number of the entry begins with it.
fn matching(word: &str) -> Condition {
    let like = |column: Expr, pattern: String| column.like(LikeExpr::new(pattern).escape('\\'));
    let holds = pattern(word);
    let begins = holds.trim_start_matches('%').to_owned();
    Condition::any()
        .add(like(Expr::col(entry::Column::SearchText.as_column_ref()), holds.clone()))
        .add(like(Expr::col(organisation::Column::SearchText.as_column_ref()), holds))
        .add(like(Expr::col(entry::Column::PublicId.as_column_ref()), begins))
}

/// What stands for no value: it comes last, whichever way the list is ordered.
fn nothing(listing: &Listing) -> i64 {
    if listing.sort.descending { -1 } else { i64::MAX }
}

fn sort_key(key: SortKey, nothing: i64) -> Expr {
    let column = |column: entry::Column| Expr::col(column.as_column_ref());
    let of_organisation = |column: organisation::Column| Expr::col(column.as_column_ref());
    match key {
        SortKey::Title => column(entry::Column::TitleKey),
        SortKey::Organisation => of_organisation(organisation::Column::NameKey),
        SortKey::Country => of_organisation(organisation::Column::Country),
        SortKey::Category => column(entry::Column::CategoryKey),
        SortKey::State => column(entry::Column::State),
        SortKey::Submitted => {
            Expr::expr(Func::coalesce([column(entry::Column::SubmittedAt), Expr::value(nothing)]))
        }
        SortKey::Updated => column(entry::Column::UpdatedAt),
        SortKey::Score => no_score(),
    }
}

/// The mean, without the scores that are kept from the reader.
fn score_key(withheld: &HashSet<String>, nothing: i64) -> Expr {
    let mean = of_progress("points").mul(FINER).div(of_progress("done"));
    let is_shown = Condition::all().add(of_progress("done").gt(0)).add_option(
        (!withheld.is_empty())
            .then(|| entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str))),
    );
    CaseStatement::new().case(is_shown, mean).finally(nothing).into()
}

/// Without a round all are alike; not a bare number, which `ORDER BY` takes for a column.
fn no_score() -> Expr {
    Expr::col(entry::Column::Id.as_column_ref()).mul(0_i64)
}

/// Joins how far the judges are.
fn join_progress(rows: &mut Select<entry::Entity>, edition: &Edition, round: &str) {
    let sums = points::by_entry(edition.id, round).into_query();
    let same = of_progress("entry_id").equals((entry::Entity, entry::Column::Id));
    QuerySelect::query(rows).join_subquery(JoinType::LeftJoin, sums, Alias::new("progress"), same);
}
