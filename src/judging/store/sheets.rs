//! Scoresheets with their scores.

use std::collections::HashMap;

use entity::{
    Scores,
    ids::AssignmentId,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, QueryFilter as _, QuerySelect as _, prelude::Expr,
};

use super::assignments;
use crate::{
    db::{self, WriteTx},
    editions::{CommentKind, Open, Points, Round},
    judging::views::{ScoresheetComments, ScoresheetView},
};

/// What a judge's save puts on a scoresheet.
pub struct Saved {
    pub scores: Scores,
    pub comments: Vec<(CommentKind, String)>,
    pub open: Open,
}

pub fn missing(sheet: &scoresheet::Model, round: &Round) -> Vec<String> {
    let keys = round.criteria.iter().map(|criterion| &criterion.key);
    keys.filter(|key| sheet.scores.get(key).is_none()).cloned().collect()
}

/// The scoresheet of an assignment as its judge sees it.
pub fn view(sheet: Option<&scoresheet::Model>, round: &Round) -> ScoresheetView {
    let score = |key: &String| Points::from_hundredths(sheet?.scores.get(key)?.0).ok();
    ScoresheetView {
        state: sheet.map(|sheet| sheet.state).into(),
        scores: round.criteria.iter().map(|c| (c.key.clone(), score(&c.key))).collect(),
        comments: sheet.map_or_else(ScoresheetComments::default, |sheet| ScoresheetComments {
            internal: sheet.comment_internal.clone(),
            panel: sheet.comment_panel.clone(),
            entrant: sheet.comment_entrant.clone(),
        }),
        version: sheet.map_or(0, |sheet| sheet.version),
        updated_at: sheet.map(|sheet| sheet.updated_at),
        handed_in_at: sheet.and_then(|sheet| sheet.handed_in_at),
    }
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    assignment: AssignmentId,
) -> Result<Option<scoresheet::Model>, db::Error> {
    Ok(scoresheet::Entity::find_by_id(assignment).one(db).await?)
}

pub async fn scores<C: ConnectionTrait>(
    db: &C,
    assignments: impl IntoIterator<Item = AssignmentId>,
) -> Result<HashMap<AssignmentId, Scores>, db::Error> {
    let rows = scoresheet::Entity::find()
        .filter(scoresheet::Column::AssignmentId.is_in(assignments))
        .select_only()
        .column(scoresheet::Column::AssignmentId)
        .column(scoresheet::Column::Scores);
    Ok(rows.into_tuple().all(db).await?.into_iter().collect())
}

/// The scoresheets of assignments, held against other writers until the transaction
/// ends: what they count must be made of the scores they have then.
pub async fn held(tx: &WriteTx, assignments: Vec<AssignmentId>) -> Result<Vec<scoresheet::Model>, db::Error> {
    let rows = scoresheet::Entity::find().filter(scoresheet::Column::AssignmentId.is_in(assignments));
    Ok(rows.lock_exclusive().all(&**tx).await?)
}

/// Begins a scoresheet; whether no other request was first.
pub async fn begin(tx: &WriteTx, assignment: AssignmentId, saved: Saved) -> Result<bool, db::Error> {
    let Saved { scores, comments, open } = saved;
    let comment = |kind| {
        let given = comments.iter().find(|(of, _)| *of == kind);
        given.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let row = scoresheet::ActiveModel {
        assignment_id: Set(assignment),
        state: Set(ScoresheetState::Draft),
        scores: Set(scores),
        comment_internal: Set(comment(CommentKind::Internal)),
        comment_panel: Set(comment(CommentKind::Panel)),
        comment_entrant: Set(comment(CommentKind::Entrant)),
        version: Set(1),
        updated_at: Set(open.at()),
        handed_in_at: Set(None),
    };
    match row.insert(&**tx).await.map_err(db::Error::from) {
        Ok(_) => Ok(true),
        Err(error) if error.is_unique() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Changes a draft of this version; whether it was still that version.
pub async fn edit(tx: &WriteTx, row: &scoresheet::Model, saved: Saved) -> Result<bool, db::Error> {
    let mut update =
        next_version(row, saved.open).col_expr(scoresheet::Column::Scores, Expr::value(saved.scores));
    for (kind, text) in saved.comments {
        let column = match kind {
            CommentKind::Internal => scoresheet::Column::CommentInternal,
            CommentKind::Panel => scoresheet::Column::CommentPanel,
            CommentKind::Entrant => scoresheet::Column::CommentEntrant,
        };
        update = update.col_expr(column, Expr::value(text));
    }
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Hands a sheet in; whether it was still the version that was read.
pub async fn hand_in(
    tx: &WriteTx,
    sheet: &scoresheet::Model,
    round: &Round,
    open: Open,
) -> Result<bool, db::Error> {
    let is_next = set_state(tx, sheet, ScoresheetState::HandedIn, open).await?;
    if is_next {
        assignments::set_points(tx, &[(sheet.assignment_id, round.points(&sheet.scores))]).await?;
    }
    Ok(is_next)
}

/// Takes a sheet back into work; whether it was still the version that was read.
pub async fn reopen(tx: &WriteTx, sheet: &scoresheet::Model, open: Open) -> Result<bool, db::Error> {
    let is_next = set_state(tx, sheet, ScoresheetState::Draft, open).await?;
    if is_next {
        assignments::clear_points(tx, [sheet.assignment_id]).await?;
    }
    Ok(is_next)
}

async fn set_state(
    tx: &WriteTx,
    row: &scoresheet::Model,
    state: ScoresheetState,
    open: Open,
) -> Result<bool, db::Error> {
    let handed_in_at = (state == ScoresheetState::HandedIn).then_some(open.at());
    let update = next_version(row, open)
        .col_expr(scoresheet::Column::State, Expr::value(state))
        .col_expr(scoresheet::Column::HandedInAt, Expr::value(handed_in_at));
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

pub async fn hand_in_all(
    tx: &WriteTx,
    drafts: &[scoresheet::Model],
    round: &Round,
    open: Open,
) -> Result<(), db::Error> {
    let counted: Vec<_> =
        drafts.iter().map(|sheet| (sheet.assignment_id, round.points(&sheet.scores))).collect();
    assignments::set_points(tx, &counted).await?;
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::State, Expr::value(ScoresheetState::HandedIn))
        .col_expr(scoresheet::Column::HandedInAt, Expr::value(Some(open.at())))
        .col_expr(scoresheet::Column::UpdatedAt, Expr::value(open.at()))
        .col_expr(scoresheet::Column::Version, Expr::col(scoresheet::Column::Version).add(1))
        .filter(scoresheet::Column::AssignmentId.is_in(drafts.iter().map(|sheet| sheet.assignment_id)))
        .filter(scoresheet::Column::State.eq(ScoresheetState::Draft))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn next_version(row: &scoresheet::Model, open: Open) -> sea_orm::UpdateMany<scoresheet::Entity> {
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::Version, Expr::col(scoresheet::Column::Version).add(1))
        .col_expr(scoresheet::Column::UpdatedAt, Expr::value(open.at()))
        .filter(scoresheet::Column::AssignmentId.eq(row.assignment_id))
        .filter(scoresheet::Column::Version.eq(row.version))
}
