//! Scoresheets and their marks.

use std::collections::BTreeMap;

use entity::{
    Timestamp,
    ids::{AssignmentId, ScoresheetId},
    score,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, QueryFilter as _, QuerySelect as _, prelude::Expr, sea_query::OnConflict,
};

use crate::{
    db::{self, WriteTx},
    editions::{Points, Round},
    judging::{
        input::CommentChange,
        views::{ScoresheetComments, ScoresheetView, SheetState},
    },
};

/// A scoresheet with its marks.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The row.
    pub row: scoresheet::Model,
    /// Marks by criterion, in hundredths.
    pub marks: BTreeMap<String, i64>,
}

impl Sheet {
    /// Criteria of the round without a mark.
    pub fn missing(&self, round: &Round) -> Vec<String> {
        let keys = round.criteria.iter().map(|criterion| &criterion.key);
        keys.filter(|key| !self.marks.contains_key(*key)).cloned().collect()
    }
}

/// The scoresheet of an assignment as its judge sees it.
pub fn view(sheet: Option<&Sheet>, round: &Round) -> ScoresheetView {
    let mark = |key: &String| Points::from_hundredths(*sheet?.marks.get(key)?).ok();
    let scores = round.criteria.iter().map(|c| (c.key.clone(), mark(&c.key))).collect();
    let row = sheet.map(|sheet| &sheet.row);
    ScoresheetView {
        state: match row.map(|row| row.state) {
            None => SheetState::NotStarted,
            Some(ScoresheetState::Draft) => SheetState::Begun,
            Some(ScoresheetState::HandedIn) => SheetState::HandedIn,
        },
        scores,
        comments: row.map_or_else(ScoresheetComments::default, |row| ScoresheetComments {
            internal: row.comment_internal.clone(),
            panel: row.comment_panel.clone(),
            entrant: row.comment_entrant.clone(),
        }),
        version: row.map_or(0, |row| row.version),
        updated_at: row.map(|row| row.updated_at),
        handed_in_at: row.and_then(|row| row.handed_in_at),
    }
}

/// The scoresheet of an assignment.
pub async fn find<C: ConnectionTrait>(db: &C, assignment: AssignmentId) -> Result<Option<Sheet>, db::Error> {
    Ok(of(db, vec![assignment]).await?.pop())
}

/// The scoresheets of assignments.
pub async fn of<C: ConnectionTrait>(db: &C, assignments: Vec<AssignmentId>) -> Result<Vec<Sheet>, db::Error> {
    let rows = scoresheet::Entity::find()
        .filter(scoresheet::Column::AssignmentId.is_in(assignments))
        .all(db)
        .await?;
    let ids = rows.iter().map(|row| row.id);
    let marks: Vec<(ScoresheetId, String, i64)> = score::Entity::find()
        .filter(score::Column::ScoresheetId.is_in(ids))
        .select_only()
        .column(score::Column::ScoresheetId)
        .column(score::Column::CriterionKey)
        .column(score::Column::ValueHundredths)
        .into_tuple()
        .all(db)
        .await?;
    let mut by_sheet = BTreeMap::<ScoresheetId, BTreeMap<String, i64>>::new();
    for (sheet, criterion, value) in marks {
        by_sheet.entry(sheet).or_default().insert(criterion, value);
    }
    let sheet = |row: scoresheet::Model| Sheet { marks: by_sheet.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(sheet).collect())
}

/// Begins a scoresheet; `None` when another request was first.
pub async fn begin(
    tx: &WriteTx,
    assignment: AssignmentId,
    comments: CommentChange,
    at: Timestamp,
) -> Result<Option<ScoresheetId>, db::Error> {
    let text = |lines: Option<crate::text::Lines<5000>>| lines.map(crate::text::Lines::into_string);
    let row = scoresheet::ActiveModel {
        assignment_id: Set(assignment),
        state: Set(ScoresheetState::Draft),
        comment_internal: Set(text(comments.internal).unwrap_or_default()),
        comment_panel: Set(text(comments.panel).unwrap_or_default()),
        comment_entrant: Set(text(comments.entrant).unwrap_or_default()),
        version: Set(1),
        updated_at: Set(at),
        handed_in_at: Set(None),
        ..Default::default()
    };
    match row.insert(&**tx).await.map_err(db::Error::from) {
        Ok(row) => Ok(Some(row.id)),
        Err(error) if error.is_unique() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Changes a draft of this version; whether it was still that version.
pub async fn edit(
    tx: &WriteTx,
    row: &scoresheet::Model,
    comments: CommentChange,
    at: Timestamp,
) -> Result<bool, db::Error> {
    let mut update = next_version(row, at);
    for (column, text) in [
        (scoresheet::Column::CommentInternal, comments.internal),
        (scoresheet::Column::CommentPanel, comments.panel),
        (scoresheet::Column::CommentEntrant, comments.entrant),
    ] {
        if let Some(text) = text {
            update = update.col_expr(column, Expr::value(text.into_string()));
        }
    }
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Hands a sheet in, or takes it back; whether it was still the version that was read.
pub async fn set_state(
    tx: &WriteTx,
    row: &scoresheet::Model,
    state: ScoresheetState,
    at: Timestamp,
) -> Result<bool, db::Error> {
    let handed_in_at = (state == ScoresheetState::HandedIn).then_some(at);
    let update = next_version(row, at)
        .col_expr(scoresheet::Column::State, Expr::value(state))
        .col_expr(scoresheet::Column::HandedInAt, Expr::value(handed_in_at));
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

/// Hands in the drafts among these.
pub async fn hand_in_all(tx: &WriteTx, ids: Vec<ScoresheetId>, at: Timestamp) -> Result<(), db::Error> {
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::State, Expr::value(ScoresheetState::HandedIn))
        .col_expr(scoresheet::Column::HandedInAt, Expr::value(Some(at)))
        .col_expr(scoresheet::Column::UpdatedAt, Expr::value(at))
        .col_expr(scoresheet::Column::Version, Expr::col(scoresheet::Column::Version).add(1))
        .filter(scoresheet::Column::Id.is_in(ids))
        .filter(scoresheet::Column::State.eq(ScoresheetState::Draft))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn next_version(row: &scoresheet::Model, at: Timestamp) -> sea_orm::UpdateMany<scoresheet::Entity> {
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::Version, Expr::col(scoresheet::Column::Version).add(1))
        .col_expr(scoresheet::Column::UpdatedAt, Expr::value(at))
        .filter(scoresheet::Column::Id.eq(row.id))
        .filter(scoresheet::Column::Version.eq(row.version))
}

/// Sets marks, or takes them back.
pub async fn mark(
    tx: &WriteTx,
    sheet: ScoresheetId,
    scores: &BTreeMap<String, Option<Points>>,
) -> Result<(), db::Error> {
    let gone: Vec<&str> = scores.iter().filter(|(_, v)| v.is_none()).map(|(key, _)| key.as_str()).collect();
    if !gone.is_empty() {
        score::Entity::delete_many()
            .filter(score::Column::ScoresheetId.eq(sheet))
            .filter(score::Column::CriterionKey.is_in(gone))
            .exec(&**tx)
            .await?;
    }
    let rows: Vec<score::ActiveModel> = scores
        .iter()
        .filter_map(|(key, value)| {
            Some(score::ActiveModel {
                scoresheet_id: Set(sheet),
                criterion_key: Set(key.clone()),
                value_hundredths: Set((*value)?.hundredths()),
                ..Default::default()
            })
        })
        .collect();
    if !rows.is_empty() {
        let replace = OnConflict::columns([score::Column::ScoresheetId, score::Column::CriterionKey])
            .update_column(score::Column::ValueHundredths)
            .to_owned();
        score::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
