//! `palmares outcome`: a ranking from files, without a database.
//!
//! Anyone who has the published scoresheets can recompute a result, or ask what another
//! method would have given.

mod comparisons;
mod exported;
mod json;
mod print;
mod scheme;
mod tables;

use super::{REFUSED, progress::with_progress, written};
use std::path::PathBuf;
use std::process::ExitCode;

/// Draws times entries that fit in two gigabytes.
const MOST_DRAWN: usize = 150_000_000;

/// Rank entries from a file of scores.
///
/// Prints CSV: entry,category,score,rank,rank_lo,rank_hi,p_win,p_top,linked.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// CSV with the columns entry, judge and one per criterion (an empty cell is no score), or
    /// the export `scores.csv`, in which only scoresheets that are handed in count
    #[arg(long, value_name = "FILE")]
    ratings: PathBuf,
    /// CSV with the columns entry and category, or the export `entries.csv`, in which only
    /// eligible entries count
    #[arg(long, value_name = "FILE")]
    entries: PathBuf,
    /// JSON with method, weights, scale, and optionally top, draws, seed, min_judges
    #[arg(long, value_name = "FILE")]
    scheme: PathBuf,
    /// The round, if `scores.csv` has several
    #[arg(long, value_name = "KEY")]
    round: Option<String>,
    /// Print everything as JSON: steps, judges, model, reliability, other methods
    #[arg(long)]
    json: bool,
}

/// Runs the command. Exit code 2 when the input is refused; every complaint names its line
/// and column.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    Ok(answer_for(args).unwrap_or_else(|error| {
        eprintln!("palmares: {error:#}");
        ExitCode::from(REFUSED)
    }))
}

fn answer_for(args: &Args) -> anyhow::Result<ExitCode> {
    let rules = match scheme::read(&args.scheme)? {
        Ok(rules) => rules,
        Err(complaint) => return Ok(refuse(&[complaint])),
    };
    let entries = match tables::read_entries(&args.entries)? {
        Ok(entries) => entries,
        Err(complaints) => return Ok(refuse(&complaints)),
    };
    let (criteria, sheets) =
        match tables::read_ratings(&args.ratings, &rules, &entries, args.round.as_deref())? {
            Ok(read) => read,
            Err(complaints) => return Ok(refuse(&complaints)),
        };
    let entries: Vec<scoring::Entry> = entries.into_iter().map(|(entry, _)| entry).collect();
    let scheme = rules.scheme(criteria);
    let draw = rules.draw;
    if draw.count.saturating_mul(entries.len()) > MOST_DRAWN {
        let most = MOST_DRAWN / entries.len().max(1);
        let problem = format!("`draws`: {} for {} entries need too much memory", draw.count, entries.len());
        return Ok(refuse(&[format!("{}: {problem}, at most {most} fit", args.scheme.display())]));
    }
    let ranked =
        with_progress("Ranking", |watch| scoring::rank_watched(&scheme, &entries, &sheets, draw, watch));
    let outcome = match ranked {
        Ok(outcome) => outcome,
        Err(refusal) => return Ok(refuse(&[refusal.to_string()])),
    };
    let out = std::io::stdout().lock();
    if args.json {
        let all = with_progress("Examining", |watch| {
            json::everything(&scheme, &entries, &sheets, &outcome, draw, watch)
        });
        written(json::print(out, &all))?;
    } else {
        written(print::csv(out, &outcome))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn refuse(complaints: &[String]) -> ExitCode {
    const SHOWN: usize = 20;
    complaints.iter().take(SHOWN).for_each(|complaint| eprintln!("{complaint}"));
    if let Some(more) = complaints.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        eprintln!("… and {more} more");
    }
    eprintln!("palmares: the input was refused, nothing was computed");
    ExitCode::from(REFUSED)
}
