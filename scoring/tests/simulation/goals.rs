//! The goals for the product, scenario by scenario, and the table that shows them.

use crate::figures::{BUCKETS, Bucket, Figures, figures};
use crate::scenarios::Scenario;
use crate::world::make;
use std::fmt::Write;

/// Least gain in top-5 recall over plain means, in points. Where calibration has little to
/// correct it must at least not harm.
const GAINS: [(&str, f64); 12] = [
    ("base", 3.0),
    ("harsh", 8.0),
    ("style", 6.0),
    ("bad15", 3.5),
    ("uneven", 6.0),
    ("selective", 5.0),
    ("null", -1.5),
    ("nips", -1.5),
    ("few5", -1.5),
    ("few2", -1.5),
    ("ceiling5", -1.5),
    ("complete", -1.5),
];
/// Least tau-b of score and truth.
const TAUS: [(&str, f64); 4] = [("base", 0.680), ("style", 0.675), ("bad15", 0.625), ("panels5", 0.690)];
/// Least mean gain over all scenarios.
const MEAN_GAIN: f64 = 3.0;
/// In how many scenarios the chances must be at least as good as a spreadsheet's.
const BETTER_BRIERS: usize = 17;

/// A scenario's figures, averaged.
pub struct Summary {
    pub name: &'static str,
    pub gain: f64,
    pub coverage: f64,
    error: f64,
    raw: f64,
    tau: f64,
    brier: f64,
    naive_brier: f64,
    buckets: [Bucket; 5],
}

/// Simulates a scenario so many times.
pub fn summarise(scenario: &Scenario, replicates: u64, draws: usize) -> Summary {
    let runs: Vec<Figures> =
        (0..replicates).map(|seed| figures(&make(scenario, seed), seed, draws)).collect();
    let mean = |of: &dyn Fn(&Figures) -> f64| runs.iter().map(of).sum::<f64>() / runs.len() as f64;
    let gains: Vec<f64> = runs.iter().map(|run| 100.0 * (run.full_recall - run.raw_recall)).collect();
    let bucket = |at: usize| runs.iter().map(|run| run.buckets[at]).fold(Bucket::default(), Bucket::with);
    Summary {
        name: scenario.name,
        gain: scoring::numeric::mean(&gains),
        coverage: mean(&|run| run.coverage),
        error: (scoring::numeric::variance(&gains) / gains.len() as f64).sqrt(),
        raw: mean(&|run| run.raw_recall),
        tau: mean(&|run| run.tau),
        brier: mean(&|run| run.brier),
        naive_brier: mean(&|run| run.naive_brier),
        buckets: std::array::from_fn(bucket),
    }
}

/// All figures as text, with the chances of all scenarios pooled.
pub fn table(summaries: &[Summary]) -> String {
    let mut text = String::from("\nscenario      raw    gain ± se   coverage  tau-b   Brier  (naive)\n");
    for s in summaries {
        writeln!(
            text,
            "{:12} {:.3} {:+6.1} ± {:.1}   {:.3}    {:.3}   {:.4} ({:.4})",
            s.name, s.raw, s.gain, s.error, s.coverage, s.tau, s.brier, s.naive_brier
        )
        .unwrap();
    }
    writeln!(text, "mean gain {:+.2} points", mean_gain(summaries)).unwrap();
    writeln!(text, "P(top 5)   predicted observed  cases").unwrap();
    for (from, bucket) in BUCKETS.iter().zip(pooled(summaries)) {
        let (predicted, observed) = (bucket.predicted / bucket.count, bucket.observed / bucket.count);
        writeln!(text, "from {from:.2}   {predicted:.3}     {observed:.3}     {}", bucket.count).unwrap();
    }
    text
}

fn mean_gain(summaries: &[Summary]) -> f64 {
    summaries.iter().map(|s| s.gain).sum::<f64>() / summaries.len() as f64
}

fn pooled(summaries: &[Summary]) -> [Bucket; 5] {
    std::array::from_fn(|at| summaries.iter().map(|s| s.buckets[at]).fold(Bucket::default(), Bucket::with))
}

/// What the figures fall short of, in words; nothing when all goals are met.
pub fn missed(summaries: &[Summary]) -> Vec<String> {
    let mut missed = Vec::new();
    let mut goal = |met: bool, what: String| {
        if !met {
            missed.push(what);
        }
    };
    goal(mean_gain(summaries) >= MEAN_GAIN, "mean gain".to_owned());
    for summary in summaries {
        let name = summary.name;
        goal((0.88..=0.93).contains(&summary.coverage), format!("{name}: coverage {:.3}", summary.coverage));
        for (_, least) in GAINS.iter().filter(|(own, _)| *own == name) {
            goal(summary.gain >= *least, format!("{name}: gain {:+.1} of {least:+.1}", summary.gain));
        }
        for (_, least) in TAUS.iter().filter(|(own, _)| *own == name) {
            goal(summary.tau >= *least, format!("{name}: tau-b {:.3} of {least}", summary.tau));
        }
    }
    let better = summaries.iter().filter(|s| s.brier <= s.naive_brier).count();
    goal(better >= BETTER_BRIERS, format!("Brier score better in {better} scenarios"));
    for bucket in pooled(summaries).iter().filter(|bucket| bucket.count >= 200.0) {
        let (predicted, observed) = (bucket.predicted / bucket.count, bucket.observed / bucket.count);
        goal(
            (predicted - observed).abs() <= 0.15,
            format!("P(top 5) {predicted:.3}, in truth {observed:.3}"),
        );
    }
    missed
}
