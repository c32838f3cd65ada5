//! Panels, and the round as its organisers see it.

use std::collections::HashMap;

use entity::{
    assignment::AssignmentState,
    ids::{EntryId, JudgeId},
    judge,
};
use serde_json::json;

use crate::{
    accounts::Staff,
    audit,
    conflicts::conflicted_categories,
    context::Ctx,
    editions::{self, CategoryKind, CommentKind},
    judging::{
        access::StaffRound,
        error::{Fault, JudgingError},
        input::NewPanel,
        rules,
        store::{
            assignments::{self, PoolEntry},
            comments, judges,
            panels::{self, Seat},
            progress::{self, Progress},
        },
        views::{
            Coverage, CoveredEntry, CoveringJudge, CoveringState, PanelJudge, PanelView, RoundView,
            RoundWindow, ScoreScale, SheetState, criteria,
        },
    },
};

pub async fn set_panel(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    category: &str,
    new: NewPanel,
) -> Result<(), JudgingError> {
    let edition = place.edition();
    let found = edition.document.category(category).ok_or(JudgingError::NotFound)?;
    if found.kind == CategoryKind::Derived {
        let detail = "Nobody enters this category: its entries are judged where they were entered.";
        return Err(JudgingError::Invalid(vec![Fault::new(String::new(), "derived_category", detail)]));
    }
    let tx = ctx.begin().await?;
    editions::hold_rules_alone(&tx, edition).await?;
    if conflicted_categories(&*tx, staff, edition.id).await?.contains(category) {
        return Err(JudgingError::OwnStake);
    }
    let known = judges::of_edition(&*tx, edition.id).await?;
    let mut seats: Vec<JudgeId> = Vec::new();
    let mut faults = Vec::new();
    for (place, id) in new.judges.iter().enumerate() {
        match known.iter().find(|judge| judge.public_id == *id && rules::is_seated(judge)) {
            Some(judge) if !seats.contains(&judge.id) => seats.push(judge.id),
            Some(_) => {}
            None => {
                let detail = "This person is not a judge of the edition, or has declined.";
                faults.push(Fault::new(format!("/judges/{place}"), "unknown_judge", detail));
            }
        }
    }
    if !faults.is_empty() {
        return Err(JudgingError::Invalid(faults));
    }
    let panel = panels::Panel { edition: edition.id, round: &place.round().key, category };
    panels::replace(&tx, panel, &seats, ctx.now).await?;
    let object = format!("{}/{}/{category}", edition.path(), place.round().key);
    audit::event("panel.set")
        .by(staff)
        .on("panel", &object)
        .with(json!({ "judges": new.judges.iter().map(entity::PublicId::as_str).collect::<Vec<_>>() }))
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}

pub async fn show_round(ctx: &Ctx, place: &StaffRound) -> Result<RoundView, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
    let known = judges::of_edition(ctx.read(), edition.id).await?;
    let seats = panels::seats(ctx.read(), edition.id).await?;
    // Who judges an entry of one's own is not for one to know (security bar AC-23, AC-25).
    let mut pool = assignments::pool(ctx.read(), edition.id).await?;
    pool.retain(|entry| !place.withheld().contains(&entry.category));
    let progress = progress::of_round(ctx.read(), edition.id, &round.key).await?;
    let releases = comments::releases(ctx.read(), edition.id).await?;
    Ok(RoundView {
        key: round.key.clone(),
        name: round.name.clone(),
        window_key: round.window.clone(),
        window: RoundWindow::new(window, ctx.now),
        scale: ScoreScale::from(&round.scale),
        criteria: criteria(round),
        panels: panel_views(place, &known, &seats),
        coverage: coverage(round.min_judges, pool, &progress, &known),
        asks_for_feedback: round.comments.contains(&CommentKind::Entrant),
        feedback_released_at: releases
            .iter()
            .find(|row| row.round_key == round.key)
            .map(|row| row.released_at),
    })
}

fn panel_views(place: &StaffRound, known: &[judge::Model], seats: &[Seat]) -> Vec<PanelView> {
    let open = place.edition().document.categories.iter().filter(|c| c.kind == CategoryKind::Open);
    let sits = |judge: &judge::Model, category: &str| {
        let is_here = |seat: &&Seat| seat.category == category && seat.round == place.round().key;
        !place.withheld().contains(category)
            && seats.iter().filter(is_here).any(|seat| seat.judge == judge.id)
    };
    open.map(|category| PanelView {
        category: category.key.clone(),
        name: category.name.clone(),
        withheld: place.withheld().contains(&category.key),
        judges: known
            .iter()
            .filter(|judge| sits(judge, &category.key))
            .map(|judge| PanelJudge {
                id: judge.public_id.clone(),
                name: judge.name.clone(),
                state: judge.state,
            })
            .collect(),
    })
    .collect()
}

fn coverage(
    min_judges: u32,
    pool: Vec<PoolEntry>,
    progress: &[Progress],
    known: &[judge::Model],
) -> Coverage {
    let judges: HashMap<JudgeId, &judge::Model> = known.iter().map(|judge| (judge.id, judge)).collect();
    let mut by_entry = HashMap::<EntryId, Vec<&Progress>>::new();
    for row in progress {
        by_entry.entry(row.entry).or_default().push(row);
    }
    let entries: Vec<CoveredEntry> = pool
        .into_iter()
        .map(|entry| {
            let rows = by_entry.remove(&entry.id).unwrap_or_default();
            let holds = |row: &&&Progress| row.state == AssignmentState::Active;
            let assigned = rows.iter().filter(holds).count();
            let handed_in = |row: &&&Progress| row.sheet_state() == SheetState::HandedIn;
            CoveredEntry {
                id: entry.public_id,
                title: entry.title,
                organisation: entry.organisation,
                category: entry.category,
                assigned,
                done: rows.iter().filter(holds).filter(handed_in).count(),
                judges: rows.iter().filter_map(|row| covering(row, judges.get(&row.judge)?)).collect(),
                below_minimum: u32::try_from(assigned).is_ok_and(|n| n < min_judges),
            }
        })
        .collect();
    let below_minimum = entries.iter().filter(|entry| entry.below_minimum).count();
    Coverage { min_judges, below_minimum, entries }
}

fn covering(row: &Progress, judge: &judge::Model) -> Option<CoveringJudge> {
    let state = match (row.state, row.sheet_state()) {
        (AssignmentState::Removed | AssignmentState::JudgeRemoved, _) => return None,
        (AssignmentState::Recused, _) => CoveringState::Recused,
        (AssignmentState::Active, SheetState::NotStarted) => CoveringState::NotStarted,
        (AssignmentState::Active, SheetState::Started) => CoveringState::Started,
        (AssignmentState::Active, SheetState::HandedIn) => CoveringState::HandedIn,
    };
    Some(CoveringJudge {
        assignment: row.public_id.clone(),
        judge: judge.public_id.clone(),
        name: judge.name.clone(),
        email: judge.email.clone(),
        state,
    })
}
