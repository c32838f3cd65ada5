//! `palmares assign`: who judges what, from a file, without a database.

mod document;

use super::{REFUSED, progress::with_progress, written};
use anyhow::Context;
use document::Document;
use scoring::assign::{Assignment, Problem, Proof, solve_watched};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit code when it is proved that no assignment exists.
const IMPOSSIBLE: u8 = 1;

/// Assign judges to entries.
///
/// Prints the best assignment as JSON, or exits with 1 and the proof that none exists.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// JSON with affinity_entry_by_judge, judges_per_entry and optionally
    /// min_load_per_judge, max_load_per_judge, conflicts_entry_judge, objective, seed, keep,
    /// change_cost, load_cost, perturbation, link
    #[arg(long, value_name = "FILE")]
    problem: PathBuf,
}

/// Runs the command. Exit code 1 when no assignment exists, 2 when the input is refused.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    Ok(answer_for(args).unwrap_or_else(|error| {
        eprintln!("palmares: {error:#}");
        ExitCode::from(REFUSED)
    }))
}

fn answer_for(args: &Args) -> anyhow::Result<ExitCode> {
    let shown = args.problem.display();
    let text = std::fs::read(&args.problem).with_context(|| format!("cannot read {shown}"))?;
    let read = document::read(&text);
    let Document { problem, decimals } = match read {
        Ok(document) => document,
        Err(complaint) => {
            eprintln!("{shown}: {complaint}");
            eprintln!("palmares: the input was refused, nothing was computed");
            return Ok(ExitCode::from(REFUSED));
        }
    };
    match with_progress("Assigning", |watch| solve_watched(&problem, watch)) {
        Ok(assignment) => {
            print(&answer(&problem, &assignment, decimals))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(proof) => {
            print(&impossible(&proof))?;
            eprintln!("palmares: no assignment exists: {proof}");
            Ok(ExitCode::from(IMPOSSIBLE))
        }
    }
}

fn print(answer: &impl Serialize) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    written(serde_json::to_writer(&mut out, answer).map_err(io::Error::from).and_then(|()| writeln!(out)))
}

#[derive(Serialize)]
struct Answer<'a> {
    assignment: &'a [Vec<usize>],
    total: Value,
    worst_entry: Option<Value>,
    worst_single: Option<Value>,
    loads: Vec<usize>,
    components: usize,
    given_up: Vec<(usize, usize)>,
    optimal: bool,
    seed: u64,
}

fn answer<'a>(problem: &Problem, assignment: &'a Assignment, decimals: u32) -> Answer<'a> {
    let points = |units: i64| {
        if decimals == 0 {
            return json!(units);
        }
        scoring::Exact::from_scaled(units.into(), decimals).map_or(Value::Null, |x| json!(x.to_f64()))
    };
    Answer {
        assignment: &assignment.judges,
        total: points(assignment.total(problem)),
        worst_entry: assignment.worst_entry(problem).map(points),
        worst_single: assignment.worst_single(problem).map(points),
        loads: assignment.loads(problem.judges),
        components: assignment.components(problem),
        given_up: assignment.given_up(problem),
        optimal: assignment.optimal,
        seed: problem.seed,
    }
}

fn impossible(proof: &Proof) -> Value {
    let words = proof.to_string();
    let cut = match proof {
        Proof::TooFewJudges { entries, need, judges, can_give } => {
            json!({ "entries": entries, "need": need, "judges": judges, "can_give": can_give, "reason": words })
        }
        Proof::TooFewEntries { judges, need, entries, can_take } => {
            json!({ "judges": judges, "need": need, "entries": entries, "can_take": can_take, "reason": words })
        }
    };
    json!({ "assignment": null, "proof": cut })
}
