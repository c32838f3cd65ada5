//! `set_aside`: scores that were given and do not count, one row per judge, entry and criterion. What
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
    QuerySelect as _, RelationTrait as _, Select,
};

use super::category_title;
use crate::{
    context::Ctx,
    editions::{Edition, Round},
    exports::{Cell, ExportError, cell::text, table_file::TableFile},
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

/// Those of moved entries, then those of removed judges. Both are few: all are read at once.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    for (why, rows) in [("entry_moved", moved()), ("judge_removed", of_removed())] {
        let rows = rows
            .filter(assignment::Column::EditionId.eq(edition.id))
            .order_by_asc(assignment::Column::Id)
            .column_as(assignment::Column::RoundKey, "round")
            .column_as(entry::Column::PublicId, "entry")
            .column_as(judge::Column::PublicId, "judge");
        for row in rows.into_model::<Row>().all(ctx.read()).await? {
            // What was given in a round that the edition has dropped has no criteria any more.
            if let Some(round) = edition.document.round(&row.round) {
                write_sheet(edition, &row, why, round, file)?;
            }
        }
    }
    Ok(())
}

fn write_sheet(
    edition: &Edition,
    row: &Row,
    why: &str,
    round: &Round,
    file: &mut TableFile<'_>,
) -> Result<(), ExportError> {
    let path = edition.path();
    for criterion in &round.criteria {
        file.row([
            text(&path),
            text(&row.category),
            text(&row.round),
            text(row.entry.as_str()),
            text(row.judge.as_str()),
            text(why),
            text(row.state.as_str()),
            text(&criterion.key),
            Cell::Integer(i64::from(criterion.weight)),
            round.scale.min.exact().into(),
            round.scale.max.exact().into(),
            row.scores.get(&criterion.key).into(),
            text(&row.internal),
            text(&row.panel),
            text(&row.entrant),
            row.handed_in_at.into(),
            category_title(edition, &row.category),
            text(&criterion.label),
        ])?;
    }
    Ok(())
}

fn assignments() -> Select<assignment::Entity> {
    assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .select_only()
}

fn moved() -> Select<assignment::Entity> {
    assignments()
        .join_rev(JoinType::InnerJoin, set_aside::Relation::Assignment.def())
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
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::State.eq(AssignmentState::JudgeRemoved))
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(scoresheet::Column::State, "state")
        .column_as(scoresheet::Column::Scores, "scores")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant")
        .column_as(scoresheet::Column::HandedInAt, "handed_in_at")
}
