//! Panels: who judges which category.

use entity::{
    Timestamp,
    ids::{EditionId, JudgeId},
    judge::{self, JudgeState},
    panel_member,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QuerySelect as _, RelationDef,
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
    let to_judge: RelationDef = panel_member::Entity::belongs_to(judge::Entity)
        .from(panel_member::Column::JudgeId)
        .to(judge::Column::Id)
        .into();
    let rows: Vec<(String, String, JudgeId)> = panel_member::Entity::find()
        .join(JoinType::InnerJoin, to_judge)
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

/// Replaces the panel of a category.
pub async fn replace(
    tx: &WriteTx,
    edition: EditionId,
    (round, category): (&str, &str),
    judges: &[JudgeId],
    at: Timestamp,
) -> Result<(), db::Error> {
    panel_member::Entity::delete_many()
        .filter(panel_member::Column::EditionId.eq(edition))
        .filter(panel_member::Column::RoundKey.eq(round))
        .filter(panel_member::Column::CategoryKey.eq(category))
        .exec(&**tx)
        .await?;
    if judges.is_empty() {
        return Ok(());
    }
    let rows = judges.iter().map(|judge| panel_member::ActiveModel {
        edition_id: Set(edition),
        round_key: Set(round.to_owned()),
        category_key: Set(category.to_owned()),
        judge_id: Set(*judge),
        created_at: Set(at),
        ..Default::default()
    });
    panel_member::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Takes a judge off all panels.
pub async fn remove_judge(tx: &WriteTx, judge: JudgeId) -> Result<(), db::Error> {
    panel_member::Entity::delete_many().filter(panel_member::Column::JudgeId.eq(judge)).exec(&**tx).await?;
    Ok(())
}
