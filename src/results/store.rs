//! Queries about results: everything of a round in a fixed number of them.

use std::{borrow::Cow, collections::HashMap};

use entity::{
    PublicId, ScoresRead, Timestamp, assignment,
    assignment::AssignmentState,
    entry::{self, EntryState},
    ids::{EditionId, EntryId, JudgeId, UserId},
    judge, organisation, scoresheet,
    scoresheet::ScoresheetState,
    shortlisted::{self, ShortlistMethod},
};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef,
};

use crate::{
    db::{self, WriteTx, json_rows},
    editions::Round,
    entries,
    judging::joins::to_sheet,
};

/// An entry that may stand in a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub category: String,
    /// Only eligible ones are ranked.
    pub state: EntryState,
    pub organisation: String,
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// An assignment with its marks.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub entry: EntryId,
    pub judge: JudgeId,
    /// Whether the assignment holds.
    pub assignment: AssignmentState,
    /// The scoresheet, if something was saved.
    pub state: Option<ScoresheetState>,
    /// In hundredths, in the order of the criteria.
    pub marks: Vec<Option<i64>>,
}

impl Sheet {
    /// Whether its marks count: handed in, and the judge not recused.
    pub fn counts(&self) -> bool {
        self.assignment == AssignmentState::Active && self.state == Some(ScoresheetState::HandedIn)
    }
}

/// A judge, to whom marks belong.
#[derive(Clone, Debug)]
pub struct Judge {
    pub public_id: PublicId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// How it came there.
    pub method: ShortlistMethod,
    pub reason: String,
}

/// Everything a result is made of.
#[derive(Debug)]
pub struct RoundData {
    /// Entries, by key.
    pub candidates: Vec<Candidate>,
    /// Assignments, with their marks.
    pub sheets: Vec<Sheet>,
    pub judges: HashMap<JudgeId, Judge>,
    /// Shortlists, by category and entry.
    pub listed: HashMap<(String, EntryId), Listed>,
}

/// Loads all of a round in four queries.
pub async fn data<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
) -> Result<RoundData, db::Error> {
    Ok(RoundData {
        candidates: candidates(db, edition).await?,
        sheets: sheets(db, edition, round).await?,
        judges: judges(db, edition).await?,
        listed: listed(db, edition, &round.key).await?,
    })
}

type Row = (EntryId, PublicId, String, String, EntryState, String, String, String);

async fn candidates<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Candidate>, db::Error> {
    let to_organisation: RelationDef = entry::Entity::belongs_to(organisation::Entity)
        .from(entry::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    let judged =
        [EntryState::Eligible, EntryState::Ineligible, EntryState::Withdrawn, EntryState::Disqualified];
    let rows: Vec<Row> = entry::Entity::find()
        .join(JoinType::InnerJoin, to_organisation)
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.is_in(judged))
        .select_only()
        .column(entry::Column::Id)
        .column(entry::Column::PublicId)
        .column(entry::Column::Title)
        .column(entry::Column::CategoryKey)
        .column(entry::Column::State)
        .column(organisation::Column::Name)
        .column_as(entries::kind(), "kind")
        .column(organisation::Column::Country)
        .order_by_asc(entry::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let candidate = |(id, public_id, title, category, state, organisation, kind, country)| Candidate {
        id,
        public_id,
        title,
        category,
        state,
        organisation,
        kind,
        country,
    };
    Ok(rows.into_iter().map(candidate).collect())
}

async fn sheets<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
) -> Result<Vec<Sheet>, db::Error> {
    let rows = assignment::Entity::find()
        .join(JoinType::LeftJoin, to_sheet())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
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

/// Entry, judge, the state of the assignment, that of the sheet and its scores.
type SheetRow<'a> = (i64, i64, &'a str, Option<&'a str>, Option<Cow<'a, str>>);

fn sheet((entry, judge, assignment, state, scores): SheetRow<'_>, round: &Round) -> Result<Sheet, db::Error> {
    let scores = scores.as_deref().map(ScoresRead::parse).transpose()?;
    let score = |key: &str| scores.as_ref().and_then(|scores| scores.get(key));
    Ok(Sheet {
        entry: EntryId(entry),
        judge: JudgeId(judge),
        assignment: AssignmentState::try_from_value(&assignment.to_owned())?,
        state: state.map(|state| ScoresheetState::try_from_value(&state.to_owned())).transpose()?,
        marks: round.criteria.iter().map(|criterion| score(&criterion.key)).collect(),
    })
}

async fn judges<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<HashMap<JudgeId, Judge>, db::Error> {
    let rows: Vec<(JudgeId, PublicId, String)> = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition))
        .select_only()
        .column(judge::Column::Id)
        .column(judge::Column::PublicId)
        .column(judge::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, public_id, name)| (id, Judge { public_id, name })).collect())
}

async fn listed<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
) -> Result<HashMap<(String, EntryId), Listed>, db::Error> {
    let rows: Vec<(String, EntryId, ShortlistMethod, String)> = shortlisted::Entity::find()
        .filter(shortlisted::Column::EditionId.eq(edition))
        .filter(shortlisted::Column::RoundKey.eq(round))
        .select_only()
        .column(shortlisted::Column::CategoryKey)
        .column(shortlisted::Column::EntryId)
        .column(shortlisted::Column::Method)
        .column(shortlisted::Column::Reason)
        .into_tuple()
        .all(db)
        .await?;
    let pair = |(category, entry, method, reason)| ((category, entry), Listed { method, reason });
    Ok(rows.into_iter().map(pair).collect())
}

/// A shortlist of a round.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    pub edition: EditionId,
    pub round: &'a str,
    pub category: &'a str,
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

/// Puts entries on a shortlist.
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
