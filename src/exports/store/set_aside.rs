//! `set_aside`: marks that were given and do not count, one row per judge, entry and criterion. What
//! was given in a category from which the entry was moved stands nowhere else; what a removed judge
//! had handed in stands in `scores` too, with a state that does not count.

use entity::{
    PublicId, Scores, Timestamp,
    assignment::{self, AssignmentState},
    entry, judge,
    scoresheet::{self, ScoresheetState},
    set_aside,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationDef, Select,
};

use super::category_title;
use crate::{
    context::Ctx,
    editions::{Edition, Points, Round},
    exports::{
        Cell, Decimal, ExportError, SafeCsv,
        stream::{Table, text},
    },
    judging::joins::{to_entry, to_judge, to_sheet},
};

const COLUMNS: [&str; 18] = [
    "edition",
    "category",
    "round",
    "entry_id",
    "judge_id",
    "why",
    "state",
    "criterion",
    "weight",
    "scale_min",
    "scale_max",
    "score",
    "comment_internal",
    "comment_panel",
    "comment_entrant",
    "handed_in_at",
    "category_title",
    "criterion_label",
];

/// The scoresheets of an edition that were put aside.
pub struct SetAside {
    edition: Edition,
}

#[derive(FromQueryResult)]
struct Row {
    category: String,
    round: String,
    entry: PublicId,
    judge: PublicId,
    state: ScoresheetState,
    scores: Scores,
    internal: String,
    panel: String,
    entrant: String,
    handed_in_at: Option<Timestamp>,
}

impl SetAside {
    /// Those of moved entries, then those of removed judges.
    pub fn new(edition: &Edition) -> Self {
        Self { edition: edition.clone() }
    }

    fn write(&self, row: &Row, why: &str, round: &Round, csv: &mut SafeCsv) -> Result<(), ExportError> {
        let path = self.edition.path();
        let decimal = |points: Points| Decimal::from_hundredths(points.hundredths());
        for criterion in &round.criteria {
            csv.row([
                text(&path),
                text(&row.category),
                text(&row.round),
                text(row.entry.as_str()),
                text(row.judge.as_str()),
                text(why),
                text(row.state.as_str()),
                text(&criterion.key),
                Cell::Integer(i64::from(criterion.weight)),
                decimal(round.scale.min).into(),
                decimal(round.scale.max).into(),
                row.scores.get(&criterion.key).map(Decimal::from_hundredths).into(),
                text(&row.internal),
                text(&row.panel),
                text(&row.entrant),
                row.handed_in_at.into(),
                category_title(&self.edition, &row.category),
                text(&criterion.label),
            ])?;
        }
        Ok(())
    }
}

impl Table for SetAside {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    /// Moves and removals are few: one page holds them all.
    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        for (why, rows) in [("entry_moved", moved()), ("judge_removed", of_removed())] {
            let rows = rows
                .filter(assignment::Column::EditionId.eq(self.edition.id))
                .order_by_asc(assignment::Column::Id)
                .column_as(assignment::Column::RoundKey, "round")
                .column_as(entry::Column::PublicId, "entry")
                .column_as(judge::Column::PublicId, "judge");
            for row in rows.into_model::<Row>().all(ctx.read()).await? {
                // What was given in a round that the edition has dropped has no criteria any more.
                if let Some(round) = self.edition.document.round(&row.round) {
                    self.write(&row, why, round, csv)?;
                }
            }
        }
        Ok(false)
    }
}

fn assignments() -> Select<assignment::Entity> {
    assignment::Entity::find()
        .join(JoinType::InnerJoin, to_entry())
        .join(JoinType::InnerJoin, to_judge())
        .select_only()
}

fn moved() -> Select<assignment::Entity> {
    let to_aside: RelationDef = assignment::Entity::belongs_to(set_aside::Entity)
        .from(assignment::Column::Id)
        .to(set_aside::Column::AssignmentId)
        .into();
    assignments()
        .join(JoinType::InnerJoin, to_aside)
        .filter(set_aside::Column::State.is_not_null())
        .column_as(set_aside::Column::CategoryKey, "category")
        .column_as(set_aside::Column::State, "state")
        .column_as(set_aside::Column::Scores, "scores")
        .column_as(set_aside::Column::CommentInternal, "internal")
        .column_as(set_aside::Column::CommentPanel, "panel")
        .column_as(set_aside::Column::CommentEntrant, "entrant")
        .column_as(set_aside::Column::HandedInAt, "handed_in_at")
}

fn of_removed() -> Select<assignment::Entity> {
    assignments()
        .join(JoinType::InnerJoin, to_sheet())
        .filter(assignment::Column::State.eq(AssignmentState::JudgeRemoved))
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(scoresheet::Column::State, "state")
        .column_as(scoresheet::Column::Scores, "scores")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant")
        .column_as(scoresheet::Column::HandedInAt, "handed_in_at")
}
