//! Everything about an outcome as JSON: standings with their steps, judges, other methods.

use super::comparisons::comparisons;
use scoring::calibrate::Chance;
use scoring::design::LeastSquares;
use scoring::reliability::{judge_fits, panel_reliability};
use scoring::ties::{CutZone, cut_zone};
use scoring::{
    Draw, Entry, Exact, Model, Outcome, Panel, Scheme, Scoresheet, SheetStep, Standing, UNWATCHED, Watch,
    sensitivity,
};
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};

/// Prints a document, indented.
pub fn print(out: impl Write, everything: &Value) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, everything)?;
    writeln!(out)?;
    out.flush()
}

/// The whole answer.
pub fn everything(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    outcome: &Outcome,
    draw: Draw,
    watch: Watch<'_>,
) -> Value {
    let criteria: Vec<&str> = scheme.criteria.iter().map(|criterion| criterion.key.as_str()).collect();
    json!({
        "criteria": criteria,
        "draws": draw.count,
        "seed": draw.seed,
        "components": outcome.components,
        "model": outcome.model.as_ref().map(model),
        "examined": examined(scheme, entries, sheets, outcome, draw),
        "modes": compared(scheme, entries, sheets),
        "without_each_judge": without(scheme, entries, sheets, watch),
        "entries": outcome.standings.iter().map(standing).collect::<Vec<_>>(),
    })
}

/// How firm the result is and how judges agree; null without a sheet.
fn examined(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    outcome: &Outcome,
    draw: Draw,
) -> Option<Value> {
    let panel = Panel::new(scheme, entries, sheets).ok()?;
    let fit = scoring::aggregate::model(&panel, UNWATCHED)?;
    let firm = panel_reliability(&fit);
    let judges = judge_fits(&panel, &fit).into_iter().map(|judge| {
        json!({
            "judge": judge.judge,
            "agreement": judge.agreement,
            "shared": judge.shared,
            "outfit": judge.outfit,
            "infit": judge.infit,
            "straight_lining": judge.straight_lining,
            "halo": judge.halo,
            "drift": judge.drift,
        })
    });
    Some(json!({
        "reliability": {
            "single_ballot": firm.single_absolute,
            "single_ballot_corrected": firm.single_consistency,
            "panel": firm.panel,
            "judges_for_0_8": firm.judges_for_80,
            "judges_for_0_9": firm.judges_for_90,
        },
        "comparability_cost": LeastSquares::fit(&fit.ballots).and_then(|fit| fit.comparability_cost(100)),
        "comparisons": comparisons(&panel, outcome, &fit, draw),
        "judges": judges.collect::<Vec<_>>(),
    }))
}

/// Ranks by modes A to D: plain mean, severity only, calibrated, stretched scale.
fn compared(scheme: &Scheme, entries: &[Entry], sheets: &[Scoresheet]) -> Option<Value> {
    let modes = sensitivity::modes(scheme, entries, sheets, Draw { count: 0, seed: 0 }).ok()?;
    let names = ["mean", "severity", "calibrated", "normal_scores"];
    let ranks = |outcome: &Outcome| -> Value {
        let ranks = outcome.standings.iter().map(|s| (s.entry.clone(), json!(s.rank)));
        Value::Object(ranks.collect())
    };
    Some(Value::Object(
        names.iter().zip(&modes).map(|(name, mode)| ((*name).to_owned(), ranks(mode))).collect(),
    ))
}

/// Who would hold a place without each judge; null for rounds so large that refitting for
/// every judge takes minutes.
fn without(scheme: &Scheme, entries: &[Entry], sheets: &[Scoresheet], watch: Watch<'_>) -> Option<Value> {
    const MOST_SHEETS: usize = 2_500;
    if sheets.len() > MOST_SHEETS {
        return None;
    }
    let judges = sensitivity::without_each_judge(scheme, entries, sheets, watch).ok()?;
    let changes = judges.into_iter().filter(|judge| !(judge.lose.is_empty() && judge.gain.is_empty()));
    Some(
        changes
            .map(|judge| json!({ "judge": judge.judge, "lose": judge.lose, "gain": judge.gain }))
            .collect(),
    )
}

fn number(value: Exact) -> Value {
    json!(value.to_f64())
}

fn optional(value: Option<Exact>) -> Value {
    value.map_or(Value::Null, number)
}

fn standing(standing: &Standing) -> Value {
    json!({
        "entry": standing.entry,
        "category": standing.category,
        "score": optional(standing.score),
        "percent": optional(standing.percent),
        "rank": standing.rank,
        "tie": standing.tie,
        "below_minimum": standing.below_minimum,
        "judges_counted": standing.judges_counted,
        "criterion_means": standing.criterion_means.iter().map(|mean| optional(*mean)).collect::<Vec<_>>(),
        "spread": standing.spread.map(|s| json!({ "min": number(s.min), "max": number(s.max), "sd": s.sd })),
        "linked": standing.linked,
        "chance": standing.chance.as_ref().map(chance),
        "steps": standing.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn chance(chance: &Chance) -> Value {
    json!({
        "rank_lo": chance.rank_lo,
        "rank_hi": chance.rank_hi,
        "expected_rank": chance.expected_rank,
        "p_win": chance.p_win,
        "p_top": chance.p_top,
        "zone": match cut_zone(chance.p_top) {
            CutZone::Green => "green",
            CutZone::Grey => "grey",
            CutZone::Red => "red",
        },
        "score_lo": chance.score_lo,
        "score_hi": chance.score_hi,
    })
}

fn step(step: &SheetStep) -> Value {
    json!({
        "judge": step.judge,
        "marks": step.scores.iter().map(|score| optional(*score)).collect::<Vec<_>>(),
        "total": number(step.total),
        "corrected": optional(step.corrected),
        "counted": step.counted,
    })
}

fn model(model: &Model) -> Value {
    let parts = model.components;
    let judges = model.judges.iter().map(|judge| {
        json!({
            "judge": judge.judge,
            "sheets": judge.sheets,
            "shift": judge.shift,
            "shift_error": judge.shift_error,
            "scale_use": judge.scale_use,
            "scale_use_error": judge.scale_use_error,
            "noise": judge.noise,
        })
    });
    json!({
        "level": model.level,
        "variance": {
            "entry": parts.entry,
            "judge": parts.judge,
            "category": parts.category,
            "residual": parts.residual,
        },
        "judges": judges.collect::<Vec<_>>(),
    })
}
