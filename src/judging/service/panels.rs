//! Panels, and the round as its organisers see it.

use std::collections::HashMap;

use entity::{ids::JudgeId, judge};
use serde_json::json;

use crate::{
    accounts::Staff,
    audit,
    conflicts::conflicted_categories,
    context::Ctx,
    editions::{self, CategoryKind, CommentKind},
    judging::{
        access::StaffRound,
        error::{InputFault, JudgingError},
        input::NewPanel,
        rules,
        service::coverage,
        store::{
            comments, judges,
            panels::{self, Seat},
            progress,
        },
        views::{PanelJudge, PanelView, RoundView, RoundWindow, ScoreScale, criteria},
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
        return Err(JudgingError::Invalid(vec![InputFault::new(String::new(), "derived_category", detail)]));
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
                faults.push(InputFault::new(format!("/judges/{place}"), "unknown_judge", detail));
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
    let mut pool = progress::coverage::pool(ctx.read(), edition.id).await?;
    pool.retain(|category, _| !place.withheld().contains(category));
    let releases = comments::releases(ctx.read(), edition.id).await?;
    Ok(RoundView {
        key: round.key.clone(),
        name: round.name.clone(),
        window_key: round.window.clone(),
        window: RoundWindow::new(window, ctx.now),
        scale: ScoreScale::from(&round.scale),
        criteria: criteria(round),
        panels: panel_views(place, &known, &seats, &pool),
        coverage: coverage::figures(ctx, place, pool.values().sum()).await?,
        asks_for_feedback: round.comments.contains(&CommentKind::Entrant),
        feedback_released_at: releases
            .iter()
            .find(|row| row.round_key == round.key)
            .map(|row| row.released_at),
    })
}

fn panel_views(
    place: &StaffRound,
    known: &[judge::Model],
    seats: &[Seat],
    pool: &HashMap<String, i64>,
) -> Vec<PanelView> {
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
        entries: pool.get(&category.key).copied().unwrap_or_default(),
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
