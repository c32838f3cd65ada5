//! A judge's lists: numbers from kept sums, lines a page at a time.

use entity::{
    PublicId,
    assignment::{self, AssignmentState, Column},
    ids::{AssignmentId, EntryId, JudgeId, UserId},
    judge::{self, JudgeState},
    judge_progress,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DerivePartialModel, EntityTrait as _, ExprTrait as _, QueryFilter,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use crate::{db, editions::Edition, judging::views::SheetState};

pub async fn sums<C: ConnectionTrait>(db: &C, user: UserId) -> Result<Vec<judge_progress::Model>, db::Error> {
    let own = judge::Entity::find()
        .filter(judge::Column::UserId.eq(user))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .select_only()
        .column(judge::Column::Id);
    let rows = judge_progress::Entity::find()
        .filter(judge_progress::Column::JudgeId.in_subquery(own.into_query()))
        .filter(judge_progress::Column::Total.gt(0));
    Ok(rows.all(db).await?)
}

#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "assignment::Entity")]
pub struct Line {
    pub id: AssignmentId,
    pub public_id: PublicId,
    pub entry_id: EntryId,
    pub category_key: String,
    pub points: Option<i64>,
    pub scored: i32,
    pub touched_at: Option<entity::Timestamp>,
}

impl Line {
    pub fn state(&self) -> SheetState {
        match (self.points, self.touched_at) {
            (Some(_), _) => SheetState::HandedIn,
            (None, Some(_)) => SheetState::Started,
            (None, None) => SheetState::NotStarted,
        }
    }
}

pub struct Wanted<'a> {
    pub judge: JudgeId,
    pub edition: &'a Edition,
    pub round: &'a str,
    pub categories: Vec<&'a str>,
    pub state: Option<SheetState>,
    pub limit: usize,
}

pub async fn category_of<C: ConnectionTrait>(
    db: &C,
    judge: JudgeId,
    line: &PublicId,
) -> Result<Option<String>, db::Error> {
    let row = assignment::Entity::find()
        .filter(Column::JudgeId.eq(judge))
        .filter(Column::PublicId.eq(line.clone()))
        .select_only()
        .column(Column::CategoryKey);
    Ok(row.into_tuple().one(db).await?)
}

/// Lines from after this one of the first category, as an index has them. Public ids are random,
/// so each judge has an order of their own: no entry is always scored first.
pub async fn lines<C: ConnectionTrait>(
    db: &C,
    wanted: Wanted<'_>,
    mut after: Option<PublicId>,
) -> Result<Vec<Line>, db::Error> {
    let mut found: Vec<Line> = Vec::new();
    for category in wanted.categories {
        let left = wanted.limit.saturating_sub(found.len());
        if left == 0 {
            break;
        }
        let of_state = wanted.state.map(|state| match state {
            SheetState::HandedIn => Column::Points.is_not_null(),
            SheetState::Started => Column::Points.is_null().and(Column::TouchedAt.is_not_null()),
            SheetState::NotStarted => Column::Points.is_null().and(Column::TouchedAt.is_null()),
        });
        let rows = assignment::Entity::find()
            .filter(Column::JudgeId.eq(wanted.judge))
            .filter(Column::State.eq(AssignmentState::Active))
            .filter(Column::IsOpen.eq(true))
            .filter(Column::EditionId.eq(wanted.edition.id))
            .filter(Column::RoundKey.eq(wanted.round))
            .filter(Column::CategoryKey.eq(category))
            .apply_if(after.take(), |rows, after| rows.filter(Column::PublicId.gt(after)))
            .apply_if(of_state, QueryFilter::filter)
            .order_by_asc(Column::PublicId)
            .limit(u64::try_from(left).ok());
        found.extend(rows.into_partial_model::<Line>().all(db).await?);
    }
    Ok(found)
}
