//! What people have done under an edition's rules.

use entity::{
    assignment::{self, AssignmentState},
    entry::{self, EntryState},
    ids::EditionId,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    sea_query::SelectStatement,
};

use crate::{context::Ctx, db, editions::views::UnfinishedWork};

pub async fn categories_in_use<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<String>, db::Error> {
    let rows = entry::Entity::find()
        .select_only()
        .column(entry::Column::CategoryKey)
        .distinct()
        .filter(entry::Column::EditionId.eq(edition));
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn rounds_in_use<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<String>, db::Error> {
    let rows = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::RoundKey)
        .distinct()
        .filter(assignment::Column::EditionId.eq(edition));
    Ok(rows.into_tuple().all(db).await?)
}

/// The entries and scoresheets in which people have begun and not handed in.
pub async fn unfinished<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<UnfinishedWork, db::Error> {
    let drafts = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.is_in([EntryState::Draft, EntryState::Incomplete]));
    let sheets = scoresheet::Entity::find()
        .join(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .filter(scoresheet::Column::State.ne(ScoresheetState::HandedIn));
    Ok(UnfinishedWork { entries: drafts.count(db).await?, scoresheets: sheets.count(db).await? })
}

/// The entries that may still be submitted, or submitted again.
pub fn still_to_submit(ctx: &Ctx, edition: EditionId, call_is_over: bool) -> SelectStatement {
    let sent_back =
        entry::Column::State.eq(EntryState::Incomplete).and(entry::Column::ReturnUntil.gt(ctx.now));
    let unfinished = if call_is_over {
        entry::Column::State.eq(EntryState::Draft).or(sent_back)
    } else {
        entry::Column::State.is_not_in([EntryState::Withdrawn, EntryState::Disqualified])
    };
    let entries = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.eq(edition))
        .filter(unfinished);
    entries.into_query()
}

pub async fn is_scored<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    criterion: Option<&str>,
) -> Result<bool, db::Error> {
    let key = criterion.map_or_else(|| "\":".to_owned(), |criterion| format!("\"{criterion}\":"));
    let sheets = sheets(edition, round).filter(scoresheet::Column::Scores.contains(key));
    Ok(sheets.count(db).await? > 0)
}

pub async fn is_handed_in<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
) -> Result<bool, db::Error> {
    let sheets = sheets(edition, round).filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn));
    Ok(sheets.count(db).await? > 0)
}

fn sheets(edition: EditionId, round: &str) -> Select<scoresheet::Entity> {
    scoresheet::Entity::find()
        .join(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round))
}
