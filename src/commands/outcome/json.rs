//! Everything about an outcome as JSON: standings with their steps, judges, other methods.

use scoring::calibrate::Chance;
use scoring::{Draw, Entry, Exact, Model, Outcome, Scheme, Scoresheet, SheetStep, Standing};
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
    _entries: &[Entry],
    _sheets: &[Scoresheet],
    outcome: &Outcome,
    draw: Draw,
) -> Value {
    let criteria: Vec<&str> = scheme.criteria.iter().map(|criterion| criterion.key.as_str()).collect();
    json!({
        "criteria": criteria,
        "draws": draw.count,
        "seed": draw.seed,
        "components": outcome.components,
        "model": outcome.model.as_ref().map(model),
        "entries": outcome.standings.iter().map(standing).collect::<Vec<_>>(),
    })
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
        "score_lo": chance.score_lo,
        "score_hi": chance.score_hi,
    })
}

fn step(step: &SheetStep) -> Value {
    json!({
        "judge": step.judge,
        "marks": step.marks.iter().map(|mark| optional(*mark)).collect::<Vec<_>>(),
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
