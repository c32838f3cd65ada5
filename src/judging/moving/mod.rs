//! What becomes of the judges' work when an entry is moved to another category.

mod store;
mod views;

use std::collections::{BTreeMap, HashMap, HashSet};

use entity::{
    assignment::{self, AssignmentState},
    ids::{AssignmentId, JudgeId},
    scoresheet::ScoresheetState,
    set_aside,
};
use sea_orm::ConnectionTrait;

pub use self::views::{MovePreview, Moved, Sheets};
use self::{
    store::{AssignedWork, Seat},
    views::{MoveRound, PanelSeat, WorkCount},
};
use super::{error::JudgingError, store::points::Tally};
use crate::{
    conflicts,
    db::WriteTx,
    editions::{Edition, Named, Round},
    entries::StaffEntry,
};

/// What would become of it, for both answers to what happens to the scoresheets.
pub async fn preview<C: ConnectionTrait>(
    db: &C,
    found: &StaffEntry,
    edition: &Edition,
    to: &str,
) -> Result<MovePreview, JudgingError> {
    let work = store::work(db, found.id).await?;
    let aside = store::aside(db, found.id, to).await?;
    let seats = store::panel(db, edition.id, to).await?;
    let conflicted = conflicts::barred_judges(db, found.id).await?;
    let round = |round: &Round| {
        let here: Vec<&AssignedWork> =
            work.iter().filter(|work| work.assignment.round_key == round.key).collect();
        let seats: Vec<&Seat> = seats.iter().filter(|seat| seat.round == round.key).collect();
        MoveRound::new(round, &here, &seats, &aside, &conflicted)
    };
    Ok(MovePreview {
        from: Named::category(&edition.document, &found.category_key),
        to: Named::category(&edition.document, to),
        rounds: edition.document.judged().map(round).collect(),
    })
}

/// Puts aside what was done in the category that the entry leaves, and brings back what was done
/// in the one it comes to, in the transaction of the move.
pub async fn carry(
    tx: &WriteTx,
    found: &StaffEntry,
    edition: &Edition,
    to: &str,
    sheets: Sheets,
) -> Result<Moved, JudgingError> {
    let mut aside = store::aside(&**tx, found.id, to).await?;
    let seats = store::panel(&**tx, edition.id, to).await?;
    let seats: HashSet<(String, JudgeId)> = seats.into_iter().map(|seat| (seat.round, seat.judge)).collect();
    // What was judged there before outranks what is carried over.
    let aside_ids: HashSet<AssignmentId> = aside.keys().copied().collect();
    let stays = |work: &AssignedWork| {
        let seat = (work.assignment.round_key.clone(), work.assignment.judge_id);
        let comes_back = aside_ids.contains(&work.assignment.id);
        sheets == Sheets::CarryOver && is_active(&work.assignment) && seats.contains(&seat) && !comes_back
    };
    let (staying, leaving): (Vec<AssignedWork>, Vec<AssignedWork>) =
        store::held_work(tx, found.id).await?.into_iter().partition(stays);
    let returning: Vec<(&assignment::Model, set_aside::Model)> = leaving
        .iter()
        .filter_map(|work| Some((&work.assignment, aside.remove(&work.assignment.id)?)))
        .collect();
    // Of a judge who was removed too: on the way back it holds again only if the judge came back.
    let is_held = |work: &&AssignedWork| {
        is_active(&work.assignment) || work.assignment.state == AssignmentState::JudgeRemoved
    };
    let leaving_now: Vec<&AssignedWork> =
        leaving.iter().filter(|work| is_held(work) || work.sheet.is_some()).collect();
    let moved = Moved {
        judges_leaving: leaving_now.iter().filter(|work| is_active(&work.assignment)).count(),
        sheets_set_aside: leaving_now.iter().filter(|work| is_handed_in(work)).count(),
        drafts_set_aside: leaving_now.iter().filter(|work| is_draft(work)).count(),
        judges_staying: staying.len(),
        judges_returning: returning
            .iter()
            .filter(|(_, aside)| aside.assignment_state == AssignmentState::Active)
            .count(),
    };
    store::put_aside(tx, &leaving_now, &found.category_key).await?;
    let conflicted = conflicts::barred_judges(&**tx, found.id).await?;
    store::bring_back(tx, &edition.document, returning, &conflicted).await?;
    Ok(moved)
}

fn is_active(row: &assignment::Model) -> bool {
    row.state == AssignmentState::Active
}

fn is_handed_in(work: &AssignedWork) -> bool {
    is_active(&work.assignment)
        && work.sheet.as_ref().is_some_and(|sheet| sheet.state == ScoresheetState::HandedIn)
}

fn is_draft(work: &AssignedWork) -> bool {
    is_active(&work.assignment)
        && work.sheet.as_ref().is_some_and(|sheet| sheet.state == ScoresheetState::Draft)
}

impl MoveRound {
    fn new(
        round: &Round,
        work: &[&AssignedWork],
        seats: &[&Seat],
        aside: &HashMap<AssignmentId, set_aside::Model>,
        conflicted: &[JudgeId],
    ) -> Self {
        let active: Vec<&AssignedWork> =
            work.iter().filter(|work| is_active(&work.assignment)).copied().collect();
        let sits = |work: &&AssignedWork| seats.iter().any(|seat| seat.judge == work.assignment.judge_id);
        let (both, only_here): (Vec<&AssignedWork>, Vec<&AssignedWork>) =
            active.iter().copied().partition(sits);
        let back: Vec<&set_aside::Model> = work.iter().filter_map(|w| aside.get(&w.assignment.id)).collect();
        let free = |seat: &&&Seat| !conflicted.contains(&seat.judge);
        let seat = |seat: &&Seat| PanelSeat { id: seat.id.clone(), name: seat.name.clone() };
        Self {
            round: round.key.clone(),
            name: round.name.clone(),
            now: count(round, &active),
            on_both_panels: count(round, &both),
            only_on_this_panel: count(round, &only_here),
            returning: count_aside(round, &back),
            new_panel: seats.iter().filter(free).map(seat).collect(),
        }
    }
}

fn count(round: &Round, work: &[&AssignedWork]) -> WorkCount {
    let done: Vec<_> = work.iter().filter(|work| is_handed_in(work)).collect();
    let points = done.iter().filter_map(|work| work.assignment.points).fold(0_i64, i64::saturating_add);
    WorkCount {
        judges: work.len(),
        handed_in: done.len(),
        drafts: work.iter().filter(|work| is_draft(work)).count(),
        score: score(round, done.len(), points),
    }
}

fn count_aside(round: &Round, aside: &[&set_aside::Model]) -> WorkCount {
    let held = aside.iter().filter(|row| row.assignment_state == AssignmentState::Active);
    let mut states = BTreeMap::<&str, usize>::new();
    let (mut judges, mut points) = (0_usize, 0_i64);
    for row in held {
        judges = judges.saturating_add(1);
        let Some(state) = row.state else { continue };
        let count = states.entry(state.as_str()).or_default();
        *count = count.saturating_add(1);
        if state == ScoresheetState::HandedIn {
            points = points.saturating_add(round.points(&row.scores));
        }
    }
    let of = |state: ScoresheetState| states.get(state.as_str()).copied().unwrap_or_default();
    let handed_in = of(ScoresheetState::HandedIn);
    let drafts = of(ScoresheetState::Draft);
    WorkCount { judges, handed_in, drafts, score: score(round, handed_in, points) }
}

fn score(round: &Round, done: usize, points: i64) -> Option<String> {
    let done = i64::try_from(done).ok()?;
    Tally { assigned: done, done, points }.percent(round)
}
