//! The list of entries: searched, filtered, ordered and cut into pages by the database.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp,
    entry::{self, EntryState},
    entry_progress,
    ids::{EditionId, EntryId},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationTrait as _, Select,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{
    accounts::Staff,
    conflicts::{not_conflicted, select_conflicted},
    console::{
        input::{Cursor, CursorKey, Listing, SortKey},
        store::{narrow, sums},
    },
    db,
    editions::{Edition, Round},
    entries::finding,
    judging::points::Tally,
    text::words_of,
};

#[derive(Clone, Copy, Debug)]
pub struct ShownScores<'a> {
    pub round: Option<&'a Round>,
    /// None of the entries of these categories, over which the reader is conflicted.
    pub withheld: &'a HashSet<String>,
    pub now: Timestamp,
}

#[derive(Debug, FromQueryResult)]
pub struct Line {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub organisation: String,
    pub kind: String,
    pub country: String,
    pub city: String,
    pub category_key: String,
    pub state: EntryState,
    pub created_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub updated_at: Timestamp,
    pub return_until: Option<Timestamp>,
    pub version: i64,
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

/// What a listing finds. Whoever has no conflict of interest is not asked about it for each entry.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    rows: Select<entry::Entity>,
    /// How many entries there are on all pages, and whether there are more than were counted.
    pub total: u64,
    pub is_more: bool,
    /// So few that they are put in order after they are found; else a page is read in the order of
    /// an index, and whatever does not fit is passed over.
    is_few: bool,
    /// All that were found, if something was looked for.
    hits: Option<finding::Hits>,
    edition: EditionId,
    listing: &'a Listing,
}

/// By what lines are ordered, and lines that are alike in that.
struct Order {
    key: Expr,
    id: Expr,
}

/// So many lines of a list, in one direction.
#[derive(Clone, Copy)]
struct Slice {
    descending: bool,
    wanted: u64,
}

/// What stands around an entry in a list.
#[derive(Debug)]
pub struct Around {
    /// From 1; none where it does not stand there, or further on than is counted.
    pub position: Option<u64>,
    pub previous: Option<Line>,
    pub next: Option<Line>,
}

pub async fn found<'a, C: ConnectionTrait>(
    db: &C,
    staff: Option<&Staff>,
    edition: &Edition,
    listing: &'a Listing,
    shown: &ShownScores<'_>,
) -> Result<Found<'a>, db::Error> {
    let kept = sums::kept(db, edition.id, listing).await?;
    let chosen = |column: entry::Column, value: &Option<String>| value.as_deref().map(|v| column.eq(v));
    let all = Condition::all()
        .add(entry::Column::EditionId.eq(edition.id))
        .add_option(listing.states.as_ref().map(|states| entry::Column::State.is_in(states.iter().copied())))
        .add_option(chosen(entry::Column::CategoryKey, &listing.category))
        .add_option(chosen(entry::Column::EntrantCountry, &listing.country))
        .add_option(chosen(entry::Column::EntrantKind, &listing.kind));
    let own = match staff {
        Some(staff) => {
            let own = select_conflicted(staff, edition.id).column(entry::Column::Id).filter(all.clone());
            own.count(db).await?
        }
        None => 0,
    };
    let mut rows = entry::Entity::find().filter(all.add_option(staff.map(not_conflicted)));
    let mut total = kept.matching.saturating_sub(own);
    let (mut is_few, mut is_more, mut hits) = (kept.is_few(total, listing), false, None);
    if is_few && total > 0 {
        rows = rows.filter(entry::Column::Id.in_subquery(sums::counted(edition.id, listing).into_query()));
    }
    let words = words_of(&listing.search);
    let narrowed = narrow::narrowed(db, edition, listing, shown).await?;
    if total > 0 && (narrowed.is_narrow || !words.is_empty()) {
        rows = rows.filter(narrowed.condition);
        let first = finding::first(db, rows.clone(), edition.id, &words, is_few).await?;
        (total, is_more) = (Ord::min(first.count, finding::MOST), first.count > finding::MOST);
        is_few = !is_more && kept.is_few(total, listing);
        if !is_more {
            rows = rows.filter(first.hold(db.get_database_backend(), entry::Column::Id, is_few));
            hits = Some(first);
        } else if !words.is_empty() {
            rows = rows.filter(finding::matches(&words));
        }
        if let Some(known) = narrowed.known.filter(|_| is_more) {
            (total, is_more) = (known, false);
        }
    }
    Ok(Found { rows, total, is_more, is_few, hits, edition: edition.id, listing })
}

impl Found<'_> {
    /// One page of so many entries, and one line more if there is a next page.
    pub async fn page<C: ConnectionTrait>(
        &self,
        db: &C,
        shown: &ShownScores<'_>,
    ) -> Result<Vec<Line>, db::Error> {
        if self.total == 0 {
            return Ok(Vec::new());
        }
        let (lines, after) = (self.lines(shown), self.listing.after.as_ref());
        let by_mean = shown.round.is_some() && self.listing.sort.key == SortKey::Score;
        match by_mean && !self.is_few {
            true => self.by_mean(db, lines, shown).await,
            false => {
                let way = self.listing.sort.descending;
                self.ordered(
                    db,
                    lines,
                    &self.order(shown),
                    after,
                    Slice { descending: way, wanted: self.wanted() },
                )
                .await
            }
        }
    }

    /// What comes before and after an entry. It need not stand in the list any more: whoever has
    /// decided about it goes on from the place where it stood.
    pub async fn around<C: ConnectionTrait>(
        &self,
        db: &C,
        shown: &ShownScores<'_>,
        entry: EntryId,
    ) -> Result<Around, db::Error> {
        let (order, descending) = (self.order(shown), self.listing.sort.descending);
        let one = |descending| Slice { descending, wanted: 1 };
        let is_it = || entry::Column::Id.eq(entry);
        let itself =
            self.ordered(db, self.lines(shown).filter(is_it()), &order, None, one(descending)).await?;
        let stands_there = !itself.is_empty();
        let itself = match stands_there {
            true => itself,
            false => {
                let any = Self { rows: entry::Entity::find(), ..self.clone() };
                self.ordered(db, any.lines(shown).filter(is_it()), &order, None, one(descending)).await?
            }
        };
        let Some(line) = itself.first() else {
            return Ok(Around { position: None, previous: None, next: None });
        };
        let cursor = line.cursor(self.listing);
        let next = self.ordered(db, self.lines(shown), &order, Some(&cursor), one(descending)).await?;
        let previous = self.ordered(db, self.lines(shown), &order, Some(&cursor), one(!descending)).await?;
        let before = self
            .lines(shown)
            .filter(beyond(&order.key, &order.id, &cursor, !descending))
            .select_only()
            .column(entry::Column::Id)
            .limit(finding::MOST);
        let before: Vec<EntryId> = if stands_there { before.into_tuple().all(db).await? } else { Vec::new() };
        let before = u64::try_from(before.len()).unwrap_or(u64::MAX);
        Ok(Around {
            position: (stands_there && before < finding::MOST).then_some(before.saturating_add(1)),
            previous: previous.into_iter().next(),
            next: next.into_iter().next(),
        })
    }

    fn wanted(&self) -> u64 {
        self.listing.limit.saturating_add(1)
    }

    fn lines(&self, shown: &ShownScores<'_>) -> Select<entry::Entity> {
        let round = shown.round.map_or("", |round| round.key.as_str());
        let in_round = Expr::col(entry_progress::Column::RoundKey.as_column_ref()).eq(round);
        let to_progress = entry_progress::Relation::Entry.def().rev();
        let to_progress = to_progress.on_condition(move |_, _| Condition::all().add(in_round.clone()));
        self.rows
            .clone()
            .select_only()
            .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
            .join(JoinType::LeftJoin, to_progress)
            .columns([
                entry::Column::Id,
                entry::Column::PublicId,
                entry::Column::Title,
                entry::Column::CategoryKey,
                entry::Column::State,
                entry::Column::CreatedAt,
                entry::Column::SubmittedAt,
                entry::Column::UpdatedAt,
                entry::Column::ReturnUntil,
                entry::Column::Version,
            ])
            .column(organisation::Column::City)
            .column_as(organisation::Column::Name, "organisation")
            .column_as(entry::Column::EntrantKind, "kind")
            .column_as(entry::Column::EntrantCountry, "country")
            .columns([
                entry_progress::Column::Assigned,
                entry_progress::Column::Done,
                entry_progress::Column::Points,
            ])
    }

    /// Lines in this order, after the end of the page before.
    async fn ordered<C: ConnectionTrait>(
        &self,
        db: &C,
        mut lines: Select<entry::Entity>,
        Order { key, id }: &Order,
        after: Option<&Cursor>,
        slice: Slice,
    ) -> Result<Vec<Line>, db::Error> {
        let (text, number) = match self.listing.sort.key.is_number() {
            true => (Expr::value(None::<String>), key.clone()),
            false => (key.clone(), Expr::value(None::<i64>)),
        };
        if let Some(cursor) = after {
            lines = lines.filter(beyond(key, id, cursor, slice.descending));
        }
        let way = if slice.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
        let lines = lines
            .column_as(text.cast_as("text"), "text_key")
            .column_as(number.cast_as("bigint"), "number_key")
            .order_by(key.clone(), way.clone())
            .order_by(id.clone(), way)
            .limit(slice.wanted);
        Ok(lines.into_model().all(db).await?)
    }

    /// Those with a mean first, as the index has them; then those without one, or whose mean is
    /// not for the reader.
    async fn by_mean<C: ConnectionTrait>(
        &self,
        db: &C,
        lines: Select<entry::Entity>,
        shown: &ShownScores<'_>,
    ) -> Result<Vec<Line>, db::Error> {
        let after = self.listing.after.as_ref();
        let of_rest = after.filter(|cursor| cursor.key == CursorKey::Number(self.nothing()));
        let withheld = || shown.withheld.iter().map(String::as_str);
        let descending = self.listing.sort.descending;
        let slice = |wanted: u64| Slice { descending, wanted };
        let mut found = Vec::new();
        if of_rest.is_none() {
            let hits = |hits: &finding::Hits| {
                hits.hold(db.get_database_backend(), entry_progress::Column::EntryId, false)
            };
            let ranked = lines
                .clone()
                .filter(Condition::all().add_option(self.hits.as_ref().map(hits)))
                .filter(entry_progress::Column::EditionId.eq(self.edition))
                .filter(entry_progress::Column::Mean.is_not_null())
                .filter(entry_progress::Column::CategoryKey.is_not_in(withheld()));
            let by_mean = [entry_progress::Column::Mean, entry_progress::Column::EntryId];
            let [key, id] = by_mean.map(|column| Expr::col(column.as_column_ref()));
            found = self.ordered(db, ranked, &Order { key, id }, after, slice(self.wanted())).await?;
        }
        let left = self.wanted().saturating_sub(u64::try_from(found.len()).unwrap_or(u64::MAX));
        if left > 0 {
            let others = Condition::any()
                .add(entry_progress::Column::Mean.is_null())
                .add(entry_progress::Column::CategoryKey.is_in(withheld()));
            // Not a bare number, which `ORDER BY` takes for a column.
            let key = Expr::cust(format!("CAST({} AS bigint)", self.nothing()));
            let alike = Order { key, id: own(entry::Column::Id) };
            found.extend(self.ordered(db, lines.filter(others), &alike, of_rest, slice(left)).await?);
        }
        Ok(found)
    }

    /// What stands for no value: it comes last, whichever way the list is ordered.
    fn nothing(&self) -> i64 {
        match (self.listing.sort.key, self.listing.sort.descending) {
            (_, false) => i64::MAX,
            (SortKey::Submitted, true) => -1,
            (_, true) => -i64::MAX,
        }
    }

    /// As the indexes have it, word for word.
    fn order(&self, shown: &ShownScores<'_>) -> Order {
        let nothing = Expr::cust(self.nothing().to_string());
        let key = match self.listing.sort.key {
            SortKey::Title => own(entry::Column::TitleKey),
            SortKey::Organisation => own(entry::Column::EntrantKey),
            SortKey::Country => own(entry::Column::EntrantCountry),
            SortKey::Category => own(entry::Column::CategoryKey),
            SortKey::State => own(entry::Column::State),
            SortKey::Submitted => Func::coalesce([own(entry::Column::SubmittedAt), nothing]).into(),
            SortKey::Updated => own(entry::Column::UpdatedAt),
            SortKey::Score => {
                let withheld = shown.withheld.iter().map(String::as_str);
                let is_shown = entry::Column::CategoryKey.is_not_in(withheld);
                let mean = Expr::col(entry_progress::Column::Mean.as_column_ref());
                Func::coalesce([CaseStatement::new().case(is_shown, mean).into(), nothing]).into()
            }
        };
        Order { key, id: own(entry::Column::Id) }
    }
}

fn own(column: entry::Column) -> Expr {
    Expr::col(column.as_column_ref())
}

/// Lines after the cursor, in the order of the list. The first part says nothing new: from it the
/// databases see where in an index to begin.
fn beyond(key: &Expr, id: &Expr, cursor: &Cursor, descending: bool) -> Condition {
    let value = match &cursor.key {
        CursorKey::Number(number) => Expr::value(*number),
        CursorKey::Text(text) => Expr::value(text.as_str()),
    };
    let line = Expr::tuple([key.clone(), id.clone()]);
    let end = Expr::tuple([value.clone(), Expr::value(cursor.id)]);
    match descending {
        true => Condition::all().add(key.clone().lte(value)).add(line.lt(end)),
        false => Condition::all().add(key.clone().gte(value)).add(line.gt(end)),
    }
}
