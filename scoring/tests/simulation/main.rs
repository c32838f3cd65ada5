//! Simulated juries with a known truth: does calibration find more of the best entries than
//! the plain mean, and do 90 % rank intervals hold the truth in 90 %?
//!
//! An ordinary run takes few replicates of two scenarios; `SCORING_REPLICATES=200` runs all
//! and checks every goal of the product (`goals.rs`).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a simulation that breaks is a failed test"
)]
#![expect(clippy::as_conversions, reason = "counts of a simulation are small")]

mod figures;
mod goals;
mod naive;
mod scenarios;
mod world;

use goals::{Summary, missed, summarise, table};
use scenarios::all;

#[test]
fn calibration_helps_where_judges_differ_and_intervals_cover() {
    let short = ["harsh", "style"].map(|name| *all().iter().find(|s| s.name == name).unwrap());
    let summaries: Vec<Summary> = short.iter().map(|s| summarise(s, 10, 300)).collect();
    let table = table(&summaries);
    assert!(summaries.iter().all(|s| s.gain > 2.0), "{table}");
    assert!(summaries.iter().all(|s| (0.86..0.95).contains(&s.coverage)), "{table}");
}

#[test]
fn all_goals_are_met_in_all_families_of_juries() {
    let replicates = std::env::var("SCORING_REPLICATES").ok().and_then(|n| n.parse::<u64>().ok());
    // Minutes of work: `make test-long` asks for it.
    let Some(replicates) = replicates else { return };
    let summaries: Vec<Summary> = all().iter().map(|s| summarise(s, replicates, 400)).collect();
    let table = table(&summaries);
    println!("{table}");
    let missed = missed(&summaries);
    assert!(missed.is_empty(), "{table}\nmissed: {missed:#?}");
}
