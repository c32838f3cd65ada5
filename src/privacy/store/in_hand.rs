//! What someone has in hand that others wait for.

use entity::{
    assignment,
    entry::{self, EntryState},
    ids::{EditionId, UserId},
    judge,
    member::{self, MemberState},
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, RelationTrait as _,
};

use crate::{
    context::Ctx,
    db,
    editions::{self, Phase, phase},
};

/// How many submitted entries of someone's organisations are in editions that are not over.
pub async fn running<C: ConnectionTrait>(db: &C, ctx: &Ctx, user: UserId) -> Result<usize, db::Error> {
    let entries: Vec<EditionId> = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Member.def())
        .filter(member::Column::UserId.eq(user))
        .filter(member::Column::State.eq(MemberState::Active))
        .filter(entry::Column::SubmittedAt.is_not_null())
        .filter(entry::Column::State.ne(EntryState::Withdrawn))
        .select_only()
        .column(entry::Column::EditionId)
        .into_tuple()
        .all(db)
        .await?;
    let running: Vec<_> = editions::list_for_program(db, ctx)
        .await?
        .into_iter()
        .filter(|edition| phase(&edition.document, ctx.now) != Phase::Judged)
        .map(|edition| edition.id)
        .collect();
    Ok(entries.iter().filter(|edition| running.contains(edition)).count())
}

/// How many scoresheets someone has handed in, in whatever edition.
pub async fn handed_in<C: ConnectionTrait>(db: &C, user: UserId) -> Result<u64, db::Error> {
    let judges =
        judge::Entity::find().select_only().column(judge::Column::Id).filter(judge::Column::UserId.eq(user));
    let mine = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::Id)
        .filter(assignment::Column::JudgeId.in_subquery(judges.into_query()));
    let sheets = scoresheet::Entity::find()
        .filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn))
        .filter(scoresheet::Column::AssignmentId.in_subquery(mine.into_query()));
    Ok(sheets.count(db).await?)
}
