//! Who may reach what: the only makers of the witnesses of judging.

use std::{collections::HashSet, ops::Deref};

use entity::{
    PublicId, assignment, entry,
    ids::{AssignmentId, EditionId, EntryId, JudgeId},
    judge::{self, JudgeState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QuerySelect as _, RelationTrait as _,
};

use super::{error::JudgingError, store::joins::live};
use crate::{
    accounts::{Judge, Staff},
    conflicts::conflicted_categories,
    context::Ctx,
    editions::{self, Edition, Open, PublicEdition, Round, WindowState},
};

#[derive(Clone, Debug)]
pub struct StaffEdition {
    edition: Edition,
    withheld: HashSet<String>,
}

impl StaffEdition {
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Categories in which this person enters or judges: nothing of their judging is theirs to see.
    pub fn withheld(&self) -> &HashSet<String> {
        &self.withheld
    }
}

#[derive(Clone, Debug)]
pub struct StaffRound {
    place: StaffEdition,
    round: Round,
}

impl StaffRound {
    pub fn edition(&self) -> &Edition {
        &self.place.edition
    }

    pub fn withheld(&self) -> &HashSet<String> {
        &self.place.withheld
    }

    pub fn round(&self) -> &Round {
        &self.round
    }
}

pub async fn staff_edition(
    ctx: &Ctx,
    staff: &Staff,
    programme: &str,
    edition: &str,
) -> Result<StaffEdition, JudgingError> {
    let edition = editions::find(ctx.read(), ctx, staff, programme, edition).await?;
    let edition = edition.ok_or(JudgingError::NotFound)?;
    let withheld = conflicted_categories(ctx.read(), staff, edition.id).await?;
    Ok(StaffEdition { edition, withheld })
}

#[derive(Clone, Copy, Debug)]
pub struct RoundPath<'a> {
    pub programme: &'a str,
    pub edition: &'a str,
    pub round: &'a str,
}

pub async fn staff_round(ctx: &Ctx, staff: &Staff, path: RoundPath<'_>) -> Result<StaffRound, JudgingError> {
    let place = staff_edition(ctx, staff, path.programme, path.edition).await?;
    let round = place.edition.document.round(path.round).cloned().ok_or(JudgingError::NotFound)?;
    Ok(StaffRound { place, round })
}

#[derive(Clone, Debug)]
pub struct JudgedRound {
    judge: JudgeId,
    edition: PublicEdition,
    round: Round,
}

impl JudgedRound {
    pub fn judge(&self) -> JudgeId {
        self.judge
    }

    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    pub fn round(&self) -> &Round {
        &self.round
    }
}

/// A round of an edition in which this person is an accepted judge.
pub async fn judged_round<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    judge: &Judge,
    path: RoundPath<'_>,
) -> Result<JudgedRound, JudgingError> {
    let edition = editions::find_public(db, ctx, path.programme, path.edition).await?;
    let edition = edition.ok_or(JudgingError::NotFound)?;
    let seat = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition.id))
        .filter(judge::Column::UserId.eq(judge.user))
        .filter(judge::Column::State.eq(JudgeState::Accepted));
    let judge = seat.one(db).await?.ok_or(JudgingError::NotFound)?.id;
    let round = edition.document.round(path.round).cloned().ok_or(JudgingError::NotFound)?;
    Ok(JudgedRound { judge, edition, round })
}

/// An entry on a judge's list in a round that has opened: the assignment holds, the judge has
/// accepted, there is no conflict, and the entry is in the pool. It is for reading alone.
#[derive(Clone, Debug)]
pub struct SeenEntry {
    assignment: AssignmentId,
    id: PublicId,
    judge: JudgeId,
    entry: EntryId,
    category: String,
    edition: PublicEdition,
    round: Round,
}

impl SeenEntry {
    pub fn assignment(&self) -> AssignmentId {
        self.assignment
    }

    pub fn id(&self) -> &PublicId {
        &self.id
    }

    pub fn judge(&self) -> JudgeId {
        self.judge
    }

    pub fn entry(&self) -> EntryId {
        self.entry
    }

    pub fn category(&self) -> &str {
        &self.category
    }

    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    pub fn round(&self) -> &Round {
        &self.round
    }
}

/// One in a round that is open now: what is needed to change anything.
#[derive(Clone, Debug)]
pub struct AssignedEntry {
    seen: SeenEntry,
    open: Open,
}

impl AssignedEntry {
    pub fn open(&self) -> Open {
        self.open
    }
}

impl Deref for AssignedEntry {
    type Target = SeenEntry;

    fn deref(&self) -> &SeenEntry {
        &self.seen
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: AssignmentId,
    judge_id: JudgeId,
    entry_id: EntryId,
    edition_id: EditionId,
    round_key: String,
    category_key: String,
}

pub async fn assigned_entry<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
) -> Result<AssignedEntry, JudgingError> {
    let seen = on_list(db, ctx, judge, id).await?;
    seen.edition.is_running()?;
    let open = open(ctx, &seen.edition, &seen.round)?;
    Ok(AssignedEntry { seen, open })
}

/// The entry of an assignment, to be read, also once the round is over.
pub async fn seen_entry<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
) -> Result<SeenEntry, JudgingError> {
    let seen = on_list(db, ctx, judge, id).await?;
    if !has_opened(ctx, &seen.edition, &seen.round) {
        open(ctx, &seen.edition, &seen.round)?;
    }
    Ok(seen)
}

/// The right is in the query, which names no column that says who entered; nor the title, which
/// may be an answer that judges do not read.
async fn on_list<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    judge: &Judge,
    id: &PublicId,
) -> Result<SeenEntry, JudgingError> {
    let row = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .filter(assignment::Column::PublicId.eq(id.clone()))
        .filter(judge::Column::UserId.eq(judge.user))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .filter(live())
        .select_only()
        .column(assignment::Column::Id)
        .column(assignment::Column::JudgeId)
        .column(assignment::Column::EntryId)
        .column(assignment::Column::EditionId)
        .column(assignment::Column::RoundKey)
        .column(entry::Column::CategoryKey)
        .into_model::<Row>()
        .one(db)
        .await?
        .ok_or(JudgingError::NotFound)?;
    let edition =
        editions::find_public_by_id(db, ctx, row.edition_id).await?.ok_or(JudgingError::NotFound)?;
    let round = edition.document.round(&row.round_key).cloned().ok_or(JudgingError::NotFound)?;
    Ok(SeenEntry {
        assignment: row.id,
        id: id.clone(),
        judge: row.judge_id,
        entry: row.entry_id,
        category: row.category_key,
        edition,
        round,
    })
}

pub fn has_opened(ctx: &Ctx, edition: &Edition, round: &Round) -> bool {
    let window = edition.document.round_window(round);
    window.is_some_and(|window| window.state(ctx.now) != WindowState::Before)
}

/// The proof that a round is open now.
pub fn open(ctx: &Ctx, edition: &Edition, round: &Round) -> Result<Open, JudgingError> {
    let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
    Ok(window.open_at(ctx.now)?)
}
