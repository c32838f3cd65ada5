//! `scores`: one row per judge, entry and criterion. Every scoresheet is there
//! with its state, so that anyone can recompute a result from those that count:
//! the ones whose state is `handed_in`.

use entity::{
    PublicId, assignment, assignment::AssignmentState, entry, ids::ScoresheetId, judge, scoresheet,
    scoresheet::ScoresheetState,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QueryResult, QuerySelect as _, QueryTrait as _,
};

use super::{PAGE, is_full};
use crate::{
    context::Ctx,
    editions::{Edition, Round},
    exports::{
        Cell, Decimal, ExportError, SafeCsv,
        stream::{Table, text},
    },
    judging::joins::{to_entry, to_judge, to_sheet, with_marks},
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

/// Columns before the marks in a row of the query.
const BEFORE_MARKS: usize = 9;

/// The marks of an edition.
pub struct Scores {
    edition: Edition,
    round: usize,
    after: ScoresheetId,
}

impl Scores {
    /// All rounds, one after the other.
    pub fn new(edition: &Edition) -> Self {
        Self { edition: edition.clone(), round: 0, after: ScoresheetId(0) }
    }
}

impl Table for Scores {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let Some(round) = self.edition.document.rounds.get(self.round) else { return Ok(false) };
        let rows = query(ctx, &self.edition, round, self.after).await?;
        for row in &rows {
            self.after = write(row, &self.edition, round, csv)?;
        }
        if !is_full(rows.len()) {
            self.round = self.round.saturating_add(1);
            self.after = ScoresheetId(0);
        }
        Ok(self.round < self.edition.document.rounds.len())
    }
}

async fn query(
    ctx: &Ctx,
    edition: &Edition,
    round: &Round,
    after: ScoresheetId,
) -> Result<Vec<QueryResult>, ExportError> {
    let select = assignment::Entity::find()
        .join(JoinType::InnerJoin, to_sheet())
        .join(JoinType::InnerJoin, to_entry())
        .join(JoinType::InnerJoin, to_judge())
        .filter(assignment::Column::EditionId.eq(edition.id))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(scoresheet::Column::Id.gt(after))
        .order_by_asc(scoresheet::Column::Id)
        .limit(PAGE)
        .select_only()
        .column(scoresheet::Column::Id)
        .column(entry::Column::CategoryKey)
        .column(entry::Column::PublicId)
        .column(judge::Column::PublicId)
        .column(assignment::Column::State)
        .column(scoresheet::Column::State)
        .column(scoresheet::Column::CommentInternal)
        .column(scoresheet::Column::CommentPanel)
        .column(scoresheet::Column::CommentEntrant);
    let select = with_marks(select, round.criteria.iter().map(|criterion| criterion.key.as_str()));
    Ok(ctx.read().query_all(&select.into_query()).await?)
}

fn write(
    row: &QueryResult,
    edition: &Edition,
    round: &Round,
    csv: &mut SafeCsv,
) -> Result<ScoresheetId, ExportError> {
    let category: String = row.try_get_by_index(1)?;
    let (entry, judge): (PublicId, PublicId) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
    let (assignment, sheet): (AssignmentState, ScoresheetState) =
        (row.try_get_by_index(4)?, row.try_get_by_index(5)?);
    let comments: [String; 3] =
        [row.try_get_by_index(6)?, row.try_get_by_index(7)?, row.try_get_by_index(8)?];
    let state = match assignment {
        AssignmentState::Active => sheet.as_str(),
        AssignmentState::Recused | AssignmentState::Removed => assignment.as_str(),
    };
    let path = edition.path();
    let (min, max) = (round.scale.min.hundredths(), round.scale.max.hundredths());
    for (number, criterion) in round.criteria.iter().enumerate() {
        let mark: Option<i64> = row.try_get_by_index(BEFORE_MARKS.saturating_add(number))?;
        let cells = [
            text(&path),
            text(&category),
            text(&round.key),
            text(entry.as_str()),
            text(judge.as_str()),
            text(state),
            text(&criterion.key),
            Cell::Integer(i64::from(criterion.weight)),
            Decimal::from_hundredths(min).into(),
            Decimal::from_hundredths(max).into(),
            mark.map(Decimal::from_hundredths).into(),
        ];
        csv.row(cells.into_iter().chain(comments.iter().map(|comment| text(comment))))?;
    }
    Ok(row.try_get_by_index(0)?)
}
