//! Simulated juries whose true ranking is known: does calibration find the best entries
//! more often than the plain mean, and do 90 % rank intervals hold the truth in 90 %?
//!
//! An ordinary run takes few replicates of a few scenarios; `SCORING_REPLICATES=60` runs all
//! and checks the goals for the product.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a simulation that breaks is a failed test"
)]
#![expect(clippy::as_conversions, reason = "counts of a simulation are small")]

mod scenarios;
mod world;

use scenarios::{Scenario, all};
use scoring::{Draw, Method, Outcome, Scheme, rank_with_chances};
use std::fmt::Write;
use world::{Panel, make};

/// How many best entries are looked for.
const TOP: usize = 5;

/// What one simulated panel shows.
struct Figures {
    raw_recall: f64,
    full_recall: f64,
    coverage: f64,
}

/// Share of the truly best entries among those with the best scores.
fn recall(outcome: &Outcome, truth: &[f64]) -> f64 {
    let mut found: Vec<(f64, usize)> = outcome
        .standings
        .iter()
        .filter_map(|s| Some((s.score?.to_f64(), s.entry.parse().unwrap())))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut best: Vec<usize> = (0..truth.len()).collect();
    best.sort_by(|a, b| truth[*b].total_cmp(&truth[*a]));
    let hits = found[..TOP].iter().filter(|(_, entry)| best[..TOP].contains(entry)).count();
    hits as f64 / TOP as f64
}

/// Share of entries whose true rank in their category lies in their interval.
fn coverage(outcome: &Outcome, truth: &[f64]) -> f64 {
    let (mut held, mut all) = (0, 0);
    for category in outcome.standings.chunk_by(|a, b| a.category == b.category) {
        let qualities: Vec<f64> = category.iter().map(|s| truth[s.entry.parse::<usize>().unwrap()]).collect();
        for (standing, own) in category.iter().zip(&qualities) {
            let rank = 1 + qualities.iter().filter(|other| *other > own).count();
            let chance = standing.chance.unwrap();
            held += usize::from((chance.rank_lo..=chance.rank_hi).contains(&rank));
            all += 1;
        }
    }
    f64::from(u32::try_from(held).unwrap()) / f64::from(u32::try_from(all).unwrap())
}

fn figures(panel: &Panel, seed: u64, draws: usize) -> Figures {
    let judge = |method: Method, count: usize| {
        let scheme = Scheme { method, places: TOP, ..panel.scheme.clone() };
        rank_with_chances(&scheme, &panel.entries, &panel.sheets, Draw { count, seed }).unwrap()
    };
    let (raw, full) = (judge(Method::WeightedMean, 0), judge(Method::Calibrated, draws));
    Figures {
        raw_recall: recall(&raw, &panel.truth),
        full_recall: recall(&full, &panel.truth),
        coverage: coverage(&full, &panel.truth),
    }
}

/// Mean gain in recall and mean coverage of a scenario, in points and as a share.
struct Summary {
    name: &'static str,
    raw: f64,
    gain: f64,
    error: f64,
    coverage: f64,
}

fn summarise(scenario: &Scenario, replicates: u64, draws: usize) -> Summary {
    let runs: Vec<Figures> =
        (0..replicates).map(|seed| figures(&make(scenario, seed), seed, draws)).collect();
    let mean = |of: &dyn Fn(&Figures) -> f64| runs.iter().map(of).sum::<f64>() / runs.len() as f64;
    let gains: Vec<f64> = runs.iter().map(|run| 100.0 * (run.full_recall - run.raw_recall)).collect();
    Summary {
        name: scenario.name,
        raw: mean(&|run| run.raw_recall),
        gain: scoring::numeric::mean(&gains),
        error: (scoring::numeric::variance(&gains) / gains.len() as f64).sqrt(),
        coverage: mean(&|run| run.coverage),
    }
}

fn table(summaries: &[Summary]) -> String {
    let mut text = String::from("\nscenario      raw    gain ± se   coverage\n");
    for s in summaries {
        writeln!(text, "{:12} {:.3} {:+6.1} ± {:.1}  {:.3}", s.name, s.raw, s.gain, s.error, s.coverage)
            .unwrap();
    }
    let gain = summaries.iter().map(|s| s.gain).sum::<f64>() / summaries.len() as f64;
    writeln!(text, "mean gain {gain:+.2} points").unwrap();
    text
}

#[test]
fn calibration_helps_where_judges_differ_and_intervals_cover() {
    let replicates = std::env::var("SCORING_REPLICATES").ok().and_then(|n| n.parse::<u64>().ok());
    let Some(replicates) = replicates else {
        let short = ["harsh", "style"].map(|name| *all().iter().find(|s| s.name == name).unwrap());
        let summaries: Vec<Summary> = short.iter().map(|s| summarise(s, 10, 300)).collect();
        let table = table(&summaries);
        assert!(summaries.iter().all(|s| s.gain > 2.0), "{table}");
        assert!(summaries.iter().all(|s| (0.86..0.95).contains(&s.coverage)), "{table}");
        return;
    };
    let summaries: Vec<Summary> = all().iter().map(|s| summarise(s, replicates, 400)).collect();
    let table = table(&summaries);
    println!("{table}");
    let gain = summaries.iter().map(|s| s.gain).sum::<f64>() / summaries.len() as f64;
    assert!(gain >= 3.0, "mean gain {gain:+.2}: {table}");
    for summary in &summaries {
        assert!(summary.gain >= -1.5 - 2.0 * summary.error, "{} loses: {table}", summary.name);
        assert!((0.88..=0.93).contains(&summary.coverage), "{} covers badly: {table}", summary.name);
    }
}
