//! Queries about results: everything of a round in a fixed number of them.

pub mod kept;
pub mod pages;

use std::{borrow::Cow, collections::HashMap};

use entity::{
    Hundredths, PublicId, ScoresRead, Timestamp, assignment,
    assignment::AssignmentState,
    entry::{self, EntryState},
    ids::{EditionId, EntryId, JudgeId, UserId},
    judge, organisation, scoresheet,
    scoresheet::ScoresheetState,
    shortlisted::{self, ShortlistMethod},
};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    sea_query::SelectStatement,
};
use serde::Deserialize;

use crate::{
    db::{self, WriteTx, json_rows},
    editions::Round,
    entries,
};

/// An entry that may stand in a result.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Candidate {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub category: String,
    pub state: EntryState,
    pub organisation: String,
    pub kind: String,
    pub country: String,
}

#[derive(Clone, Debug)]
pub struct Sheet {
    pub entry: EntryId,
    pub judge: JudgeId,
    pub assignment: AssignmentState,
    pub state: Option<ScoresheetState>,
    /// In the order of the criteria.
    pub scores: Vec<Option<Hundredths>>,
}

impl Sheet {
    /// Whether its scores count: handed in, and the judge not recused.
    pub fn counts(&self) -> bool {
        self.assignment == AssignmentState::Active && self.state == Some(ScoresheetState::HandedIn)
    }
}

#[derive(Clone, Debug)]
pub struct Judge {
    pub public_id: PublicId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub method: ShortlistMethod,
    pub reason: String,
}

#[derive(Debug)]
pub struct RoundData {
    pub candidates: Vec<Candidate>,
    pub sheets: Vec<Sheet>,
    pub judges: HashMap<JudgeId, Judge>,
    pub listed: HashMap<(String, EntryId), Listed>,
}

/// Loads a round in four queries: all entries, or these.
pub async fn data<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    only: Option<&[EntryId]>,
) -> Result<RoundData, db::Error> {
    Ok(RoundData {
        candidates: candidates(db, edition, only).await?,
        sheets: sheets(db, edition, round, only).await?,
        judges: judges(db, edition).await?,
        listed: listed(db, edition, &round.key, only).await?,
    })
}

/// An entry in one of these is in no result.
const NOT_JUDGED: [EntryState; 3] = [EntryState::Draft, EntryState::Submitted, EntryState::Incomplete];

async fn candidates<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    only: Option<&[EntryId]>,
) -> Result<Vec<Candidate>, db::Error> {
    let rows = match only {
        // By their keys, in whatever edition: there is no quicker way to an entry.
        Some(ids) => entry::Entity::find().filter(entry::Column::Id.is_in(ids.iter().copied())),
        None => entry::Entity::find().filter(entry::Column::EditionId.eq(edition)),
    };
    // Not by the states that are judged: in an index of them each entry would be looked for once for
    // each state.
    let rows = rows
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::State.is_not_in(NOT_JUDGED))
        .select_only()
        .columns([entry::Column::Id, entry::Column::PublicId, entry::Column::Title, entry::Column::State])
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(organisation::Column::Name, "organisation")
        .column_as(entries::kind(), "kind")
        .column(organisation::Column::Country)
        .order_by_asc(entry::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

async fn sheets<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    only: Option<&[EntryId]>,
) -> Result<Vec<Sheet>, db::Error> {
    let rows = assignment::Entity::find()
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .apply_if(only, |rows, ids: &[EntryId]| {
            rows.filter(assignment::Column::EntryId.is_in(ids.iter().copied()))
        })
        .select_only()
        .column_as(assignment::Column::EntryId, "entry")
        .column_as(assignment::Column::JudgeId, "judge")
        .column_as(assignment::Column::State, "assignment")
        .column_as(scoresheet::Column::State, "state")
        .column_as(scoresheet::Column::Scores, "scores");
    let columns = ["entry", "judge", "assignment", "state", "scores"];
    let text = json_rows(db, rows.into_query(), &columns).await?;
    let rows: Vec<SheetRow<'_>> = serde_json::from_str(&text)?;
    rows.into_iter().map(|row| sheet(row, round)).collect()
}

/// In the order of the columns of [`sheets`].
#[derive(Deserialize)]
struct SheetRow<'a> {
    entry: i64,
    judge: i64,
    assignment: &'a str,
    #[serde(borrow)]
    state: Option<&'a str>,
    #[serde(borrow)]
    scores: Option<Cow<'a, str>>,
}

fn sheet(row: SheetRow<'_>, round: &Round) -> Result<Sheet, db::Error> {
    let scores = row.scores.as_deref().map(ScoresRead::parse).transpose()?;
    let score = |key: &str| scores.as_ref().and_then(|scores| scores.get(key));
    Ok(Sheet {
        entry: EntryId(row.entry),
        judge: JudgeId(row.judge),
        assignment: AssignmentState::try_from_value(&row.assignment.to_owned())?,
        state: row.state.map(|state| ScoresheetState::try_from_value(&state.to_owned())).transpose()?,
        scores: round.criteria.iter().map(|criterion| score(&criterion.key)).collect(),
    })
}

async fn judges<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<HashMap<JudgeId, Judge>, db::Error> {
    let rows: Vec<(JudgeId, PublicId, String)> = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition))
        .select_only()
        .columns([judge::Column::Id, judge::Column::PublicId, judge::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, public_id, name)| (id, Judge { public_id, name })).collect())
}

async fn listed<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    only: Option<&[EntryId]>,
) -> Result<HashMap<(String, EntryId), Listed>, db::Error> {
    let rows = shortlisted::Entity::find()
        .filter(shortlisted::Column::EditionId.eq(edition))
        .filter(shortlisted::Column::RoundKey.eq(round))
        .apply_if(only, |rows, ids: &[EntryId]| {
            rows.filter(shortlisted::Column::EntryId.is_in(ids.iter().copied()))
        })
        .all(db)
        .await?;
    let pair = |row: shortlisted::Model| {
        ((row.category_key, row.entry_id), Listed { method: row.method, reason: row.reason })
    };
    Ok(rows.into_iter().map(pair).collect())
}

#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    pub edition: EditionId,
    pub round: &'a str,
    pub category: &'a str,
}

/// The entries about which someone or a rule has decided, whether they stand on the list or not.
pub async fn on_list<C: ConnectionTrait>(db: &C, list: List<'_>) -> Result<Vec<EntryId>, db::Error> {
    let rows = shortlisted::Entity::find()
        .filter(shortlisted::Column::EditionId.eq(list.edition))
        .filter(shortlisted::Column::RoundKey.eq(list.round))
        .filter(shortlisted::Column::CategoryKey.eq(list.category))
        .select_only()
        .column(shortlisted::Column::EntryId);
    Ok(rows.into_tuple().all(db).await?)
}

/// The entry of a public id in an edition.
pub async fn entry<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    id: &PublicId,
) -> Result<Option<EntryId>, db::Error> {
    let row = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::PublicId.eq(id.clone()))
        .select_only()
        .column(entry::Column::Id);
    Ok(row.into_tuple().one(db).await?)
}

/// Takes entries off a shortlist: one, or all that came there by rule.
pub async fn unlist(tx: &WriteTx, list: List<'_>, entry: Option<EntryId>) -> Result<(), db::Error> {
    let which = match entry {
        Some(entry) => shortlisted::Column::EntryId.eq(entry),
        None => shortlisted::Column::Method.eq(ShortlistMethod::Rule),
    };
    shortlisted::Entity::delete_many()
        .filter(shortlisted::Column::EditionId.eq(list.edition))
        .filter(shortlisted::Column::RoundKey.eq(list.round))
        .filter(shortlisted::Column::CategoryKey.eq(list.category))
        .filter(which)
        .exec(&**tx)
        .await?;
    Ok(())
}

pub async fn list(
    tx: &WriteTx,
    list: List<'_>,
    entries: &[EntryId],
    why: &Listed,
    by: UserId,
    at: Timestamp,
) -> Result<(), db::Error> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.iter().map(|entry| shortlisted::ActiveModel {
        edition_id: Set(list.edition),
        round_key: Set(list.round.to_owned()),
        category_key: Set(list.category.to_owned()),
        entry_id: Set(*entry),
        method: Set(why.method),
        reason: Set(why.reason.clone()),
        user_id: Set(by),
        created_at: Set(at),
        ..Default::default()
    });
    shortlisted::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

pub fn shortlisted_entries() -> SelectStatement {
    let rows = shortlisted::Entity::find()
        .select_only()
        .column(shortlisted::Column::EntryId)
        .filter(shortlisted::Column::Method.ne(ShortlistMethod::LeftOut));
    rows.into_query()
}
