//! `scores`: one row per judge, entry and criterion. Every scoresheet is there
//! with its state, so that anyone can recompute a result from those that count:
//! the ones whose state is `handed_in`.

use std::borrow::Cow;

use entity::{ScoresRead, assignment, assignment::AssignmentState, entry, judge, scoresheet};
use futures::future::join;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, SelectStatement},
};
use serde::Deserialize;

use super::{FIRST_PAGE, PAGE, is_full};
use crate::{
    context::Ctx,
    db::json_rows,
    editions::{Criterion, Edition, Round},
    exports::{
        Cell, Decimal, ExportError, Prepared, SafeCsv,
        stream::{Table, text},
    },
    judging::joins::{to_entry, to_judge, to_sheet},
};

const COLUMNS: [&str; 14] = [
    "edition",
    "category",
    "round",
    "entry_id",
    "judge_id",
    "state",
    "criterion",
    "weight",
    "scale_min",
    "scale_max",
    "score",
    "comment_internal",
    "comment_panel",
    "comment_entrant",
];

/// The scores of an edition.
pub struct Scores {
    edition: Edition,
    round: usize,
    after: Place,
    /// The next page, fetched while the one before was written.
    ready: Option<String>,
}

/// Entry and judge by key: where a page ended.
type Place = (i64, i64);

/// Before all rows of a round.
const START: Place = (0, 0);

impl Scores {
    /// All rounds, one after the other.
    pub fn new(edition: &Edition) -> Self {
        Self { edition: edition.clone(), round: 0, after: START, ready: None }
    }
}

impl Table for Scores {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let Some(round) = self.edition.document.rounds.get(self.round) else { return Ok(false) };
        let fetch = |after| json_rows(ctx.read(), page(&self.edition, round, after), &SHEET);
        let size = size(self.after);
        let text = match self.ready.take() {
            Some(text) => text,
            None => fetch(self.after).await?,
        };
        let mut sheets: Vec<Sheet<'_>> = serde_json::from_str(&text)?;
        sheets.sort_unstable_by_key(Sheet::place);
        let mut lines = Lines::new(&self.edition, round);
        let mut written = async || sheets.iter().try_for_each(|sheet| lines.write(sheet, csv));
        match sheets.last() {
            Some(last) if is_full(sheets.len(), size) && size == SHEETS => {
                // The database reads on while this page is written.
                let (next, written) = join(fetch(last.place()), written()).await;
                written?;
                (self.after, self.ready) = (last.place(), Some(next?));
            }
            Some(last) if is_full(sheets.len(), size) => {
                written().await?;
                self.after = last.place();
            }
            _ => {
                written().await?;
                (self.round, self.after) = (self.round.saturating_add(1), START);
            }
        }
        Ok(self.round < self.edition.document.rounds.len())
    }
}

/// Scoresheets per page: they are short, and each page is a way to the database and back.
const SHEETS: u64 = 2 * PAGE;

/// The first page is a short one, so that its first byte comes at once.
fn size(after: Place) -> u64 {
    if after == START { FIRST_PAGE } else { SHEETS }
}

/// A scoresheet, as [`page`] reads it in the order of [`SHEET`].
#[derive(Deserialize)]
struct Sheet<'a> {
    entry_id: i64,
    judge_id: i64,
    #[serde(borrow)]
    category: Cow<'a, str>,
    #[serde(borrow)]
    entry: Cow<'a, str>,
    #[serde(borrow)]
    judge: Cow<'a, str>,
    #[serde(borrow)]
    assignment: Cow<'a, str>,
    #[serde(borrow)]
    sheet: Cow<'a, str>,
    #[serde(borrow)]
    scores: Cow<'a, str>,
    #[serde(borrow)]
    internal: Cow<'a, str>,
    #[serde(borrow)]
    panel: Cow<'a, str>,
    #[serde(borrow)]
    entrant: Cow<'a, str>,
}

const SHEET: [&str; 11] = [
    "entry_id",
    "judge_id",
    "category",
    "entry",
    "judge",
    "assignment",
    "sheet",
    "scores",
    "internal",
    "panel",
    "entrant",
];

impl Sheet<'_> {
    const fn place(&self) -> Place {
        (self.entry_id, self.judge_id)
    }
}

/// The next scoresheets in the order of the index over assignments, so that no page sorts.
fn page(edition: &Edition, round: &Round, after: Place) -> SelectStatement {
    let column = |column: assignment::Column| Expr::col(column.as_column_ref());
    let place = Expr::tuple([column(assignment::Column::EntryId), column(assignment::Column::JudgeId)]);
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, to_sheet())
        .join(JoinType::InnerJoin, to_entry())
        .join(JoinType::InnerJoin, to_judge())
        .filter(assignment::Column::EditionId.eq(edition.id))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(place.gt(Expr::tuple([Expr::value(after.0), Expr::value(after.1)])))
        .order_by_asc(assignment::Column::EntryId)
        .order_by_asc(assignment::Column::JudgeId)
        .limit(size(after))
        .select_only()
        .column_as(assignment::Column::EntryId, "entry_id")
        .column_as(assignment::Column::JudgeId, "judge_id")
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(entry::Column::PublicId, "entry")
        .column_as(judge::Column::PublicId, "judge")
        .column_as(assignment::Column::State, "assignment")
        .column_as(scoresheet::Column::State, "sheet")
        .column_as(scoresheet::Column::Scores, "scores")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant");
    rows.into_query()
}

/// Writes the rows of scoresheets. What several rows have in common is written once.
struct Lines<'a> {
    path: String,
    round: &'a Round,
    /// Of each criterion: its key, its weight and the scale.
    rules: Vec<Prepared>,
    before: Prepared,
    after: Prepared,
}

impl<'a> Lines<'a> {
    fn new(edition: &Edition, round: &'a Round) -> Self {
        let (before, after) = (Prepared::default(), Prepared::default());
        Self { path: edition.path(), round, rules: rules(round), before, after }
    }

    fn write(&mut self, row: &Sheet<'_>, csv: &mut SafeCsv) -> Result<(), ExportError> {
        let is_active = row.assignment == AssignmentState::Active.as_str();
        let state = if is_active { &row.sheet } else { &row.assignment };
        let before = [self.path.as_str(), &row.category, &self.round.key, &row.entry, &row.judge, state];
        self.before.renew(before.map(text));
        self.after.renew([&row.internal, &row.panel, &row.entrant].map(|comment| text(comment)));
        let scores = ScoresRead::parse(&row.scores)?;
        for (criterion, rules) in self.round.criteria.iter().zip(&self.rules) {
            let score = scores.get(&criterion.key).map(Decimal::from_hundredths).into();
            csv.row([
                Cell::Prepared(&self.before),
                Cell::Prepared(rules),
                score,
                Cell::Prepared(&self.after),
            ])?;
        }
        Ok(())
    }
}

fn rules(round: &Round) -> Vec<Prepared> {
    let (min, max) = (round.scale.min.hundredths(), round.scale.max.hundredths());
    let rule = |criterion: &Criterion| {
        let mut rule = Prepared::default();
        rule.renew([
            text(&criterion.key),
            Cell::Integer(i64::from(criterion.weight)),
            Decimal::from_hundredths(min).into(),
            Decimal::from_hundredths(max).into(),
        ]);
        rule
    };
    round.criteria.iter().map(rule).collect()
}
