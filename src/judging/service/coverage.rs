//! Who covers which entry of a round.

use std::collections::{HashMap, HashSet};

use entity::{PublicId, assignment::AssignmentState, entry, ids::JudgeId, judge_progress};
use sea_orm::{Condition, QueryFilter as _};

use crate::{
    address::Email,
    context::Ctx,
    entries::finding,
    judging::{
        access::StaffRound,
        error::JudgingError,
        store::{
            judges,
            progress::coverage::{self, Cell, Line, Wanted},
        },
        views::{
            Coverage, CoverageJudge, CoveragePage, CoveredEntry, CoveringJudge, CoveringState, Unfinished,
        },
    },
    text::fold,
};

const PAGE: usize = 200;

pub async fn figures(ctx: &Ctx, place: &StaffRound, entries: i64) -> Result<Coverage, JudgingError> {
    let (edition, round) = (place.edition().id, place.round());
    let mut counts = coverage::counts(ctx.read(), edition, &round.key).await?;
    counts.retain(|count| !place.withheld().contains(&count.category_key));
    let min = i64::from(round.min_judges);
    let enough: i64 = counts.iter().filter(|count| count.assigned >= min).map(|count| count.total).sum();
    let judged: i64 = counts.iter().filter(|count| count.done >= min).map(|count| count.total).sum();
    let mut sums = judges::progress(ctx.read(), edition, place.withheld()).await?;
    sums.retain(|sum| sum.round_key == round.key);
    let (done, open): (Vec<_>, Vec<_>) = sums.iter().partition(|sum| sum.is_done);
    let total = |sums: &[&judge_progress::Model]| -> i64 { sums.iter().map(|sum| sum.total).sum() };
    Ok(Coverage {
        min_judges: round.min_judges,
        entries,
        below_minimum: entries.saturating_sub(enough),
        assigned: total(&done).saturating_add(total(&open)),
        done: total(&done),
        unfinished: Unfinished {
            sheets: total(&open),
            started: open.iter().filter(|sum| sum.scored >= 0).map(|sum| sum.total).sum(),
            judges: open.iter().map(|sum| sum.judge_id).collect::<HashSet<_>>().len(),
            entries: entries.saturating_sub(judged),
        },
    })
}

pub struct Asked<'a> {
    pub category: Option<&'a str>,
    /// Words that an entry holds, or the name of one of its judges.
    pub words: Vec<String>,
    pub few_judges: bool,
    pub after: Option<&'a str>,
}

pub async fn show_coverage(
    ctx: &Ctx,
    place: &StaffRound,
    asked: &Asked<'_>,
) -> Result<CoveragePage, JudgingError> {
    let (db, edition, round) = (ctx.read(), place.edition().id, place.round());
    let after = match asked.after {
        Some(id) => {
            let id = PublicId::parse(id).ok_or(JudgingError::NotFound)?;
            Some(
                coverage::position(db, edition, place.withheld(), &id)
                    .await?
                    .ok_or(JudgingError::NotFound)?,
            )
        }
        None => None,
    };
    let narrowed = narrowed(ctx, place, asked).await?;
    let wanted = Wanted { category: asked.category, withheld: place.withheld(), narrowed, after };
    let mut lines = coverage::lines(db, edition, wanted, PAGE.saturating_add(1)).await?;
    let is_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let mut cells = HashMap::<_, Vec<Cell>>::new();
    for cell in coverage::cells(db, edition, &round.key, lines.iter().map(|line| line.id).collect()).await? {
        cells.entry(cell.entry_id).or_default().push(cell);
    }
    let named = cells.values().flatten().map(|cell| cell.judge_id).collect();
    let (judges, places) = judges_of(ctx, place, asked.category, named).await?;
    let next = lines.last().filter(|_| is_more).map(|line| line.public_id.clone());
    let covered = |line: Line| {
        let cells = cells.remove(&line.id).unwrap_or_default();
        covered(line, &cells, &places, round.min_judges)
    };
    Ok(CoveragePage { judges, entries: lines.into_iter().map(covered).collect(), next })
}

async fn narrowed(ctx: &Ctx, place: &StaffRound, asked: &Asked<'_>) -> Result<Condition, JudgingError> {
    let (db, edition, round, words) = (ctx.read(), place.edition().id, place.round(), &asked.words);
    let mut always = Condition::all();
    if asked.few_judges {
        let everybody_is_counted = everybody_is_counted(ctx, place, asked.category).await?;
        always = always.add(coverage::few_judges(edition, round, place.withheld(), everybody_is_counted));
    } else if words.is_empty() {
        return Ok(always);
    }
    let rows = coverage::judged(edition, asked.category, place.withheld()).filter(always.clone());
    let mut hits = finding::first(db, rows.clone(), edition, words, false).await?;
    let mut held = Condition::any();
    if !words.is_empty() {
        held = held.add(finding::matches(words));
        let is_meant = |judge: &entity::judge::Model| {
            let name = fold(&judge.name);
            words.iter().all(|word| name.contains(word))
        };
        let judges = judges::of_edition(db, edition).await?;
        let named: Vec<_> = judges.iter().filter(|judge| is_meant(judge)).map(|judge| judge.id).collect();
        if !named.is_empty() {
            let theirs = coverage::of_judges(edition, &round.key, named);
            hits = hits.and(&finding::first(db, rows.filter(theirs.clone()), edition, &[], false).await?);
            held = held.add(theirs);
        }
    }
    Ok(match hits.are_all() {
        true => Condition::all().add(hits.hold(db.get_database_backend(), entry::Column::Id, true)),
        false => always.add_option((!words.is_empty()).then_some(held)),
    })
}

/// Whether the sums know the judges of all entries.
async fn everybody_is_counted(
    ctx: &Ctx,
    place: &StaffRound,
    category: Option<&str>,
) -> Result<bool, JudgingError> {
    let (db, edition) = (ctx.read(), place.edition().id);
    let is_meant = |key: &str| !place.withheld().contains(key) && category.is_none_or(|only| only == key);
    let counts = coverage::counts(db, edition, &place.round().key).await?;
    let counted: i64 =
        counts.iter().filter(|count| is_meant(&count.category_key)).map(|count| count.total).sum();
    let pool = coverage::pool(db, edition).await?;
    let all: i64 = pool.iter().filter(|(key, _)| is_meant(key)).map(|(_, total)| total).sum();
    Ok(counted == all)
}

async fn judges_of(
    ctx: &Ctx,
    place: &StaffRound,
    category: Option<&str>,
    named: HashSet<JudgeId>,
) -> Result<(Vec<CoverageJudge>, HashMap<JudgeId, usize>), JudgingError> {
    let edition = place.edition().id;
    let mut sums: HashMap<JudgeId, (i64, i64)> = named.into_iter().map(|judge| (judge, (0, 0))).collect();
    for row in judges::progress(ctx.read(), edition, place.withheld()).await? {
        if row.round_key == place.round().key && category.is_none_or(|only| only == row.category_key) {
            let (assigned, done) = sums.entry(row.judge_id).or_default();
            *assigned = assigned.saturating_add(row.total);
            *done = done.saturating_add(if row.is_done { row.total } else { 0 });
        }
    }
    let mut known = judges::of_edition(ctx.read(), edition).await?;
    known.retain(|judge| sums.contains_key(&judge.id));
    let places = known.iter().enumerate().map(|(place, judge)| (judge.id, place)).collect();
    let judge = |judge: &entity::judge::Model| {
        let (assigned, done) = sums.get(&judge.id).copied().unwrap_or_default();
        let (id, name) = (judge.public_id.clone(), judge.name.clone());
        CoverageJudge { id, name, email: Email::shown(&judge.email), assigned, done }
    };
    Ok((known.iter().map(judge).collect(), places))
}

fn covered(line: Line, cells: &[Cell], places: &HashMap<JudgeId, usize>, min_judges: u32) -> CoveredEntry {
    let assigned = cells.iter().filter(|cell| cell.state == AssignmentState::Active).count();
    let state = |cell: &Cell| match (cell.state, cell.points, cell.touched_at) {
        (AssignmentState::Active, Some(_), _) => CoveringState::HandedIn,
        (AssignmentState::Active, None, Some(_)) => CoveringState::Started,
        (AssignmentState::Active, None, None) => CoveringState::NotStarted,
        _ => CoveringState::Recused,
    };
    let covering = |cell: &Cell| {
        let judge = places.get(&cell.judge_id).copied()?;
        Some(CoveringJudge { assignment: cell.public_id.clone(), judge, state: state(cell) })
    };
    let judges: Vec<CoveringJudge> = cells.iter().filter_map(covering).collect();
    CoveredEntry {
        id: line.public_id,
        title: line.title,
        organisation: line.organisation,
        category: line.category_key,
        assigned,
        done: judges.iter().filter(|judge| judge.state == CoveringState::HandedIn).count(),
        judges,
        below_minimum: u32::try_from(assigned).is_ok_and(|assigned| assigned < min_judges),
    }
}
