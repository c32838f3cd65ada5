//! `scores`: one row per judge, entry and criterion. Every scoresheet is there
//! with its state, so that anyone can recompute a result from those that count:
//! the ones whose state is `handed_in`, of entries whose state is `eligible`.

mod lines;

use std::borrow::Cow;

use entity::{assignment, assignment::AssignmentState, scoresheet};
use futures::future::join;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
    sea_query::{CaseStatement, Expr, SelectStatement},
};
use serde::Deserialize;

use self::lines::Lines;
use super::{FIRST_PAGE, PAGE, is_full};
use crate::{
    context::Ctx,
    db::json_rows,
    editions::{Edition, Round},
    exports::{ExportError, SafeCsv, stream::Table},
    judging::joins::to_sheet,
};

const COLUMNS: [&str; 17] = [
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
    "entry_state",
    "category_title",
    "criterion_label",
];

pub struct Scores {
    edition: Edition,
    round: usize,
    /// Of the round that is being written.
    lines: Option<Lines>,
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
        Self { edition: edition.clone(), round: 0, lines: None, after: START, ready: None }
    }
}

impl Table for Scores {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let Some(round) = self.edition.document.rounds.get(self.round) else { return Ok(false) };
        let fetch = |after| json_rows(ctx.read(), page(&self.edition, round, after), &SHEET);
        let lines = match &mut self.lines {
            Some(lines) => lines,
            lines => lines.insert(Lines::read(ctx, &self.edition, round, csv.form()).await?),
        };
        let size = size(self.after);
        let text = match self.ready.take() {
            Some(text) => text,
            None => fetch(self.after).await?,
        };
        let mut sheets: Vec<Sheet<'_>> = serde_json::from_str(&text)?;
        sheets.sort_unstable_by_key(Sheet::place);
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
                (self.round, self.lines, self.after) = (self.round.saturating_add(1), None, START);
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
    entry: i64,
    judge: i64,
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow)]
    scores: Cow<'a, str>,
    #[serde(borrow)]
    internal: Cow<'a, str>,
    #[serde(borrow)]
    panel: Cow<'a, str>,
    #[serde(borrow)]
    entrant: Cow<'a, str>,
}

const SHEET: [&str; 7] = ["entry", "judge", "state", "scores", "internal", "panel", "entrant"];

impl Sheet<'_> {
    const fn place(&self) -> Place {
        (self.entry, self.judge)
    }
}

/// The next scoresheets in the order of the index over assignments, so that no page sorts.
fn page(edition: &Edition, round: &Round, after: Place) -> SelectStatement {
    let column = |column: assignment::Column| Expr::col(column.as_column_ref());
    let place = Expr::tuple([column(assignment::Column::EntryId), column(assignment::Column::JudgeId)]);
    // A sheet whose judge stepped back says so, whatever else it says.
    let state = CaseStatement::new()
        .case(
            assignment::Column::State.eq(AssignmentState::Active),
            Expr::col(scoresheet::Column::State.as_column_ref()),
        )
        .finally(column(assignment::Column::State));
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, to_sheet())
        .filter(assignment::Column::EditionId.eq(edition.id))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(place.gt(Expr::tuple([Expr::value(after.0), Expr::value(after.1)])))
        .order_by_asc(assignment::Column::EntryId)
        .order_by_asc(assignment::Column::JudgeId)
        .limit(size(after))
        .select_only()
        .column_as(assignment::Column::EntryId, "entry")
        .column_as(assignment::Column::JudgeId, "judge")
        .expr_as(state, "state")
        .column_as(scoresheet::Column::Scores, "scores")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant");
    rows.into_query()
}
