//! Panels: who judges which category.

use entity::{
    Timestamp,
    ids::{EditionId, JudgeId},
    judge::{self, JudgeState},
    panel_member,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QuerySelect as _, RelationTrait as _,
};

use crate::db::{self, WriteTx};

#[derive(Clone, Debug)]
pub struct Seat {
    pub round: String,
    pub category: String,
    pub judge: JudgeId,
}

/// All seats of an edition. A judge who was removed has none, and finds it again on the way back.
pub async fn seats<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Seat>, db::Error> {
    let rows: Vec<(String, String, JudgeId)> = panel_member::Entity::find()
        .join(JoinType::InnerJoin, panel_member::Relation::Judge.def())
        .filter(panel_member::Column::EditionId.eq(edition))
        .filter(judge::Column::State.ne(JudgeState::Removed))
        .select_only()
        .column(panel_member::Column::RoundKey)
        .column(panel_member::Column::CategoryKey)
        .column(panel_member::Column::JudgeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(round, category, judge)| Seat { round, category, judge }).collect())
}

#[derive(Clone, Copy)]
pub struct Panel<'a> {
    pub edition: EditionId,
    pub round: &'a str,
    pub category: &'a str,
}

pub async fn replace(
    tx: &WriteTx,
    panel: Panel<'_>,
    judges: &[JudgeId],
    at: Timestamp,
) -> Result<(), db::Error> {
    panel_member::Entity::delete_many()
        .filter(panel_member::Column::EditionId.eq(panel.edition))
        .filter(panel_member::Column::RoundKey.eq(panel.round))
        .filter(panel_member::Column::CategoryKey.eq(panel.category))
        .exec(&**tx)
        .await?;
    if judges.is_empty() {
        return Ok(());
    }
    let rows = judges.iter().map(|judge| panel_member::ActiveModel {
        edition_id: Set(panel.edition),
        round_key: Set(panel.round.to_owned()),
        category_key: Set(panel.category.to_owned()),
        judge_id: Set(*judge),
        created_at: Set(at),
        ..Default::default()
    });
    panel_member::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn remove_judge(tx: &WriteTx, judge: JudgeId) -> Result<(), db::Error> {
    panel_member::Entity::delete_many().filter(panel_member::Column::JudgeId.eq(judge)).exec(&**tx).await?;
    Ok(())
}
